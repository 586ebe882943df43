package dev.framescope.debugger;

import dev.framescope.debugger.expression.WatchedValue;
import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchPoint;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.WatchSource;
import dev.framescope.machine.isa.Registers;

import java.util.List;
import java.util.Optional;

/** A watchpoint as it is placed in the machine, and what it tells of an access. */
final class MemoryWatch {
    private final Machine machine;
    private final Arrivals arrivals;
    private final Programs programs;
    private final Breakpoint breakpoint;
    private final WatchMode mode;
    private Optional<WatchPoint> point = Optional.empty();
    private Optional<CodePoint> end = Optional.empty();
    private boolean closed;

    MemoryWatch(
            Machine machine,
            Arrivals arrivals,
            Programs programs,
            Breakpoint breakpoint,
            WatchMode mode) {
        this.machine = machine;
        this.arrivals = arrivals;
        this.programs = programs;
        this.breakpoint = breakpoint;
        this.mode = mode;
    }

    /** Any thread; does nothing once it is closed. */
    synchronized void place(WatchRange range, WatchedValue value) {
        if (closed) {
            return;
        }
        point =
                Optional.of(
                        machine.addWatchpoint(
                                range,
                                (access, inspection) ->
                                        accessed(range, value, access, inspection)));
        breakpoint.setWhereabouts("watches " + describe(range, value));
    }

    /**
     * Ends with the function on top of the stack, if the value lies in its frame. On the machine
     * thread.
     *
     * @param address virtual
     */
    synchronized void endWith(int hart, long address, List<StackFrame> stack) {
        StackFrame innermost = stack.get(0);
        long cfa = innermost.cfa().orElse(0);
        boolean local =
                Long.compareUnsigned(address, innermost.sp()) >= 0
                        && Long.compareUnsigned(address, cfa) < 0;
        Optional<StackFrame> caller =
                stack.stream().filter(f -> Long.compareUnsigned(f.sp(), cfa) >= 0).findFirst();
        if (closed || !local || caller.isEmpty()) {
            return;
        }
        end =
                Optional.of(
                        machine.addCodePoint(
                                CodeLocation.at(caller.get().pc()),
                                (at, inspection) ->
                                        at.id() == hart
                                                && at.effectiveSatp() == caller.get().satp()
                                                && at.x(Registers.SP) == caller.get().sp()
                                                && left(at, inspection)));
        breakpoint.setWhereabouts(breakpoint.whereabouts() + " until its function returns");
    }

    synchronized void close() {
        closed = true;
        point.ifPresent(machine::removeWatchpoint);
        end.ifPresent(machine::removeCodePoint);
        point = Optional.empty();
        end = Optional.empty();
    }

    private boolean left(HartInspection hart, Inspection inspection) {
        close();
        String text = "its function has returned: there is nothing left to watch";
        breakpoint.setWhereabouts(text);
        arrivals.over(breakpoint, hart, inspection, text);
        return true;
    }

    private boolean accessed(
            WatchRange range, WatchedValue value, WatchAccess access, Inspection inspection) {
        WatchedChange change = WatchedChange.of(range, access, inspection);
        boolean wanted =
                switch (mode) {
                    case READ -> access.reads();
                    case WRITE -> access.writes();
                    case CHANGE -> change.changed();
                    case ACCESS -> true;
                };
        return wanted
                && arrivals.atEvent(
                        breakpoint,
                        inspection.hart(hartOf(access.source())),
                        inspection,
                        () -> change.describe(value) + ", " + by(access.source(), inspection));
    }

    private static int hartOf(WatchSource source) {
        return switch (source) {
            case WatchSource.Instruction i -> i.hart();
            case WatchSource.PageWalk w -> w.hart();
            case WatchSource.Firmware f -> f.hart();
            case WatchSource.Device d -> 0;
        };
    }

    private String by(WatchSource source, Inspection inspection) {
        if (source instanceof WatchSource.Instruction i) {
            HartInspection hart = inspection.hart(i.hart());
            MemoryView memory =
                    new MemoryView(hart, inspection, i.privilege(), hart.effectiveSatp());
            Optional<CodePlace> place = programs.at(memory, i.pc());
            return place.map(p -> "by " + p.describe() + ", ").orElse("by ") + source.describe();
        }
        return "by " + source.describe();
    }

    private static String describe(WatchRange range, WatchedValue value) {
        String bytes = range.bytes() == 1 ? "1 byte" : range.bytes() + " bytes";
        String where =
                switch (range) {
                    case WatchRange.Physical p ->
                            "physical address 0x" + Long.toHexString(p.paddr());
                    case WatchRange.Virtual v -> "0x" + Long.toHexString(v.vaddr());
                };
        return value.expression() + ", " + bytes + " at " + where;
    }
}
