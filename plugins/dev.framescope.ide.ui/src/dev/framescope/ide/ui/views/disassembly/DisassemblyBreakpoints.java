package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.ide.core.breakpoints.KernelAddressBreakpoint;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.machine.CodeLocation;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The breakpoints of a kernel at its instructions. */
final class DisassemblyBreakpoints {
    private DisassemblyBreakpoints() {}

    /** The workspace's breakpoints that stop at an instruction, switched on or not. */
    static List<IBreakpoint> at(KernelDebugTarget target, DisassemblyLine.Code code) {
        List<IBreakpoint> here = new ArrayList<>();
        for (Map.Entry<IBreakpoint, Breakpoint> placed : target.placedBreakpoints().entrySet()) {
            if (stopsAt(placed.getValue(), code)) {
                here.add(placed.getKey());
            }
        }
        return here;
    }

    /** Whether a breakpoint of the session stops at an instruction. */
    static boolean stopsAt(Breakpoint breakpoint, DisassemblyLine.Code code) {
        return breakpoint.locations().stream().anyMatch(l -> isMet(l.code(), code));
    }

    private static boolean isMet(CodeLocation location, DisassemblyLine.Code code) {
        OptionalLong link = code.link().isPresent() ? code.link() : OptionalLong.of(code.address());
        return location.linkAddress().isPresent()
                ? location.linkAddress().equals(link)
                : location.physicalAddress().equals(code.physical());
    }

    /** Removes the breakpoints at an instruction, or sets one. Not for the UI thread. */
    static void toggle(KernelDebugTarget target, DisassemblyLine.Code code) throws CoreException {
        List<IBreakpoint> here = at(target, code);
        if (here.isEmpty()) {
            KernelAddressBreakpoint.create(code.link().orElse(code.address()));
        } else {
            DebugPlugin.getDefault()
                    .getBreakpointManager()
                    .removeBreakpoints(here.toArray(IBreakpoint[]::new), true);
        }
    }
}
