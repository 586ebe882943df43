package dev.framescope.ide.core.model;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.DebugElement;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.model.IWatchExpressionDelegate;
import org.eclipse.debug.core.model.IWatchExpressionListener;
import org.eclipse.debug.core.model.IWatchExpressionResult;

import java.util.Optional;

/** Evaluates what a person watches, in the selected stack frame. Does not wait. */
public final class KernelWatchDelegate implements IWatchExpressionDelegate {
    @Override
    public void evaluateExpression(
            String expression, IDebugElement context, IWatchExpressionListener listener) {
        Optional<KernelStackFrame> frame = KernelStackFrame.of(context);
        if (frame.isEmpty()) {
            listener.watchEvaluationFinished(
                    new Result(
                            expression,
                            new Problem(context, "the kernel runs; it has values when it stands")));
            return;
        }
        frame.get()
                .evaluate(expression)
                .whenComplete(
                        (value, problem) ->
                                listener.watchEvaluationFinished(
                                        new Result(
                                                expression,
                                                problem == null
                                                        ? value
                                                        : new Problem(
                                                                context, Answers.words(problem)))));
    }

    /** Why an expression has no value; the views show it where the value would be. */
    private static final class Problem extends DebugElement implements IValue {
        private final String words;

        Problem(IDebugElement context, String words) {
            super(context.getDebugTarget());
            this.words = words;
        }

        @Override
        public String getValueString() {
            return '<' + words + '>';
        }

        @Override
        public String getReferenceTypeName() {
            return "";
        }

        @Override
        public boolean isAllocated() {
            return false;
        }

        @Override
        public IVariable[] getVariables() {
            return new IVariable[0];
        }

        @Override
        public boolean hasVariables() {
            return false;
        }

        @Override
        public String getModelIdentifier() {
            return FramescopeCore.DEBUG_MODEL_ID;
        }
    }

    /** A value, or why there is none: as a value, so that it can be read and not only seen. */
    private record Result(String expression, IValue value) implements IWatchExpressionResult {
        @Override
        public IValue getValue() {
            return value;
        }

        @Override
        public boolean hasErrors() {
            return false;
        }

        @Override
        public String[] getErrorMessages() {
            return new String[0];
        }

        @Override
        public String getExpressionText() {
            return expression;
        }

        @Override
        public DebugException getException() {
            return null; // as the interface provides for
        }
    }
}
