package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.PrivilegeHandler;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.isa.Csr;
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
 * <p>A trap is remembered until a hart goes back to that mode with that stack pointer (in user
 * mode: and that page table), or traps again there. Costs less than a microsecond for each trap,
 * and up to 1 KiB for each one remembered.
 *
 * <p>Records are made and used on the machine thread.
 */
public final class TrapJournal implements AutoCloseable {
    private static final int MAX_RECORDS = 4096;

    /** How far above a handler's frame code may be that was interrupted on the same stack. */
    private static final long MAX_TRAP_FRAME = 64 * 1024;

    private final Machine machine;
    private final TrapHandler trapHandler = this::taken;
    private final PrivilegeHandler returnHandler = this::changed;
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
    private record Key(Privilege from, Privilege to, long space, long sp) {
        static Key of(Privilege from, Privilege to, long satp, long sp) {
            return new Key(from, to, from == Privilege.USER ? satp : 0, sp);
        }
    }

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
        machine.addTrapHandler(journal.trapHandler);
        machine.addPrivilegeHandler(journal.returnHandler);
        return journal;
    }

    @Override
    public void close() {
        machine.removeTrapHandler(trapHandler);
        machine.removePrivilegeHandler(returnHandler);
    }

    private boolean taken(Trap trap, HartInspection hart, Inspection inspection) {
        TrapRecord record = TrapRecord.of(trap, hart, inspection);
        Key key = Key.of(trap.from(), trap.to(), record.satp(), hart.x(Registers.SP));
        entries.remove(key); // the newest is to be the last
        entries.put(key, new Remembered(record));
        newest.put(record.hart(), record);
        return false;
    }

    /** A hart has come back from a trap: it is over. */
    private boolean changed(PrivilegeChange change, HartInspection hart, Inspection inspection) {
        if (change.trap().isEmpty()) {
            long satp = hart.csr(Csr.SATP).orElse(0);
            entries.remove(Key.of(change.to(), change.from(), satp, hart.x(Registers.SP)));
        }
        return false;
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
