package dev.framescope.gdbserver.inferior;

import dev.framescope.insight.HartSummary;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.layout.LayoutRegion;
import dev.framescope.insight.layout.RegionKind;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.paging.MappedRange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables of {@code info os}, and of CDT's view OS Resources (GDB manual, section Operating
 * System Information).
 */
public final class OsData {
    private static final int MAXIMUM_ROWS = 10_000;
    private static final int ALLOCATOR_EVENTS = 1_000;
    private static final int PAGE_SHIFT = 12;

    private static final List<Table> TABLES =
            List.of(
                    new Table("frames", "Page frames by state", OsData::frames),
                    new Table("frame-ranges", "Neighbouring frames of one state", OsData::runs),
                    new Table("page-tables", "Mapped ranges of the hart", OsData::pageTables),
                    new Table("layout", "Physical memory layout", OsData::layout),
                    new Table("devices", "Devices on the bus", OsData::devices),
                    new Table("harts", "Harts", OsData::harts),
                    new Table("allocations", "Calls of the frame allocator", OsData::allocations));

    private OsData() {}

    /** How a table is made of a snapshot. */
    @FunctionalInterface
    private interface Rows {
        void write(InsightSnapshot snapshot, Writer writer);
    }

    /** One table that can be asked for. */
    private record Table(String name, String title, Rows rows) {}

    /** Whether a table is there. */
    public static boolean has(String name) {
        return name.isEmpty() || find(name).isPresent();
    }

    private static Optional<Table> find(String name) {
        return TABLES.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /**
     * The document of a table, or of the list of tables.
     *
     * @param name one that {@link #has}; empty for the list
     */
    public static String of(String name, InsightSnapshot snapshot) {
        Writer writer = new Writer(name.isEmpty() ? "types" : name);
        if (name.isEmpty()) {
            writer.columns("Type", "Description", "Title");
            TABLES.forEach(t -> writer.row(t.name(), t.title(), t.title()));
        } else {
            find(name).orElseThrow().rows().write(snapshot, writer);
        }
        return writer.end();
    }

    /** Writes rows under columns. */
    private static final class Writer {
        private final Xml xml;
        private List<String> columns = List.of();
        private int rows;

        Writer(String type) {
            xml = Xml.document("osdata", Xml.attribute("type", type));
        }

        void columns(String... names) {
            columns = Arrays.asList(names);
        }

        void row(Object... values) {
            if (rows++ >= MAXIMUM_ROWS) {
                return;
            }
            xml.open("item", "");
            for (int i = 0; i < values.length; i++) {
                xml.text(
                        "column", Xml.attribute("name", columns.get(i)), String.valueOf(values[i]));
            }
            xml.close("item");
        }

        String end() {
            return xml.end("osdata");
        }
    }

    private static void frames(InsightSnapshot snapshot, Writer writer) {
        writer.columns("State", "Frames", "KiB");
        for (FrameState state : FrameState.values()) {
            long count = snapshot.frames().count(state);
            writer.row(state.label(), count, count << PAGE_SHIFT - 10);
        }
    }

    private static void runs(InsightSnapshot snapshot, Writer writer) {
        writer.columns("First PPN", "Last PPN", "Address", "Frames", "State");
        FrameMap frames = snapshot.frames();
        long end = frames.firstPpn() + frames.frameCount();
        long start = frames.firstPpn();
        while (start < end) {
            FrameState state = frames.stateOf(start);
            long next = start + 1;
            while (next < end && frames.stateOf(next) == state) {
                next++;
            }
            writer.row(
                    hex(start),
                    hex(next - 1),
                    hex(start << PAGE_SHIFT),
                    next - start,
                    state.label());
            start = next;
        }
    }

    private static void pageTables(InsightSnapshot snapshot, Writer writer) {
        writer.columns("Virtual", "End", "Physical", "Bytes", "Flags", "Pages");
        for (MappedRange range : snapshot.pageTables().ranges()) {
            writer.row(
                    hex(range.vaddr()),
                    hex(range.vaddrEnd()),
                    hex(range.paddr()),
                    range.size(),
                    range.flags(),
                    pages(range));
        }
    }

    private static String pages(MappedRange range) {
        List<String> sizes = new ArrayList<>();
        add(sizes, range.pages4K(), "4K");
        add(sizes, range.pages64K(), "64K");
        add(sizes, range.pages2M(), "2M");
        add(sizes, range.pages1G(), "1G");
        return String.join(" ", sizes);
    }

    private static void add(List<String> sizes, long count, String size) {
        if (count > 0) {
            sizes.add(count + "x" + size);
        }
    }

    private static void layout(InsightSnapshot snapshot, Writer writer) {
        writer.columns("Region", "Base", "End", "Bytes", "Kind", "What");
        for (LayoutRegion region : snapshot.layout().regions()) {
            layoutRow(writer, region, "");
            region.children().forEach(child -> layoutRow(writer, child, "  "));
        }
    }

    private static void layoutRow(Writer writer, LayoutRegion region, String indent) {
        writer.row(
                indent + region.name(),
                hex(region.base()),
                hex(region.base() + region.size()),
                region.size(),
                lower(region.kind()),
                region.detail());
    }

    private static void devices(InsightSnapshot snapshot, Writer writer) {
        writer.columns("Device", "Base", "End", "What");
        for (LayoutRegion region : snapshot.layout().regions()) {
            if (region.kind() == RegionKind.DEVICE) {
                writer.row(
                        region.name(),
                        hex(region.base()),
                        hex(region.base() + region.size()),
                        region.detail());
            }
        }
    }

    private static void harts(InsightSnapshot snapshot, Writer writer) {
        writer.columns("Hart", "Mode", "PC", "satp");
        for (HartSummary hart : snapshot.harts()) {
            writer.row(hart.id(), hart.privilege().letter(), hex(hart.pc()), hex(hart.satp()));
        }
    }

    private static void allocations(InsightSnapshot snapshot, Writer writer) {
        writer.columns("Instruction", "Hart", "Event", "PPN", "By");
        KernelImage kernel = snapshot.kernel();
        for (FrameEvent event : snapshot.ledger().latestEvents(ALLOCATOR_EVENTS)) {
            writer.row(
                    event.instructions(),
                    event.hart(),
                    lower(event.kind()),
                    hex(event.ppn()),
                    String.join(" < ", kernel.describeCallStack(event.callStack())));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
