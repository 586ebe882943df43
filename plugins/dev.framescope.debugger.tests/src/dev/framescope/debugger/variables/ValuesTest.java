package dev.framescope.debugger.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.expression.ExpressionException;
import dev.framescope.debugger.format.Presentation;
import dev.framescope.debugger.format.ValueFormatter;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.symbols.type.Type;
import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Values of all kinds that C has, in a program stopped in {@code here}. */
class ValuesTest {
    private static final String START =
            """
                .globl _start
            _start:
                lla sp, stack
                call main
            1:  j 1b
                .bss
                .balign 16
                .space 8192
            stack:
            """;

    private static final String PROGRAM =
            """
            enum State { IDLE, BUSY = 5, GONE = -1 };
            enum Flags { READ = 1, WRITE = 2, EXECUTE = 4 };
            struct Bits { unsigned low : 3; signed middle : 5; unsigned high : 24; };
            union Word { unsigned long whole; unsigned char bytes[8]; };
            struct Page {
                unsigned long ppn;
                unsigned short refs;
                enum Flags flags;
                struct Page *next;
                union { int first; char letter; };
                struct { int inner; };
                unsigned char raw[4];
                char name[12];
            };
            struct Later;
            typedef int (*Operation)(int);
            static int twice(int x) { return x + x; }
            int matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
            struct Page pages[2] = {
                {0x80300, 1, READ | WRITE, &pages[1], {7}, {8}, {1, 2, 3, 4}, "first"},
                {0x80301, 2, 9, 0, {9}, {10}, {0}, "second\\n"}};
            volatile int stop;
            void here(void) { stop++; }
            int work(int argument, const char *text, struct Later *later)
            {
                struct Bits bits = {5, -3, 0x123456};
                union Word word = {0x1122334455667788};
                enum State state = BUSY, unknown = 42;
                Operation operation = twice;
                _Bool yes = 1;
                char letter = 'x';
                signed char small = -1;
                unsigned __int128 wide = ((unsigned __int128)1 << 100) + 5;
                const volatile long constant = -5;
                void *nothing = &state;
                struct Page *page = &pages[0];
                int shadowed = 1;
                {
                    int shadowed = 2;
                    here();
                    stop = shadowed;
                }
                return bits.low + (int)word.whole + state + operation(argument) + yes + letter
                        + small + (int)wide + (int)constant + (nothing != 0) + (page != 0)
                        + shadowed + unknown + text[0] + (later != 0);
            }
            int main(void) { return work(3, "hello \\"world\\"", 0); }
            """;

    @TempDir private static Path folder;
    private static SessionDriver driver;

    /** The frame of {@code work}. */
    private static final FrameId WORK = new FrameId(0, 1);

