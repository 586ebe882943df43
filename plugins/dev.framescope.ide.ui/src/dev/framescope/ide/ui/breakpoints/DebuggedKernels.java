package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.ui.DebugUITools;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernels under the debugger, that of the selected element first. */
final class DebuggedKernels {
    private DebuggedKernels() {}

    /** On the UI thread. */
    static List<KernelDebugTarget> all() {
        Stream<KernelDebugTarget> selected =
                KernelDebugTarget.of(DebugUITools.getDebugContext()).stream();
        Stream<KernelDebugTarget> others =
                Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getDebugTargets())
                        .map(KernelDebugTarget::of)
                        .flatMap(Optional::stream);
        return Stream.concat(selected, others)
                .filter(target -> !target.isTerminated())
                .distinct()
                .toList();
    }

    /** The session of the first; empty if nothing is debugged. On the UI thread. */
    static Optional<DebugSession> session() {
        return all().stream().findFirst().map(KernelDebugTarget::session);
    }
}
