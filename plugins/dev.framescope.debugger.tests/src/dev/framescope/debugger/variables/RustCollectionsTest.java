package dev.framescope.debugger.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.testing.Samples;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Collections and trait objects of the Rust sample, optimized and not. */
class RustCollectionsTest {
    private static final FrameId RUN = new FrameId(0, 0);
    private static final String CONSOLE = "&mut frames_rust::console::Console";

    static Stream<Path> builds() {
        return Stream.of(Samples.framesRustDebugElf(), Samples.framesRustReleaseElf());
    }

    /** Stops where the first of 32 requests has been taken from their queue. */
    private static SessionDriver stopWithRequests(Path build) throws Exception {
        SessionDriver driver = SessionDriver.start(build);
        driver.session().add(new BreakpointSpec.AtLine("workload.rs", 155));
        driver.resume();
        return driver;
    }

    private static ValueNode evaluate(SessionDriver driver, String expression) {
        return driver.session().values().evaluate(RUN, expression).join();
    }

    private static String text(SessionDriver driver, String expression) {
        return evaluate(driver, expression).text();
    }

    private static void set(SessionDriver driver, String target, String value) {
        driver.session().values().assign(RUN, target, value).join();
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aDequeIsShownAsItsElementsInTheirOrder(Path build) throws Exception {
        try (SessionDriver driver = stopWithRequests(build)) {
            ValueNode requests = evaluate(driver, "requests");
            String start =
                    "[Store { value: 0xc0de0000, page: 0 }, Shrink(0), Rest, Grow { pages: 4 }, ";
            assertTrue(requests.text().startsWith(start), requests.text());
            assertEquals(31 + 1, requests.childCount());
            assertEquals("Store { value: 0xc0de0001, page: 2 }", text(driver, "requests[4]"));
            List<ValueNode> children = driver.session().values().children(requests, 30, 5).join();
            assertEquals("[30] = Rest", children.getFirst().toString());
            assertEquals("[raw]", children.getLast().name());
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aDequeGoesOnAtTheStartOfItsBuffer(Path build) throws Exception {
        try (SessionDriver driver = stopWithRequests(build)) {
            String buffer = "requests.buf.ptr.pointer.pointer";
            String last = "*(" + buffer + " + 63)";
            set(driver, "requests.head", "2");
            set(driver, "requests.tail", "63");
            assertEquals(3 + 1, evaluate(driver, "requests").childCount());
            assertEquals("Grow { pages: 3 }", text(driver, "requests[1]"));
            assertEquals("Store { value: 0xc0de0000, page: 0 }", text(driver, "requests[2]"));
            assertEquals(text(driver, "&" + last), text(driver, "&requests[0]"));
            assertEquals(text(driver, "&" + buffer + "[1]"), text(driver, "&requests[2]"));
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aDequeThatCannotBeIsShownAsItIs(Path build) throws Exception {
        try (SessionDriver driver = stopWithRequests(build)) {
            set(driver, "requests.tail", "64");
            String text = text(driver, "requests");
            assertTrue(text.startsWith("VecDeque { tail: 64, head: 32, buf: "), text);
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aTraitObjectIsShownAsTheTypeOfItsVtable(Path build) throws Exception {
        try (SessionDriver driver = stopWithRequests(build)) {
            String vtable = "<" + CONSOLE + " as core::fmt::Write>::{vtable}";
            Location place =
                    driver.session()
                            .kernel()
                            .symbols()
                            .variables(vtable)
                            .getFirst()
                            .locate(LocationContext.NONE);
            long address = ((Location.Memory) place).address();
            String words = "(*(($sp - 0x400) as *mut [usize; 2]))";
            set(driver, words + "[0]", "$sp");
            set(driver, words + "[1]", Long.toString(address));
            String object = "(($sp - 0x420) as *const core::fmt::Formatter).buf";
            String text = text(driver, object);
            assertTrue(text.startsWith("&&"), text);
            assertTrue(text.endsWith(" <" + CONSOLE + ">"), text);
            set(driver, words + "[1]", Long.toString(address + Long.BYTES));
            assertTrue(text(driver, object).startsWith("Write { pointer: "), text(driver, object));
        }
    }
}
