package dev.framescope.ide.core.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IValue;
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
                            null,
                            KernelDebugElement.failure(
                                    "The kernel runs; expressions have values when it stands.")));
            return;
        }
        frame.get()
                .evaluate(expression)
                .whenComplete(
                        (value, problem) ->
                                listener.watchEvaluationFinished(
                                        new Result(
                                                expression,
                                                value,
                                                problem == null
                                                        ? null
                                                        : Answers.failure(problem))));
    }

    /** A value, or why there is none. */
    private record Result(String expression, KernelValue value, DebugException problem)
            implements IWatchExpressionResult {
        @Override
        public IValue getValue() {
            return value;
        }

        @Override
        public boolean hasErrors() {
            return problem != null;
        }

        @Override
        public String[] getErrorMessages() {
            return problem == null ? new String[0] : new String[] {problem.getMessage()};
        }

        @Override
        public String getExpressionText() {
            return expression;
        }

        @Override
        public DebugException getException() {
            return problem;
        }
    }
}
