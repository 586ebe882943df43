package dev.framescope.debugger;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.Machine;
import dev.framescope.machine.PrivilegeHandler;
import dev.framescope.machine.SatpHandler;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Places in the machine what makes a breakpoint stop. Any thread.
 *
 * @param machine where
 * @param arrivals who decides
 * @param watches places watchpoints
 * @param frames knows of the frame allocator
 */
record Arming(Machine machine, Arrivals arrivals, WatchArming watches, FrameStops frames) {
    /** Places it; what is returned takes it away again. */
    List<Runnable> arm(Breakpoint breakpoint) {
        return switch (breakpoint.spec()) {
            case BreakpointSpec.Code code ->
                    breakpoint.locations().stream().map(at -> atCode(breakpoint, at)).toList();
            case BreakpointSpec.Watch watch -> List.of(watches.arm(breakpoint, watch));
            case BreakpointSpec.OnException exception ->
                    List.of(atTrap(breakpoint, trap -> TrapFilter.matches(exception, trap)));
            case BreakpointSpec.OnInterrupt interrupt ->
                    List.of(atTrap(breakpoint, trap -> TrapFilter.matches(interrupt, trap)));
            case BreakpointSpec.OnPrivilegeChange change ->
                    List.of(atPrivilegeChange(breakpoint, change));
            case BreakpointSpec.OnSatpChange change -> List.of(atSatpChange(breakpoint));
            case BreakpointSpec.OnFrame frame -> List.of(frames.arm(breakpoint, frame, arrivals));
        };
    }

    private Runnable atCode(Breakpoint breakpoint, BreakpointLocation location) {
        CodeHandler handler =
                (hart, inspection) -> arrivals.atCode(breakpoint, location, hart, inspection);
        CodePoint point = machine.addCodePoint(location.code(), handler);
        return () -> machine.removeCodePoint(point);
    }

    private Runnable atTrap(Breakpoint breakpoint, Predicate<Trap> filter) {
        TrapHandler handler =
                (trap, hart, inspection) ->
                        filter.test(trap)
                                && arrivals.atEvent(
                                        breakpoint,
                                        hart,
                                        inspection,
                                        () -> TrapFilter.describe(trap));
        machine.addTrapHandler(handler);
        return () -> machine.removeTrapHandler(handler);
    }

    private Runnable atPrivilegeChange(
            Breakpoint breakpoint, BreakpointSpec.OnPrivilegeChange wanted) {
        PrivilegeHandler handler =
                (change, hart, inspection) ->
                        admits(wanted.from(), change.from())
                                && admits(wanted.to(), change.to())
                                && arrivals.atEvent(
                                        breakpoint,
                                        hart,
                                        inspection,
                                        () ->
                                                "from %s-mode to %s-mode"
                                                        .formatted(
                                                                change.from().letter(),
                                                                change.to().letter()));
        machine.addPrivilegeHandler(handler);
        return () -> machine.removePrivilegeHandler(handler);
    }

    private Runnable atSatpChange(Breakpoint breakpoint) {
        SatpHandler handler =
                (write, hart, inspection) ->
                        write.oldSatp() != write.newSatp()
                                && arrivals.atEvent(
                                        breakpoint,
                                        hart,
                                        inspection,
                                        () ->
                                                "satp 0x%x, before 0x%x"
                                                        .formatted(
                                                                write.newSatp(), write.oldSatp()));
        machine.addSatpHandler(handler);
        return () -> machine.removeSatpHandler(handler);
    }

    private static <T> boolean admits(Set<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.contains(actual);
    }
}