    @BeforeAll
    static void stopInTheProgram() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("start.S", START);
        sources.put("program.c", PROGRAM);
        driver = SessionDriver.start(CrossCompiler.build(folder, sources, "-Wl,-Ttext=0x80200000"));
        driver.breakAt("here");
        driver.resume();
    }

    @AfterAll
    static void close() {
        driver.close();
    }

    private static Values values() {
        return driver.session().values();
    }

    private static ValueNode evaluate(String expression) {
        return values().evaluate(WORK, expression).join();
    }

    private static String text(String expression) {
        return evaluate(expression).text();
    }

    private static List<String> children(String expression) {
        return children(evaluate(expression));
    }

    private static List<String> children(ValueNode node) {
        return values().children(node, 0, 100).join().stream()
                .map(child -> child.name() + " = " + child.text())
                .toList();
    }

    private static String problem(String target, String value) {
        CompletionException e =
                assertThrows(
                        CompletionException.class,
                        () -> values().assign(WORK, target, value).join());
        assertEquals(ExpressionException.class, e.getCause().getClass());
        return e.getCause().getMessage();
    }

    @Test
    void variablesAreThoseInScopeEachNameOnce() {
        Map<String, String> variables =
                values().variables(WORK).join().stream()
                        .collect(Collectors.toMap(ValueNode::name, ValueNode::text));
        assertEquals("2", variables.get("shadowed"));
        assertEquals("3", variables.get("argument"));
        assertEquals(3 + 13, variables.size());
        ValueNode argument =
                values().variables(WORK).join().stream()
                        .filter(node -> node.name().equals("argument"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(ValueNode.Kind.PARAMETER, argument.kind());
        assertTrue(argument.place().orElseThrow() instanceof ValuePlace.Memory);
    }

    @Test
    void staticsAreThoseOfTheFile() {
        List<String> names =
                values().statics(WORK).join().stream().map(ValueNode::name).sorted().toList();
        assertEquals(List.of("matrix", "pages", "stop"), names);
    }

    @Test
    void numbersAreShownAsTheirTypesSuggest() {
        assertEquals("BUSY", text("state"));
        assertEquals("42", text("unknown"));
        assertEquals("READ | WRITE", text("pages[0].flags"));
        assertEquals("READ | 0x8", text("pages[1].flags"));
        assertEquals("true", text("yes"));
        assertEquals("120 'x'", text("letter"));
        assertEquals("-1", text("small"));
        assertEquals("0x10000000000000000000000005", text("wide"));
        assertEquals("-5", text("constant"));
        assertEquals("0xfffffffffffffffb", text("constant,x"));
        assertEquals("0x1122334455667788", text("word.whole"));
    }

    @Test
    void pointersAreShownWithWhatIsThere() {
        long twice = driver.addressOf("twice");
        assertEquals("0x" + Long.toHexString(twice) + " <twice>", text("operation"));
        assertTrue(text("text").endsWith(" \"hello \\\"world\\\"\""), text("text"));
        assertTrue(text("page").endsWith(" <pages>"), text("page"));
        assertEquals("0x0", text("later"));
        assertEquals("struct Page *", evaluate("page").typeName());
    }

    @Test
    void structuresAreShownOnOneLineAndTheirMembersBelow() {
        String second =
                "{ppn = 0x80301, refs = 2, flags = READ | 0x8, next = 0x0, {first = 9, letter = 9"
                        + " '\\t'}, {inner = 10}, raw = {0, 0, 0, 0}, name = \"second\\n\"}";
        assertEquals(second, text("pages[1]"));
        assertEquals(
                List.of(
                        "ppn = 0x80301",
                        "refs = 2",
                        "flags = READ | 0x8",
                        "next = 0x0",
                        "<union> = {first = 9, letter = 9 '\\t'}",
                        "<struct> = {inner = 10}",
                        "raw = {0, 0, 0, 0}",
                        "name = \"second\\n\""),
                children("pages[1]"));
        assertEquals(children("pages[0]"), children("page"));
        assertEquals("8", text("pages[0].inner"));
        assertEquals("7", text("page->first"));
    }

    @Test
    void childrenHaveExpressionsThatGiveThemAgain() {
        for (String whole :
                List.of("pages", "page", "*page", "matrix", "bits", "&word", "$sstatus")) {
            for (ValueNode child : values().children(evaluate(whole), 0, 10).join()) {
                ValueNode again = evaluate(child.expression());
                if (!child.name().startsWith("<")) {
                    assertEquals(child.text(), again.text(), child.expression());
                    assertEquals(child.place(), again.place(), child.expression());
                }
            }
        }
    }

    @Test
    void arraysAreReadInParts() {
        assertEquals("{{1, 2, 3}, {4, 5, 6}}", text("matrix"));
        ValueNode row = values().children(evaluate("matrix"), 1, 1).join().get(0);
        assertEquals("[1]", row.name());
        assertEquals(
                List.of("[2] = 6"),
                values().children(row, 2, 5).join().stream()
                        .map(n -> n.name() + " = " + n.text())
                        .toList());
        ValueNode wild = evaluate("matrix[0][0]@1000000000");
        assertEquals(1_000_000_000, wild.childCount());
        assertTrue(wild.text().length() < 400, wild.text());
    }

    @Test
    void namesOfEnumeratorsAreKnownBesideTheirEnumeration() {
        assertEquals("1", text("state == BUSY"));
        assertEquals("0", text("GONE == state"));
        assertEquals("2", text("pages[0].flags & WRITE"));
        assertEquals("1", text("state >= IDLE"));
    }

    @Test
    void bitFieldsAreReadAndChangedAlone() throws Exception {
        assertEquals("{low = 5, middle = -3, high = 0x123456}", text("bits"));
        assertEquals("7", values().assign(WORK, "bits.low", "7").join().text());
        assertEquals("-16", values().assign(WORK, "bits.middle", "-16").join().text());
        assertEquals("{low = 7, middle = -16, high = 0x123456}", text("bits"));
        assertEquals(
                "8 does not fit into unsigned int, which has 3 bits", problem("bits.low", "8"));
        values().assign(WORK, "bits.low", "5").join();
        values().assign(WORK, "bits.middle", "-3").join();
        assertTrue(evaluate("bits.low").place().isEmpty());
    }

    @Test
    void whatIsInMemoryCanBeChanged() {
        assertEquals("IDLE", values().assign(WORK, "state", "IDLE").join().text());
        assertEquals("BUSY", values().assign(WORK, "state", "5").join().text());
        assertEquals("9", evaluate("matrix[1][2] = 9").text());
        assertEquals("6", evaluate("matrix[1][2] -= 3").text());
        ValueNode letter = values().assign(evaluate("letter"), "'y'").join();
        assertEquals("121 'y'", letter.text());
        assertEquals("120 'x'", values().assign(letter, "120").join().text());
        assertEquals("300 does not fit into char, which has 8 bits", problem("letter", "300"));
        values().assign(WORK, "pages[1].raw", "pages[0].raw").join();
        assertEquals("{1, 2, 3, 4}", text("pages[1].raw"));
        values().assign(WORK, "*(int *)pages[1].raw", "0").join();
        assertTrue(problem("pages[0]", "3").contains("assign to its fields"));
    }

    @Test
    void registersAndTheirFieldsCanBeChanged() {
        FrameId innermost = FrameId.innermost(0);
        String before = values().evaluate(innermost, "$a5").join().editText();
        assertEquals("7", values().assign(innermost, "$a5", "7").join().text());
        values().assign(innermost, "$a5", before).join();
        assertEquals("U", values().assign(WORK, "$sstatus.SPP", "U").join().text());
        assertEquals("1", values().assign(WORK, "$sstatus.SUM", "1").join().text());
        assertEquals("1", text("$sstatus >> 18 & 1"));
        values().assign(WORK, "$sstatus.SUM", "0").join();
    }

    @Test
    void aFramesRegistersAreThoseItFindsWhenItGoesOn() {
        List<RegisterNodes> groups = values().registers(WORK).join();
        assertEquals("General", groups.get(0).name());
        Map<String, ValueNode> general =
                groups.get(0).registers().stream()
                        .collect(Collectors.toMap(ValueNode::name, node -> node));
        assertFalse(general.get("a0").available());
        assertEquals("<not saved: register a0>", general.get("a0").text());
        assertTrue(general.get("sp").available());
        assertEquals(
                general.get("s0").editText(),
                Optional.of(driver.backtrace().get(1).fp())
                        .map(fp -> "0x" + Long.toHexString(fp))
                        .orElseThrow());
        ValueNode status =
                groups.stream()
                        .flatMap(group -> group.registers().stream())
                        .filter(node -> node.name().equals("mstatus"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(status.text().matches("0x[0-9a-f]+ \\(.*SPP.*MPP.*\\)"), status.text());
        assertTrue(children(status).contains("MPP = U"), children(status).toString());
    }

    @Test
    void aFormatHoldsForAllThatIsInside() {
        ValueNode hex = values().format(evaluate("matrix"), ValueFormat.HEX).join();
        assertEquals("{{0x1, 0x2, 0x3}, {0x4, 0x5, 0x6}}", hex.text());
        assertEquals("{0x4, 0x5, 0x6}", values().children(hex, 1, 1).join().get(0).text());
        assertEquals("0b11", text("pages[0].flags,t"));
        assertEquals("\"first\"", text("pages[0].name"));
        assertTrue(text("pages[0].raw,s").startsWith("\"\\x01\\x02\\x03\\x04\""));
        assertEquals("'x'", text("letter,c"));
    }

    @Test
    void nodesOfAnEarlierStopSayThatTheyAre() throws Exception {
        try (SessionDriver other = SessionDriver.sample()) {
            other.breakAt("alloc");
            other.resume();
            Values values = other.session().values();
            ValueNode old = values.evaluate(FrameId.innermost(0), "tree").join();
            other.resume();
            CompletionException e =
                    assertThrows(
                            CompletionException.class, () -> values.children(old, 0, 1).join());
            assertTrue(e.getCause().getMessage().contains("has run since"), e.toString());
        }
    }

    @Test
    void formattersCanBeAdded() {
        values().addFormatter(
                        new ValueFormatter() {
                            @Override
                            public boolean handles(Type type) {
                                return type.name().equals("union Word");
                            }

                            @Override
                            public Optional<Presentation> present(Value value, ValueFrame frame)
                                    throws ValueException {
                                return Optional.of(
                                        new Presentation.Text("word " + value.bytes(frame)[7]));
                            }
                        });
        assertEquals("word 17", text("word"));
        assertEquals("whole = 0x1122334455667788", children("word").get(0));
    }
}
