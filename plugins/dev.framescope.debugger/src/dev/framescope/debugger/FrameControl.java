package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.stack.FrameRegisters;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.LineRange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * Moves a hart without executing anything: to another instruction, or back into a caller. On the
 * session's thread.
 *
 * @param session what it belongs to
 * @param hart which hart
 */
record FrameControl(SessionParts session, int hart) {
    /** Where a hart is to go on. */
    sealed interface Change {}

    /**
     * At another instruction.
     *
     * @param pc as the hart fetches it
     * @param force also out of the function, whose stack frame then is not the right one
     */
    record Jump(long pc, boolean force) implements Change {}

    /**
     * In a caller, at the beginning of the line with the call.
     *
     * @param level the caller's
     */
    record Drop(int level) implements Change {}

    RunEnd carryOut(Change change) {
        return session.machine()
                .control(
                        control ->
                                switch (change) {
                                    case Jump jump -> jump(control, jump);
                                    case Drop drop -> drop(control, drop.level());
                                })
                .join();
    }

    private RunEnd jump(MachineControl control, Jump jump) {
        MemoryView memory = MemoryView.of(control.hart(hart), control);
        Optional<CodePlace> target = session.programs().at(memory, jump.pc());
        Optional<Function> from =
                session.programs().at(memory, memory.hart().pc()).flatMap(CodePlace::function);
        boolean within = from.isPresent() && target.flatMap(CodePlace::function).equals(from);
        if (!within && !jump.force()) {
            return refused(
                    control,
                    hex(jump.pc())
                            + " is not in "
                            + from.map(Function::name).orElse("the same function")
                            + ", whose stack frame is in use; force the jump to make it"
                            + " nevertheless");
        }
        control.setPc(hart, jump.pc());
        return moved(control, "jumped to " + describe(target, jump.pc()));
    }

    private RunEnd drop(MachineControl control, int level) {
        List<StackFrame> stack = session.stacks().of(control, hart);
        Optional<String> problem = dropProblem(stack, level);
        if (problem.isPresent()) {
            return refused(control, problem.get());
        }
        StackFrame frame = stack.get(level);
        String lost = restoreRegisters(control, frame);
        long pc = callingLine(frame);
        control.setPc(hart, pc);
        MemoryView memory = MemoryView.of(control.hart(hart), control);
        return moved(
                control,
                "dropped to "
                        + describe(session.programs().at(memory, pc), pc)
                        + "; memory is as it was, and so are registers whose values are lost: "
                        + lost);
    }

    /** Why a hart cannot go back to a frame. */
    private static Optional<String> dropProblem(List<StackFrame> stack, int level) {
        if (level < 1 || level >= stack.size()) {
            return Optional.of("there is no frame " + level + " to drop to");
        }
        boolean acrossTrap =
                stack.subList(1, level + 1).stream()
                        .map(StackFrame::registers)
                        .anyMatch(r -> r != stack.get(0).registers() && r.interrupted());
        if (acrossTrap) {
            return Optional.of(
                    "frame "
                            + level
                            + " was interrupted by a trap: no call can be made again there");
        }
        return stack.get(level).registers().get(Registers.SP).isEmpty()
                ? Optional.of("the stack pointer of frame " + level + " is not known")
                : Optional.empty();
    }

    /** Gives the hart the frame's registers; returns the names of those that are not known. */
    private String restoreRegisters(MachineControl control, StackFrame frame) {
        StringJoiner lost = new StringJoiner(", ");
        for (int register = 1; register < FrameRegisters.F0; register++) {
            OptionalLong value = frame.registers().get(register);
            if (value.isPresent()) {
                control.setX(hart, register, value.getAsLong());
            } else {
                lost.add(Registers.name(register));
            }
        }
        return lost.toString();
    }

    /** Where the code of the line begins that has made the call: its arguments are set up anew. */
    private static long callingLine(StackFrame frame) {
        long lookup = frame.code().lookupPc();
        long start =
                frame.program()
                        .flatMap(program -> program.symbols().lineRangeAt(lookup))
                        .map(LineRange::low)
                        .filter(low -> frame.function().filter(f -> f.contains(low)).isPresent())
                        .orElse(frame.linkPc());
        return frame.pc() - (frame.linkPc() - start);
    }

    private RunEnd refused(MachineControl control, String why) {
        return RunEnd.impossible(new StopReason.Suspended(where(control)), why);
    }

    private RunEnd moved(MachineControl control, String message) {
        return new RunEnd(
                SessionStop.Kind.STEP_END,
                new StopReason.Suspended(where(control)),
                Optional.of(message));
    }

    private StopReason.Where where(MachineControl control) {
        HartInspection at = control.hart(hart);
        return new StopReason.Where(hart, at.pc(), at.privilege(), control.instructions());
    }

    private static String describe(Optional<CodePlace> place, long pc) {
        return place.map(CodePlace::describe).orElseGet(() -> hex(pc));
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
