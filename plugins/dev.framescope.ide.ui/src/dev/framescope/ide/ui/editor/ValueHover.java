package dev.framescope.ide.ui.editor;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolFile;

import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Shows what the expression under the mouse is worth in the selected stack frame; of a function and
 * of other symbols without debug information, the address.
 */
public final class ValueHover implements ITextHover {
    private static final long PATIENCE_MS = 2000;

    /** The frame that was selected when the mouse came to rest. */
    private volatile Optional<KernelStackFrame> frame = Optional.empty();

    /** On the UI thread. */
    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        frame = SelectedFrame.get();
        return frame.flatMap(f -> ExpressionAt.find(viewer.getDocument().get(), offset))
                .map(range -> new Region(range.start(), range.length()))
                .orElse(null);
    }

    /** Not on the UI thread: the viewer asks on a thread of its own. */
    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        if (frame.isEmpty() || region == null) {
            return null;
        }
        int end = region.getOffset() + region.getLength();
        String text = viewer.getDocument().get();
        return end <= text.length()
                ? describe(frame.get(), text.substring(region.getOffset(), end))
                : null;
    }

    /** What is said of an expression in a frame; null if nothing can be. */
    static String describe(KernelStackFrame frame, String expression) {
        DebugSession session = frame.getDebugTarget().session();
        try {
            ValueNode value =
                    session.values()
                            .evaluate(SelectedFrame.id(frame), expression)
                            .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            String type = value.typeName().isEmpty() ? "" : " (" + value.typeName() + ")";
            return expression + " = " + value.text() + type;
        } catch (ExecutionException | TimeoutException e) {
            // It is no variable here, or the machine is busy: its address is known all the same.
            return symbol(frame.frame().code().program().map(p -> p.symbols()), expression)
                    .or(() -> symbol(Optional.of(session.kernel().symbols()), expression))
                    .orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Optional<String> symbol(Optional<SymbolFile> symbols, String name) {
        if (symbols.isEmpty()) {
            return Optional.empty();
        }
        List<Function> functions = symbols.get().functions(name);
        if (!functions.isEmpty()) {
            return Optional.of(name + ": function at " + hex(functions.getFirst().low()));
        }
        OptionalLong address = symbols.get().symbolAddress(name);
        return address.isPresent()
                ? Optional.of(name + ": symbol at " + hex(address.getAsLong()))
                : Optional.empty();
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
