package dev.framescope.debugger.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.testing.Samples;
import dev.framescope.testing.StoppedQemu;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Variables of every frame at a series of stops: GDB on QEMU has the same names in scope, and the
 * same numbers in all their parts.
 */
class GdbComparisonTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How many parts of a structure or array are compared. */
    private static final int PARTS = 6;

    private static final int DEPTH = 4;

    /** Lines that the script is told to print begin so. */
    private static final String MARK = "@@";

    @TempDir private Path folder;

    /** What is known at one stop: by frame and expression, the number in hexadecimal. */
    private record Stop(Map<String, String> numbers, List<TreeSet<String>> names) {}

    private static boolean isNumber(ValueNode node) {
        return !node.hasChildren() && node.text().matches("0x[0-9a-f]+");
    }

    /** References and what wraps values are seen through by us, and not by GDB. */
    private static boolean isSeenByGdb(Values values, ValueNode node) {
        List<ValueNode> last = values.children(node, Math.max(0, node.childCount() - 1), 1).join();
        return !node.typeName().startsWith("&")
                && last.stream().noneMatch(child -> child.name().equals("[raw]"));
    }

    private static void collect(
            Values values, ValueNode node, String frame, int depth, Map<String, String> numbers) {
        if (node.expression().isEmpty() || node.kind() == ValueNode.Kind.TARGET) {
            return;
        }
        if (!node.available()) {
            numbers.put(frame + node.expression(), "?");
        } else if (isNumber(node) || node.typeName().endsWith("*")) {
            numbers.put(frame + node.expression(), node.editText());
        } else if (depth < DEPTH && isSeenByGdb(values, node)) {
            values.children(node, 0, PARTS)
                    .join()
                    .forEach(child -> collect(values, child, frame, depth + 1, numbers));
        }
    }

    private static Stop stop(SessionDriver driver) {
        Values values = driver.session().values();
        Map<String, String> numbers = new LinkedHashMap<>();
        List<TreeSet<String>> names = new ArrayList<>();
        int frames = driver.backtrace().size();
        for (int level = 0; level < frames; level++) {
            TreeSet<String> visible = new TreeSet<>();
            for (ValueNode node : values.variables(new FrameId(0, level)).join()) {
                visible.add(node.name());
                ValueNode hex = values.format(node, ValueFormat.HEX).join();
                collect(values, hex, level + " ", 0, numbers);
            }
            names.add(visible);
        }
        return new Stop(numbers, names);
    }

    private List<Stop> here(Path elf, List<String> functions, int count) throws Exception {
        List<Stop> stops = new ArrayList<>();
        try (SessionDriver driver = SessionDriver.start(elf)) {
            functions.forEach(driver::breakAt);
            for (int i = 0; i < count; i++) {
                driver.resume();
                stops.add(stop(driver));
            }
        }
        return stops;
    }

    private static String script(List<String> functions, List<Stop> stops) {
        StringBuilder plan = new StringBuilder();
        for (Stop stop : stops) {
            plan.append("  [");
            stop.numbers.keySet().forEach(key -> plan.append("'''").append(key).append("''', "));
            plan.append("],\n");
        }
        StringBuilder breaks = new StringBuilder();
        functions.forEach(f -> breaks.append("'").append(f).append("', "));
        return """
        import gdb, re
        PLAN = [
        %s]
        BREAKS = [%s]
        def names(frame):
            found = set()
            try:
                block = frame.block()
            except RuntimeError:
                return found
            while block is not None and not block.is_static and not block.is_global:
                for symbol in block:
                    if (symbol.is_variable or symbol.is_argument) and symbol.name:
                        found.add(symbol.name)
                if block.function is not None:
                    break
                block = block.superblock
            return found
        def number(text):
            text = re.sub(r'(.*\\.\\d+)(\\.\\d+)$', r'(\\1)\\2', text)
            try:
                value = gdb.parse_and_eval(text)
                shown = value.format_string(format='x', symbols=False)
                if '<optimized out>' in shown or '<synthetic pointer>' in shown:
                    return '<optimized out>'
                return shown.split(' ')[0]
            except gdb.error as problem:
                return '?' + str(problem)
        for place in BREAKS:
            gdb.execute('hbreak ' + place, to_string=True)
        for stop, keys in enumerate(PLAN):
            gdb.execute('continue', to_string=True)
            frames = []
            frame = gdb.newest_frame()
            while frame is not None:
                frames.append(frame)
                frame = frame.older()
            for level, frame in enumerate(frames):
                gdb.write('@@%%d names %%d %%s\\n' %% (stop, level, ','.join(sorted(names(frame)))))
            for key in keys:
                level, text = key.split(' ', 1)
                if int(level) < len(frames):
                    frames[int(level)].select()
                    gdb.write('@@%%d value %%s = %%s\\n' %% (stop, key, number(text)))
        """
                .formatted(plan, breaks);
    }

    private List<String> inQemu(Path elf, String script) throws Exception {
        Path file = folder.resolve("compare.py");
        Files.writeString(file, script);
        try (StoppedQemu qemu = StoppedQemu.start(folder, elf)) {
            List<String> command =
                    List.of(
                            "gdb-multiarch",
                            "-nx",
                            "-batch",
                            "-ex",
                            "set confirm off",
                            "-ex",
                            "set print frame-arguments none",
                            "-ex",
                            "set backtrace past-main on",
                            "-ex",
                            "file " + elf,
                            "-ex",
                            "target remote " + qemu.target(),
                            "-x",
                            file.toString());
            String output = Tool.run(folder, TIMEOUT, command).output();
            List<String> lines = output.lines().filter(l -> l.startsWith(MARK)).toList();
            assertTrue(lines.size() > 1, output);
            return lines.stream().map(l -> l.substring(MARK.length())).toList();
        }
    }

    private static List<String> expected(List<Stop> stops) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < stops.size(); i++) {
            for (int level = 0; level < stops.get(i).names.size(); level++) {
                String names = String.join(",", stops.get(i).names.get(level));
                lines.add(i + " names " + level + " " + names);
            }
            for (Map.Entry<String, String> each : stops.get(i).numbers.entrySet()) {
                lines.add(i + " value " + each.getKey() + " = " + each.getValue());
            }
        }
        return lines;
    }

    /** What GDB has no value for is not there. */
    private static String canonical(String line) {
        return line.replaceAll("= <(optimized out|not ).*", "= ?");
    }

    /**
     * Compares.
     *
     * @param sameNames whether GDB must not have more names in scope
     * @return how many numbers were the same
     */
    private int compare(Path elf, List<String> functions, int count, boolean sameNames)
            throws Exception {
        List<Stop> stops = here(elf, functions, count);
        List<String> ours = expected(stops);
        Map<String, String> theirs = new TreeMap<>();
        for (String line : inQemu(elf, script(functions, stops))) {
            theirs.put(key(line), canonical(line));
        }
        List<String> different = new ArrayList<>();
        int same = 0;
        for (String line : ours) {
            String other = theirs.getOrDefault(key(line), "nothing");
            if (other.equals(canonical(line)) || !sameNames && isPartOf(line, other)) {
                same += line.contains(" value ") && !line.endsWith("?") ? 1 : 0;
            } else {
                different.add("ours " + line + "\n     GDB  " + other);
            }
        }
        assertEquals(List.of(), different, "different in " + elf);
        return same;
    }

    /**
     * GDB takes a block in several pieces of code for all that is between them, and so has names in
     * scope whose blocks have not begun or are over.
     */
    private static boolean isPartOf(String names, String others) {
        String[] ours = names.split(" ", 4);
        String[] theirs = others.split(" ", 4);
        if (!names.contains(" names ") || theirs.length < 4) {
            return false;
        }
        TreeSet<String> more = new TreeSet<>(List.of(theirs[3].split(",")));
        return ours[3].isEmpty() || more.containsAll(List.of(ours[3].split(",")));
    }

    private static String key(String line) {
        int end = line.indexOf(" = ");
        return end > 0 ? line.substring(0, end) : line.replaceFirst("(names \\d+).*", "$1");
    }

    @Test
    void theCSampleHasTheSameVariables() throws Exception {
        Path elf = Samples.framesCElf();
        List<String> places = List.of("dealloc", "mapPage", "newAddressSpace");
        int same = compare(elf, places, 12, true);
        assertTrue(same > 100, "only " + same + " numbers compared");
    }

    @Test
    void theCSampleHasTheSameVariablesWhenItIsOptimized() throws Exception {
        Path elf = Samples.framesCBuilt(folder, "-O2");
        List<String> places = List.of("dealloc", "mapPage", "newAddressSpace");
        int same = compare(elf, places, 12, true);
        assertTrue(same > 50, "only " + same + " numbers compared");
    }

    @Test
    void theRustSampleHasTheSameVariables() throws Exception {
        Path elf = Samples.framesRustDebugElf();
        List<String> places =
                List.of(
                        "frames_rust::workload::Process::grow",
                        "frames_rust::memory::paging::AddressSpace::unmap");
        int same = compare(elf, places, 8, true);
        assertTrue(same > 50, "only " + same + " numbers compared");
    }

    @Test
    void theRustSampleHasTheSameVariablesWhenItIsOptimized() throws Exception {
        Path elf = Samples.framesRustReleaseElf();
        List<String> places =
                List.of(
                        "frames_rust::memory::frame_allocator::alloc_frame",
                        "frames_rust::memory::frame_allocator::dealloc_frame");
        int same = compare(elf, places, 10, false);
        assertTrue(same > 5, "only " + same + " numbers compared");
    }
}
