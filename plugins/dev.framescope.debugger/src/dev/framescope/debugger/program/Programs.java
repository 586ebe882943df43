package dev.framescope.debugger.program;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The programs of a session. Any thread may list, add and remove them; look-ups by hart are for the
 * machine thread, within an inspection.
 *
 * <p>Whose code it is depends on mode, page table and memory. Programs for one page table come
 * first, then those for the hart's mode, then those for everywhere, and last the kernel wherever
 * the memory that it was loaded to is executed, at whatever address: before paging, in M-mode, and
 * where page tables map its code a second time (a trampoline).
 */
public final class Programs {
    private static final int PAGE_BYTES = 4096;

    private final Program kernel;
    private volatile List<Program> all;
    private volatile Supplier<List<Long>> pageTables = List::of;

    /** What of memory is compared. Machine thread only. */
    private final byte[] buffer = new byte[PAGE_BYTES];

    /** Begins with the kernel alone. */
    public Programs(Program kernel) {
        this.kernel = kernel;
        all = List.of(kernel);
    }

    /** All programs, in the order in which they were added; the kernel is the first. */
    public List<Program> all() {
        return all;
    }

    /** The kernel, which the machine was started with. */
    public Program kernel() {
        return kernel;
    }

    /** Adds a program. */
    public synchronized void add(Program program) {
        List<Program> more = new ArrayList<>(all);
        more.add(program);
        all = List.copyOf(more);
    }

    /**
     * Removes a program; does nothing if it is removed already.
     *
     * @return whether it was there
     * @throws IllegalArgumentException if it is the kernel
     */
    public synchronized boolean remove(Program program) {
        if (program == kernel) {
            throw new IllegalArgumentException("the kernel cannot be removed from its session");
        }
        List<Program> fewer = new ArrayList<>(all);
        boolean removed = fewer.remove(program);
        all = List.copyOf(fewer);
        return removed;
    }

    /** The code that a hart stands at; empty if it is no program's. */
    public Optional<CodePlace> at(HartInspection hart, Inspection machine) {
        return at(MemoryView.of(hart, machine), hart.pc());
    }

    /** The code at an address, for a hart as it stands. */
    public Optional<CodePlace> at(HartInspection hart, Inspection machine, long pc) {
        return at(MemoryView.of(hart, machine), pc);
    }

