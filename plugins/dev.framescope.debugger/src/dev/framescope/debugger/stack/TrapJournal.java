package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Remembers, of each thread of the guest, the trap that it is in, so that a stack can be followed
 * from a handler back to the code that was interrupted, of a thread that sleeps too, and in another
 * address space. It needs no knowledge of the kernel: the registers are those at the trap, and
 * which frame belongs to which trap is found by carrying out the handler's entry code on them.
 *
 * <p>A trap from user mode is remembered by page table and scratch register, which tell a kernel's
 * threads apart: a thread that traps again has come back from the trap before. One from the
 * handler's own mode is remembered by the stack pointer: what traps there again has left the trap
 * before. Costs less than a microsecond for each trap, and 1 KiB for each one remembered.
 *
 * <p>Records are made and used on the machine thread.
 */
public final class TrapJournal implements AutoCloseable {
    private static final int MAX_RECORDS = 4096;

    /** How far above a handler's frame code may be that was interrupted on the same stack. */
    private static final long MAX_TRAP_FRAME = 64 * 1024;

    private final Machine machine;
    private final TrapHandler handler = this::taken;
    private final Map<Key, Remembered> entries =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Remembered> eldest) {
                    return size() > MAX_RECORDS;
                }
            };

    private final Map<Integer, TrapRecord> newest = new HashMap<>();

    /** Who traps: of two with equal keys, the earlier trap is over. */
    private record Key(int hart, Privilege from, Privilege to, long space, long context) {}

    /** A trap, and its way through the handler's entry once somebody has asked for it. */
    private static final class Remembered {
        final TrapRecord record;
        private TrapPath path;

        Remembered(TrapRecord record) {
            this.record = record;
        }

        TrapPath path(MemoryView view, Programs programs) {
            if (path == null) {
                path = TrapPath.follow(record, view, programs);
            }
            return path;
        }
    }

    private TrapJournal(Machine machine) {
        this.machine = machine;
    }

    /** Begins to keep a journal of a machine. Any thread. */
    public static TrapJournal attach(Machine machine) {
        TrapJournal journal = new TrapJournal(machine);
        machine.addTrapHandler(journal.handler);
        return journal;
    }

    @Override
    public void close() {
        machine.removeTrapHandler(handler);
    }

    private boolean taken(Trap trap, HartInspection hart, Inspection inspection) {
        TrapRecord record = TrapRecord.of(trap, hart, inspection);
        Key key = keyOf(record);
        entries.remove(key); // the newest is to be the last
        entries.put(key, new Remembered(record));
        newest.put(record.hart(), record);
        return false;
    }

    private static Key keyOf(TrapRecord record) {
        Trap trap = record.trap();
        boolean fromUser = trap.from() == Privilege.USER;
        return new Key(
                record.hart(),
                trap.from(),
                trap.to(),
                fromUser ? record.satp() : 0,
                fromUser ? record.scratch() : record.interrupted().get(Registers.SP).orElse(0));
    }

    /**
     * The code that was interrupted by the trap which a frame handles.
     *
     * @param view the memory as the frame sees it
     * @param cfa the frame's canonical frame address, if that is known
     * @param functionStart where its function begins in the view, if that is known
     * @return empty if the frame is not the outermost of a handler, as far as is known
     */
    Optional<FrameRegisters> interrupted(
            FrameRegisters frame,
            OptionalLong cfa,
            OptionalLong functionStart,
            MemoryView view,
            Programs programs) {
        OptionalLong sp = frame.get(Registers.SP);
        if (entries.isEmpty() || sp.isEmpty()) {
            return Optional.empty();
        }
        long now = view.machine().instructions();
        List<Remembered> oldestFirst = new ArrayList<>(entries.values());
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            Remembered entry = oldestFirst.get(i);
            if (entry.record.instructions() > now
                    || !mayHandle(entry.record, frame, sp.getAsLong())) {
                continue;
            }
            TrapPath path = entry.path(view, programs);
            OptionalInt steps = path.leadsTo(frame, cfa, functionStart);
            if (steps.isPresent()) {
                return path.interrupted(view, steps.getAsInt())
                        .filter(code -> entry.record.isFetchFault() || isCode(code, view));
            }
        }
        return Optional.empty();
    }

    /** Whether a trap has been seen whose handler begins there. */
    boolean isHandler(OptionalLong functionStart) {
        return functionStart.isPresent()
                && entries.values().stream()
                        .anyMatch(e -> e.record.handlerPc() == functionStart.getAsLong());
    }

    /** Cheap: whether it is worth while to follow the handler's entry. */
    private boolean mayHandle(TrapRecord record, FrameRegisters frame, long sp) {
        Trap trap = record.trap();
        if (trap.to() != frame.privilege()) {
            return false;
        }
        if (trap.from() == Privilege.USER || trap.from() != trap.to()) {
            return true;
        }
        long above = record.interrupted().get(Registers.SP).orElse(0) - sp;
        return above >= 0 && above < MAX_TRAP_FRAME || isNewest(record);
    }

    private boolean isNewest(TrapRecord record) {
        return newest.get(record.hart()) == record;
    }

    private static boolean isCode(FrameRegisters interrupted, MemoryView view) {
        return GuestMemory.isExecutable(
                new MemoryView(
                        view.hart(), view.machine(), interrupted.privilege(), interrupted.satp()),
                interrupted.pc());
    }
}
