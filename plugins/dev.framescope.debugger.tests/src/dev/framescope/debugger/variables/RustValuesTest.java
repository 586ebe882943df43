package dev.framescope.debugger.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Values of the Rust sample, stopped where a process asks for memory the second time. */
class RustValuesTest {
    private static SessionDriver driver;
    private static FrameId serve;
    private static FrameId run;

    @BeforeAll
    static void stopInTheSample() throws Exception {
        driver = SessionDriver.start(Samples.framesRustDebugElf());
        Breakpoint grow = driver.breakAt("frames_rust::workload::Process::grow");
        driver.resume();
        driver.session().remove(grow);
        driver.breakAt("new_table");
        driver.resume();
        List<String> functions = driver.functions();
        serve = new FrameId(0, functions.indexOf("serve"));
        run = new FrameId(0, functions.indexOf("run_processes"));
    }

    @AfterAll
    static void close() {
        driver.close();
    }

    private static ValueNode evaluate(FrameId frame, String expression) {
        return driver.session().values().evaluate(frame, expression).join();
    }

    private static String text(String expression) {
        return evaluate(serve, expression).text();
    }

    private static List<String> children(String expression) {
        ValueNode node = evaluate(serve, expression);
        return driver.session().values().children(node, 0, 20).join().stream()
                .map(child -> child.name() + " = " + child.text())
                .toList();
    }

    @Test
    void stringsAndSlicesAreShownAsText() {
        assertEquals("\"process 1\"", text("self.name"));
        assertEquals("bool", evaluate(serve, "self.name == \"process 1\"").typeName());
        assertEquals("true", text("self.name == \"process 1\""));
        assertEquals("false", text("self.name == \"process 2\""));
    }

    @Test
    void enumsAreShownWithTheVariantThatTheyHave() {
        assertEquals("Grow { pages: 3 }", text("request"));
        assertEquals("Some(Grow { pages: 3 })", text("self.last"));
        assertEquals("Grow { pages: 3 }", text("self.last.0"));
        assertEquals("3", text("self.last.0.pages"));
        assertEquals(List.of("pages = 3"), children("request"));
        assertEquals("true", text("request == Grow"));
        assertEquals("true", text("request != Request::Rest"));
        assertEquals("false", text("self.last == None"));
        assertEquals("None", evaluate(run, "processes[1].last").text());
        assertEquals("true", evaluate(run, "processes[1].last == None").text());
    }

    @Test
    void vectorsAreShownAsTheirElements() {
        ValueNode pages = evaluate(serve, "self.pages");
        assertTrue(
                pages.text().matches("\\[Frame\\(PhysAddr\\(0x80f[0-9a-f]+\\)\\)]"), pages.text());
        List<String> children = children("self.pages");
        assertEquals("[0] = " + text("self.pages[0]"), children.get(0));
        assertTrue(children.get(1).startsWith("[raw] = Vec { buf: RawVec { "), children.get(1));
        assertEquals("1", text("self.pages.len"));
        assertEquals(text("self.pages"), text("self.pages[0..1]"));
    }

    @Test
    void referencesAreSeenThrough() {
        String process = text("*self");
        assertTrue(process.startsWith("Process { id: 1, name: \"process 1\", "), process);
        assertEquals("&" + process.substring(0, 60), text("self").substring(0, 61));
        assertEquals(3 + 1, evaluate(run, "processes").childCount());
        assertEquals("2", evaluate(run, "processes[1].id").text());
        assertTrue(text("self as *const u8").matches("0x[0-9a-f]+.*"));
    }

    @Test
    void staticsAreFoundByTheirPathAndThroughLocksAndLazyCells() {
        for (String name :
                List.of(
                        "FRAME_ALLOCATOR",
                        "frame_allocator::FRAME_ALLOCATOR",
                        "frames_rust::memory::frame_allocator::FRAME_ALLOCATOR")) {
            String text = text(name);
            assertTrue(text.startsWith("Lazy { state: 2, value: Some(Mutex(BitAllocNode {"), text);
        }
        assertEquals("u16", evaluate(serve, "FRAME_ALLOCATOR.value.0.bitset").typeName());
    }

    @Test
    void numbersMeetAsInRust() {
        assertEquals("3 u8", typed("1u8 + 2"));
        assertEquals("254 u8", typed("!1u8"));
        assertEquals("true bool", typed("self.id & 1 == 1"));
        assertEquals("false bool", typed("self.id == -1"));
        assertEquals("1 u16", typed("self.id as u16"));
        assertEquals("'a' char", typed("'a'"));
        assertEquals("97 unsigned char", typed("b'a'"));
        assertEquals("8 usize", typed("sizeof(Frame)"));
    }

    private static String typed(String expression) {
        ValueNode node = evaluate(serve, expression);
        return node.text() + " " + node.typeName();
    }

    @Test
    void fieldsOfEnumsCanBeChanged() {
        assertEquals(
                "4", driver.session().values().assign(serve, "request.pages", "4").join().text());
        assertEquals("Grow { pages: 4 }", text("request"));
        driver.session().values().assign(serve, "request.pages", "3").join();
    }
}
