package dev.framescope.debugger.space;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.Programs;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Every page table that the machine has used, told apart by their roots. Any thread may ask for
 * names and give them; what takes an inspection is for the machine thread.
 */
public final class AddressSpaces {
    /** MODE in satp (Privileged Architecture, satp register). */
    private static final long MODE_MASK = 0xfL << 60;

    private static final long SV39 = 8L << 60;

    private final Programs programs;
    private final Map<Long, Use> uses = new LinkedHashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Integer, Turn> turns = new HashMap<>();
    private OptionalLong kernelRoot = OptionalLong.empty();

    /** How many there were when the kernel's was looked for. */
    private int examined;

    private boolean news;

    /** What is remembered of one. */
    private static final class Use {
        private final int number;
        private final long firstSeen;
        private long satp;
        private long lastSeen;

        /** Retired by harts while they used it. */
        private long instructions;

        Use(int number, long firstSeen) {
            this.number = number;
            this.firstSeen = firstSeen;
        }
    }

    /** Since when a hart uses a page table. */
    private record Turn(long root, long instructions) {}

    public AddressSpaces(Programs programs) {
        this.programs = programs;
    }

    /** Takes note of the page tables that harts use now. */
    public synchronized void note(Inspection machine) {
        for (int id = 0; id < machine.hartCount(); id++) {
            HartInspection hart = machine.hart(id);
            note(hart, machine, PageTables.satpOf(hart));
        }
    }

    /** Takes note that a hart uses a page table from now on. */
    public synchronized void note(HartInspection hart, Inspection machine, long satp) {
        Turn before = turns.get(hart.id());
        if (before != null && uses.containsKey(before.root)) {
            uses.get(before.root).instructions += hart.instructions() - before.instructions;
        }
        long root = PageTables.rootPpn(satp);
        turns.put(hart.id(), new Turn(root, hart.instructions()));
        if (!PageTables.modeOf(satp).translates()) {
            return;
        }
        Use use = uses.get(root);
        if (use == null) {
            use = new Use(uses.size() + 1, machine.instructions());
            uses.put(root, use);
            news = true;
        }
        use.satp = satp;
        use.lastSeen = machine.instructions();
    }

    /**
     * A value of {@code satp} for a root: as it was used last, else in the machine's usual mode.
     */
    public synchronized long satpOf(long rootPpn) {
        Use use = uses.get(rootPpn);
        if (use != null) {
            return use.satp;
        }
        long mode =
                uses.values().stream()
                        .findFirst()
                        .map(other -> other.satp & MODE_MASK)
                        .orElse(SV39);
        return mode | rootPpn;
    }

    /** The roots seen so far, in the order in which they were first used. */
    public synchronized List<Long> roots() {
        return List.copyOf(uses.keySet());
    }

    /** The values of {@code satp} that they were used with last, in the same order. */
    public synchronized List<Long> satps() {
        return uses.values().stream().map(use -> use.satp).toList();
    }

    /** What people call an address space, seen or not. */
    public synchronized String nameOf(long rootPpn) {
        String given = names.get(rootPpn);
        if (given != null) {
            return given;
        }
        if (kernelRoot.isPresent() && kernelRoot.getAsLong() == rootPpn) {
            return "kernel";
        }
        Use use = uses.get(rootPpn);
        String root = "root 0x" + Long.toHexString(rootPpn);
        return use == null ? root : "space " + use.number + " (" + root + ")";
    }

    /**
     * The address space that people call so, seen or not.
     *
     * @param name as {@link #nameOf} gives it
     * @return the physical page number of its root page table; empty if there is none of the name
     */
    public synchronized OptionalLong rootNamed(String name) {
        return LongStream.concat(
                        names.keySet().stream().mapToLong(Long::longValue),
                        uses.keySet().stream().mapToLong(Long::longValue))
                .filter(root -> nameOf(root).equals(name))
                .findFirst();
    }

    /** Whether one was seen or named since the last call. */
    public synchronized boolean takeNews() {
        boolean was = news;
        news = false;
        return was;
    }

    /**
     * Gives an address space a name, also before it is seen.
     *
     * @param name empty to take it away
     */
    public synchronized void name(long rootPpn, String name) {
        if (name.isBlank()) {
            names.remove(rootPpn);
        } else {
            names.put(rootPpn, name.strip());
        }
        news = true;
    }

    /** All of them as they are now, in the order in which they were first used. */
    public synchronized List<AddressSpace> list(Inspection machine) {
        note(machine);
        findKernel(machine);
        List<AddressSpace> all = new ArrayList<>();
        uses.forEach((root, use) -> all.add(describe(root, use, machine)));
        return all;
    }

    private AddressSpace describe(long root, Use use, Inspection machine) {
        MemoryView memory = new MemoryView(machine.hart(0), machine, Privilege.USER, use.satp);
        boolean kernel = kernelRoot.isPresent() && kernelRoot.getAsLong() == root;
        List<Program> found = new ArrayList<>(programs.runIn(memory));
        if (kernel) {
            found.add(0, programs.kernel());
        }
        return new AddressSpace(
                use.number,
                root,
                PageTables.modeOf(use.satp),
                PageTables.asid(use.satp),
                use.satp,
                nameOf(root),
                kernel,
                use.firstSeen,
                use.lastSeen,
                IntStream.range(0, machine.hartCount())
                        .filter(id -> isIn(machine.hart(id), root))
                        .boxed()
                        .toList(),
                found);
    }

    private static boolean isIn(HartInspection hart, long root) {
        long satp = PageTables.satpOf(hart);
        return PageTables.modeOf(satp).translates() && PageTables.rootPpn(satp) == root;
    }

    /** The one with most instructions of those that map nothing for user mode. */
    private void findKernel(Inspection machine) {
        if (examined == uses.size()) {
            return;
        }
        examined = uses.size();
        kernelRoot =
                uses.entrySet().stream()
                        .sorted(Comparator.comparingLong(entry -> -entry.getValue().instructions))
                        .filter(entry -> !mapsForUsers(machine, entry.getValue().satp))
                        .mapToLong(Map.Entry::getKey)
                        .findFirst();
    }

    private static boolean mapsForUsers(Inspection machine, long satp) {
        return PageTables.of(machine, satp).ranges().stream()
                .anyMatch(range -> range.flags().user());
    }
}
