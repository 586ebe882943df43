package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.debug.core.model.IBreakpoint;

import java.util.Optional;

/**
 * What a breakpoint of the workspace asks of a session.
 *
 * @param spec what it stops at
 * @param options when, apart from the address space of that name
 * @param spaceName the name of the only address space that counts; empty for none by name
 */
record Wanted(BreakpointSpec spec, BreakpointOptions options, String spaceName) {
    /** Whether kernels know breakpoints of this kind. */
    static boolean isKnown(IBreakpoint breakpoint) {
        return breakpoint instanceof KernelBreakpoint || CdtBreakpoint.of(breakpoint).isPresent();
    }

    /** Empty if it is of an unknown kind, or about something that the kernel does not have. */
    static Optional<Wanted> of(IBreakpoint breakpoint, RecordedSources sources) {
        if (breakpoint instanceof KernelBreakpoint own) {
            return own.spec(sources).map(spec -> new Wanted(spec, own.options(), own.spaceName()));
        }
        return CdtBreakpoint.of(breakpoint)
                .flatMap(cdt -> cdt.spec(sources).map(s -> new Wanted(s, cdt.options(), "")));
    }
}