    /** The code at an address in a mode under a page table; empty if it is no program's. */
    public Optional<CodePlace> at(MemoryView memory, long pc) {
        for (Rank rank : Rank.values()) {
            Optional<CodePlace> place = at(rank, memory, pc);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a hart at an address executes the instruction of a program: cheaper than {@link #at},
     * and without garbage where the program is linked there.
     *
     * @param pc where the hart is
     */
    public boolean isAt(CodePlace place, MemoryView memory, long pc) {
        Program program = place.program();
        Rank rank = rankOf(program, memory);
        if (rank == null) {
            return false;
        }
        if (pc != place.linkPc()) {
            OptionalLong link = linkAddress(program, rank, memory, pc);
            return link.isPresent() && link.getAsLong() == place.linkPc();
        }
        return isLinkedThere(program, rank, memory, pc) && isTheLikeliest(program, memory, pc);
    }

    /** The user programs whose code an address space has. */
    public List<Program> runIn(MemoryView memory) {
        List<Program> found = new ArrayList<>();
        for (Program program : all) {
            boolean candidate =
                    program.scope() instanceof ProgramScope.Space space
                            ? space.rootPpn() == memory.rootPpn()
                            : program.scope() == ProgramScope.USER;
            if (candidate && program.code().pagesIn(memory, buffer) > 0) {
                found.add(program);
            }
        }
        return found;
    }

    /**
     * Tells with which page tables the machine has run, so that programs can be found in them.
     *
     * @param satps values of {@code satp}; asked on the machine thread
     */
    public void setPageTables(Supplier<List<Long>> satps) {
        pageTables = satps;
    }

    /**
     * The page tables whose memory has a user program's code: of the processes that run it.
     *
     * @return values of {@code satp}
     */
    public List<Long> pageTablesOf(Program program, HartInspection hart, Inspection machine) {
        List<Long> found = new ArrayList<>();
        for (long satp : pageTables.get()) {
            MemoryView memory = new MemoryView(hart, machine, Privilege.USER, satp);
            boolean candidate =
                    !(program.scope() instanceof ProgramScope.Space space)
                            || space.rootPpn() == memory.rootPpn();
            if (candidate && program.code().pagesIn(memory, buffer) > 0) {
                found.add(satp);
            }
        }
        return found;
    }

    /** How closely a program's scope fits, best first. */
    private enum Rank {
        SPACE,
        MODE,
        ANY,
        /** The kernel outside of S-mode: only by the memory that it was loaded to. */
        LOADED
    }

    private static Rank rankOf(Program program, MemoryView memory) {
        Privilege mode = memory.privilege();
        return switch (program.scope()) {
            case ProgramScope.Space space ->
                    memory.translated() && space.rootPpn() == memory.rootPpn() ? Rank.SPACE : null;
            case ProgramScope.Mode.USER -> mode == Privilege.USER ? Rank.MODE : null;
            case ProgramScope.Mode.FIRMWARE -> mode == Privilege.MACHINE ? Rank.MODE : null;
            case ProgramScope.Mode.KERNEL -> mode == Privilege.SUPERVISOR ? Rank.MODE : Rank.LOADED;
            case ProgramScope.Mode.EVERYWHERE -> Rank.ANY;
        };
    }

    private Optional<CodePlace> at(Rank rank, MemoryView memory, long pc) {
        CodePlace best = null;
        int bestPages = -1;
        boolean several = false;
        for (Program program : all) {
            OptionalLong link =
                    rankOf(program, memory) == rank
                            ? linkAddress(program, rank, memory, pc)
                            : OptionalLong.empty();
            if (link.isEmpty()) {
                continue;
            }
            CodePlace place = new CodePlace(program, link.getAsLong());
            if (best == null) {
                best = place;
                continue;
            }
            if (!several) {
                several = true;
                bestPages = best.program().code().pagesIn(memory, buffer);
            }
            int pages = program.code().pagesIn(memory, buffer);
            if (pages > bestPages) {
                best = place;
                bestPages = pages;
            }
        }
        return Optional.ofNullable(best);
    }

    private OptionalLong linkAddress(Program program, Rank rank, MemoryView memory, long pc) {
        if (isLinkedThere(program, rank, memory, pc)) {
            return OptionalLong.of(pc);
        }
        if (!program.isPlaced()) {
            return OptionalLong.empty();
        }
        OptionalLong paddr = memory.physical(pc);
        OptionalLong link =
                paddr.isPresent() ? program.linkAddress(paddr.getAsLong()) : OptionalLong.empty();
        // A kernel gives the memory of what it needs no more to user programs.
        return memory.privilege() == Privilege.USER
                        && link.isPresent()
                        && !program.code().isAt(memory, pc, link.getAsLong(), buffer)
                ? OptionalLong.empty()
                : link;
    }

    /** Whether code at an address is what the program has at the same link address. */
    private boolean isLinkedThere(Program program, Rank rank, MemoryView memory, long pc) {
        if (!program.hasCodeAt(pc)) {
            return false;
        }
        if (program.isPlaced() && rank == Rank.MODE) {
            return true;
        }
        return program.code().isInPage(memory, pc, buffer);
    }

    /** Whether no other program of the same kind fits what is in memory better. */
    private boolean isTheLikeliest(Program program, MemoryView memory, long pc) {
        for (Program other : all) {
            if (other != program
                    && other.scope() == ProgramScope.USER
                    && program.scope() == ProgramScope.USER
                    && other.hasCodeAt(pc)
                    && other.code().isInPage(memory, pc, buffer)) {
                Optional<CodePlace> best = at(Rank.MODE, memory, pc);
                return best.isPresent() && best.get().program() == program;
            }
        }
        return true;
    }
}
