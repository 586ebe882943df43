package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The way of a trap through its handler's entry: which instructions the hart came to with which
 * stack pointer, where it went on into other code, and where it has saved the registers. Found by
 * carrying out the entry code on the trap's registers. On the machine thread.
 */
final class TrapPath {
    private static final int MAX_INSTRUCTIONS = 512;

    /** Where the entry code comes to, by pc, return addresses included. */
    private final Map<Long, Point> points = new HashMap<>();

    private final TrapRecord record;
    private final DryRun run;

    /** Where the entry code goes on by a jump that leaves no return address. */
    private Optional<Entered> entered = Optional.empty();

    /** The stack pointer somewhere, and how many instructions had been executed. */
    private record Point(long sp, int step) {}

    /** A function that was jumped to, with the stack pointer that it was entered with. */
    private record Entered(long pc, Point at) {}

    private TrapPath(TrapRecord record, MemoryView memory) {
        this.record = record;
        FrameRegisters handler =
                record.interrupted()
                        .at(record.handlerPc(), true, memory.privilege(), memory.satp());
        run = new DryRun(memory, handler, record::csr);
    }

    /**
     * Follows the entry code of a trap.
     *
     * @param view any view of the machine
     */
    static TrapPath follow(TrapRecord record, MemoryView view, Programs programs) {
        TrapPath path =
                new TrapPath(record, GuestMemory.under(view, record.trap().to(), record.satp()));
        for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
            path.addPoint(path.run.pc());
            Optional<Instruction> next = path.run.instruction();
            if (next.isEmpty() || !path.take(next.get(), programs)) {
                break;
            }
        }
        return path;
    }

    /**
     * Whether a frame is of this trap's handling, and the interrupted code its caller.
     *
     * @param cfa the frame's canonical frame address, if that is known
     * @param functionStart where the frame's function begins, if that is known
     * @return how many instructions of the entry code have been executed in it
     */
    OptionalInt leadsTo(FrameRegisters frame, OptionalLong cfa, OptionalLong functionStart) {
        OptionalLong sp = frame.get(Registers.SP);
        Point there = points.get(frame.pc());
        if (there != null && sp.isPresent() && sp.getAsLong() == there.sp()) {
            return OptionalInt.of(there.step());
        }
        boolean isEntered =
                entered.isPresent()
                        && cfa.isPresent()
                        && functionStart.isPresent()
                        && entered.get().at().sp() == cfa.getAsLong()
                        && entered.get().pc() == functionStart.getAsLong();
        return isEntered ? OptionalInt.of(entered.get().at().step()) : OptionalInt.empty();
    }

    /**
     * The interrupted registers with the places where the handler keeps them.
     *
     * @param steps how many instructions of the entry code have been executed
     * @return empty if what they have saved is not there any more: then the trap is over, or the
     *     kernel has changed where it goes back to
     */
    Optional<FrameRegisters> interrupted(MemoryView view, int steps) {
        FrameRegisters interrupted = record.interrupted().copy();
        for (Map.Entry<Long, DryRun.Stored> store : run.stores().entrySet()) {
            int register = store.getValue().step() < steps ? saved(store.getValue()) : 0;
            if (register == 0) {
                continue;
            }
            long value = store.getValue().value().getAsLong();
            if (physicalLong(view, store.getKey()) == value) {
                interrupted.setSaved(register, value, store.getKey());
            } else if (FrameRegisters.isPreserved(register)) {
                return Optional.empty();
            }
        }
        return Optional.of(interrupted);
    }

    private static long physicalLong(MemoryView view, long paddr) {
        byte[] bytes = new byte[Long.BYTES];
        return view.machine().readPhysical(paddr, bytes, 0, bytes.length) == bytes.length
                ? view.machine().readPhysicalLong(paddr)
                : 0;
    }

    /** Which of the interrupted registers a value is that was stored; 0 if it is none. */
    private int saved(DryRun.Stored stored) {
        if (stored.value().isEmpty() || stored.register().isEmpty()) {
            return 0;
        }
        int register = stored.register().getAsInt();
        if (record.interrupted().get(register).equals(stored.value())) {
            return register;
        }
        boolean isStackPointer = record.interrupted().get(Registers.SP).equals(stored.value());
        return isStackPointer ? Registers.SP : 0;
    }

    /** Goes over an instruction; false if the way ends, or cannot be told further. */
    private boolean take(Instruction i, Programs programs) {
        if (i.isBranch()) {
            Optional<Boolean> taken = run.isTaken(i);
            taken.ifPresent(t -> run.goTo(t ? i.jumpTarget() : i.next()));
            return taken.isPresent();
        }
        if (i.isCall()) {
            run.forgetCallerSaved();
            run.goTo(i.next());
            return true;
        }
        if (i.isGoto()) {
            return goTo(i.jumpTarget(), programs);
        }
        if (i.op() == Op.JALR && i.rd() == Decoder.NO_REGISTER) {
            OptionalLong target = run.registers().get(i.rs1());
            target.ifPresent(base -> enter(base + i.immediate()));
            return false;
        }
        if (!i.isStraight()) {
            return false;
        }
        run.carryOut(i);
        return true;
    }

    private boolean goTo(long target, Programs programs) {
        boolean toFunction =
                !run.stores().isEmpty()
                        && programs.at(run.memory(), target)
                                .filter(
                                        p ->
                                                p.function()
                                                        .filter(f -> f.low() == p.linkPc())
                                                        .isPresent())
                                .isPresent();
        if (toFunction) {
            enter(target);
            return false;
        }
        run.goTo(target);
        return true;
    }

    /** The entry code leaves for a function; it may have made up a return address. */
    private void enter(long target) {
        OptionalLong sp = run.registers().get(Registers.SP);
        OptionalLong ra = run.registers().get(Registers.RA);
        sp.ifPresent(
                value -> entered = Optional.of(new Entered(target, new Point(value, run.steps()))));
        if (ra.isPresent() && !ra.equals(record.interrupted().get(Registers.RA))) {
            addPoint(ra.getAsLong());
        }
    }

    private void addPoint(long pc) {
        run.registers()
                .get(Registers.SP)
                .ifPresent(sp -> points.putIfAbsent(pc, new Point(sp, run.steps())));
    }
}
