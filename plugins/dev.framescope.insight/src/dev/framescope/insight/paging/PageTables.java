package dev.framescope.insight.paging;

import dev.framescope.insight.paging.TableReader.TableFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page tables below one {@code satp}, copied out of the machine. Immutable; any thread may use
 * it. Every table frame is read once, and all results are bounded, whatever the tables say.
 */
public final class PageTables {
    /** Twice what it takes to map 16 GiB by pages of 4 KiB. */
    private static final int MAX_TABLES = 1 << 14;

    private static final long MAX_TABLE_VISITS = 1L << 16;
    private static final int MAX_RANGES = 1 << 18;

    private final long satp;
    private final Mode mode;
    private final PteRules rules;
    private final Map<Long, TableFrame> frames;
    private final List<MappedRange> ranges;
    private final ReverseMap reverse;
    private final List<String> problems;

    private PageTables(
            long satp,
            Mode mode,
            PteRules rules,
            Map<Long, TableFrame> frames,
            List<MappedRange> ranges,
            List<String> problems) {
        this.satp = satp;
        this.mode = mode;
        this.rules = rules;
        this.frames = frames;
        this.ranges = ranges;
        this.reverse = new ReverseMap(ranges);
        this.problems = List.copyOf(problems);
    }

    /** How {@code satp} translates (Privileged Architecture, satp register). */
    public enum Mode {
        BARE("bare", 0),
        SV39("Sv39", 3),
        SV48("Sv48", 4),
        SV57("Sv57", 5),
        /** A mode that the machine does not have. */
        UNSUPPORTED("unsupported mode", 0);

        private final String label;
        private final int levels;

        Mode(String label, int levels) {
            this.label = label;
            this.levels = levels;
        }

        /** Levels of tables; 0 if there are none. The root's level is one less. */
        public int levels() {
            return levels;
        }

        /** Whether there are page tables. */
        public boolean translates() {
            return levels > 0;
        }

        /** As the manuals write it. */
        public String label() {
            return label;
        }
    }

    /** A hart's {@code satp}, in whatever mode the hart is. Call on the machine thread. */
    public static long satpOf(HartInspection hart) {
        return hart.csr(Sv39.SATP).orElse(0);
    }

    /** Reads all tables that can be reached. Call on the machine thread. */
    public static PageTables of(Inspection machine, long satp) {
        Mode mode = modeOf(satp);
        PteRules rules = PteRules.of(machine);
        if (!mode.translates()) {
            String problem =
                    mode == Mode.BARE
                            ? "paging is off: virtual addresses are physical addresses"
                            : "satp has mode "
                                    + (satp >>> Sv39.SATP_MODE_SHIFT)
                                    + ", not Sv39, Sv48 or Sv57";
            return new PageTables(satp, mode, rules, Map.of(), List.of(), List.of(problem));
        }
        long rootPpn = rootPpn(satp);
        TableReader reader = new TableReader(machine, rules, MAX_TABLES);
        reader.read(rootPpn, mode.levels() - 1);
        RangeCollector collector =
                new RangeCollector(rules, reader.frames(), MAX_TABLE_VISITS, MAX_RANGES);
        List<MappedRange> ranges = collector.collect(rootPpn, mode.levels());
        return new PageTables(
                satp, mode, rules, reader.frames(), ranges, problems(reader, collector));
    }

    /** How a value of {@code satp} translates. */
    public static Mode modeOf(long satp) {
        return switch ((int) (satp >>> Sv39.SATP_MODE_SHIFT)) {
            case Sv39.SATP_MODE_BARE -> Mode.BARE;
            case Sv39.SATP_MODE_SV39 -> Mode.SV39;
            case Sv39.SATP_MODE_SV48 -> Mode.SV48;
            case Sv39.SATP_MODE_SV57 -> Mode.SV57;
            default -> Mode.UNSUPPORTED;
        };
    }

    private static List<String> problems(TableReader reader, RangeCollector collector) {
        List<String> problems = new ArrayList<>();
        for (long ppn : reader.unreadable()) {
            problems.add(
                    "a table is said to be in frame 0x"
                            + Long.toHexString(ppn)
                            + ", where there is no memory");
        }
        if (reader.truncated()) {
            problems.add("more than " + MAX_TABLES + " tables: the rest is not shown");
        }
        if (collector.truncated()) {
            problems.add("more mappings than can be listed: the ranges are not complete");
        }
        return problems;
    }

    /** Whether the other is below the same {@code satp} and has the same entries. */
    public boolean sameAs(PageTables other) {
        return satp == other.satp
                && frames.keySet().equals(other.frames.keySet())
                && frames.entrySet().stream()
                        .allMatch(
                                table -> table.getValue().sameAs(other.frames.get(table.getKey())))
                && problems.equals(other.problems);
    }

    /** The register's value. */
    public long satp() {
        return satp;
    }

    /** How the address space translates. */
    public Mode mode() {
        return mode;
    }

    /** The address-space identifier in {@code satp}. */
    public int asid() {
        return asid(satp);
    }

    /** The address-space identifier in a value of {@code satp}. */
    public static int asid(long satp) {
        return (int) (satp >>> Sv39.SATP_ASID_SHIFT) & Sv39.SATP_ASID_MASK;
    }

    /** The root table's frame. */
    public long rootPpn() {
        return rootPpn(satp);
    }

    /** The frame of the root table that a value of {@code satp} names. */
    public static long rootPpn(long satp) {
        return satp & Sv39.PPN_MASK;
    }

    /** The root table; empty in bare mode, and if the root does not lie in memory. */
    public Optional<PageTable> root() {
        return mode.translates() ? table(mode.levels() - 1, rootPpn(), 0) : Optional.empty();
    }

    /** The table that an entry of kind TABLE points to. */
    public Optional<PageTable> target(PageTableEntry entry) {
        return entry.kind() == PageTableEntry.Kind.TABLE
                ? table(entry.level() - 1, entry.ppn(), entry.vaddr())
                : Optional.empty();
    }

    private Optional<PageTable> table(int level, long ppn, long vaddr) {
        return Optional.ofNullable(frames.get(ppn))
                .map(frame -> new PageTable(rules, mode.levels(), level, ppn, vaddr, frame.ptes()));
    }

    /** Frames that hold tables, root first. */
    public List<Long> tablePpns() {
        return List.copyOf(frames.keySet());
    }

    /** The levels at which a frame is used as a table, highest first; empty if it is none. */
    public List<Integer> levelsOf(long ppn) {
        List<Integer> levels = new ArrayList<>();
        TableFrame frame = frames.get(ppn);
        for (int level = mode.levels() - 1; frame != null && level >= 0; level--) {
            if ((frame.levels() & 1 << level) != 0) {
                levels.add(level);
            }
        }
        return levels;
    }

    /** What is mapped, by ascending virtual address as an unsigned number. */
    public List<MappedRange> ranges() {
        return ranges;
    }

    /** The virtual pages that map a frame, by ascending virtual address, at most {@code limit}. */
    public List<VirtualPage> mappingsOf(long ppn, int limit) {
        long paddr = ppn << Sv39.PAGE_SHIFT;
        return reverse.containing(paddr, limit).stream()
                .map(
                        range ->
                                new VirtualPage(
                                        satp, range.vaddr() + paddr - range.paddr(), range.flags()))
                .toList();
    }

    /** What could not be told in full, for a person; empty if all is there. */
    public List<String> problems() {
        return problems;
    }
}
