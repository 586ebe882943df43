package dev.framescope.ide.core.cdt;

import dev.framescope.ide.core.model.HartElement;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.debug.core.model.IStackFrame;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an element of CDT's debug model stands for: its text, such as {@code
 * (gdb[0].proc[1].threadGroup[i1],gdb[0].proc[1].OSthread[1]).thread[1].frame[0]}, names the thread
 * and the stack frame as GDB numbers them.
 */
public final class GdbContext {
    private static final Pattern THREAD =
            Pattern.compile("\\.thread\\[(\\d{1,9})](?:\\.frame\\[(\\d{1,9})])?");

    private GdbContext() {}

    /**
     * The element of our debug model that is meant by an element of the Debug view: a stack frame
     * while the machine stands and is read, or else the hart, or the target. Elements that have
     * nothing to do with a machine are returned as they are.
     *
     * @param element a debug element of any model, or null
     */
    public static Object toKernel(Object element) {
        if (element == null || element instanceof HartElement) {
            return element;
        }
        Matcher thread = THREAD.matcher(element.toString());
        if (!thread.find()) {
            return element;
        }
        Optional<KernelDebugTarget> target = KernelDebugTarget.of(element);
        if (target.isEmpty()) {
            return element;
        }
        List<HartThread> harts = target.get().harts();
        // The server tells of the harts in their order, and GDB counts from 1.
        int hart = Integer.parseInt(thread.group(1)) - 1;
        if (hart < 0 || hart >= harts.size()) {
            return target.get();
        }
        return thread.group(2) == null
                ? harts.get(hart)
                : frame(harts.get(hart), Integer.parseInt(thread.group(2)));
    }

    /** A frame that GDB has found and we have not is shown by the innermost. */
    private static Object frame(HartThread hart, int level) {
        IStackFrame[] frames = hart.getStackFrames();
        if (frames.length == 0) {
            return hart;
        }
        return frames[level < frames.length ? level : 0];
    }
}
