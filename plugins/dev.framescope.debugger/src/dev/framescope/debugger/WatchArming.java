package dev.framescope.debugger;

import dev.framescope.debugger.expression.ExpressionException;
import dev.framescope.debugger.expression.Expressions;
import dev.framescope.debugger.expression.WatchedValue;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.space.AddressSpaces;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchRange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Places watchpoints. Any thread; an expression is looked up on the machine thread, soon.
 *
 * @param machine where
 * @param arrivals who decides
 * @param expressions who reads expressions
 * @param programs who knows where static data was loaded to
 * @param spaces who knows page tables by their roots
 * @param frame what expressions are meant in
 * @param changed told of breakpoints whose status has changed, on the machine thread
 */
record WatchArming(
        Machine machine,
        Arrivals arrivals,
        Expressions expressions,
        Programs programs,
        AddressSpaces spaces,
        CurrentFrame frame,
        Consumer<Breakpoint> changed) {
    /** The stack that expressions are meant in, innermost frame first. */
    @FunctionalInterface
    interface CurrentFrame {
        List<StackFrame> stack(Inspection machine);
    }

    /** Places it; what is returned takes it away again. */
    Runnable arm(Breakpoint breakpoint, BreakpointSpec.Watch spec) {
        MemoryWatch watch = new MemoryWatch(machine, arrivals, programs, breakpoint, spec.mode());
        Set<WatchKind> kinds = kinds(spec.mode());
        switch (spec) {
            case BreakpointSpec.WatchPhysical p ->
                    watch.place(
                            WatchRange.physical(p.paddr(), p.bytes(), kinds),
                            RawValue.named("phys(0x" + Long.toHexString(p.paddr()) + ")"));
            case BreakpointSpec.WatchVirtual v ->
                    watch.place(
                            virtual(breakpoint.options().space(), v, kinds),
                            RawValue.named("0x" + Long.toHexString(v.vaddr())));
            case BreakpointSpec.WatchExpression e -> lookUp(watch, breakpoint, e, kinds);
        }
        return watch::close;
    }

    private static Set<WatchKind> kinds(WatchMode mode) {
        return switch (mode) {
            case READ -> Set.of(WatchKind.READ);
            case WRITE, CHANGE -> Set.of(WatchKind.WRITE);
            case ACCESS -> Set.of(WatchKind.READ, WatchKind.WRITE);
        };
    }

    private WatchRange virtual(
            OptionalLong space, BreakpointSpec.WatchVirtual v, Set<WatchKind> kinds) {
        return space.isPresent()
                ? WatchRange.virtual(spaces.satpOf(space.getAsLong()), v.vaddr(), v.bytes(), kinds)
                : WatchRange.virtualInAnySpace(v.vaddr(), v.bytes(), kinds);
    }

    private void lookUp(
            MemoryWatch watch,
            Breakpoint breakpoint,
            BreakpointSpec.WatchExpression spec,
            Set<WatchKind> kinds) {
        breakpoint.setWhereabouts("looking for " + spec.expression());
        machine.inspect(
                        inspection -> {
                            try {
                                lookUp(watch, spec.expression(), kinds, inspection);
                            } catch (ExpressionException e) {
                                breakpoint.setWhereabouts("not watched: " + e.getMessage());
                            }
                            return null;
                        })
                .whenComplete((nothing, failure) -> changed.accept(breakpoint));
    }

    private void lookUp(
            MemoryWatch watch, String expression, Set<WatchKind> kinds, Inspection inspection)
            throws ExpressionException {
        List<StackFrame> stack = frame.stack(inspection);
        HartInspection hart = inspection.hart(stack.get(0).hart());
        WatchedValue value = expressions.watched(expression, hart, inspection);
        watch.place(range(value, hart, inspection, kinds), value);
        if (value.place() instanceof ValuePlace.Memory memory) {
            watch.endWith(hart.id(), memory.address(), stack);
        }
    }

    private WatchRange range(
            WatchedValue value, HartInspection hart, Inspection inspection, Set<WatchKind> kinds)
            throws ExpressionException {
        return switch (value.place()) {
            case ValuePlace.PhysicalMemory p ->
                    WatchRange.physical(p.paddr(), Math.max(1, p.size()), kinds);
            case ValuePlace.Memory m -> {
                long bytes = Math.max(1, m.size());
                Optional<Long> fixed = fixedPlace(m.address(), hart, inspection);
                yield fixed.isPresent()
                        ? WatchRange.physical(fixed.get(), bytes, kinds)
                        : WatchRange.virtual(hart.effectiveSatp(), m.address(), bytes, kinds);
            }
            case ValuePlace.Register r ->
                    throw new ExpressionException(
                            -1,
                            value.expression()
                                    + " is in register "
                                    + r.name()
                                    + ": only memory can be watched");
        };
    }

    /**
     * The physical address of what stays where it is: all before paging is on, and what the kernel
     * was loaded with, which has the same place in every address space.
     */
    private Optional<Long> fixedPlace(long address, HartInspection hart, Inspection inspection) {
        OptionalLong loaded = programs.kernel().symbols().elf().loadAddress(address);
        if (hart.effectiveSatp() == 0) {
            boolean readable = inspection.readPhysical(address, new byte[1], 0, 1) == 1;
            return Optional.of(readable ? address : loaded.orElse(address));
        }
        boolean kernelData =
                hart.privilege() != Privilege.USER
                        && loaded.isPresent()
                        && hart.physicalAddress(address).equals(loaded);
        return kernelData ? Optional.of(loaded.getAsLong()) : Optional.empty();
    }
}
