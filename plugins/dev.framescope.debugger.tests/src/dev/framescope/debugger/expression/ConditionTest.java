package dev.framescope.debugger.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** Conditions and log messages, evaluated while the C sample runs. */
class ConditionTest {
    private static final int PAGE_SIZE = 4096;

    private SessionDriver driver;

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.sample();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private DebugSession session() {
        return driver.session();
    }

    /** The instruction at which the loop of allocFrame clears a byte. */
    private long clearingLoop() throws Exception {
        List<String> lines = Files.readAllLines(Samples.framesC().resolve("kernel/memory.c"));
        int line = 1;
        while (!lines.get(line - 1).contains("start[i] = 0")) {
            line++;
        }
        return session().kernel().symbols().addressesOf("memory.c", line).get(0);
    }

    /** How often a condition is true of the bytes that the kernel clears in two page frames. */
    private int timesTrue(String text) throws Exception {
        Condition condition = session().expressions().condition(text);
        int[] seen = new int[2];
        AtomicReference<ExpressionException> problem = new AtomicReference<>();
        session()
                .machine()
                .addCodePoint(
                        session().codeLocation(clearingLoop()),
                        (hart, machine) -> {
                            try {
                                seen[0]++;
                                seen[1] += condition.holds(hart, machine) ? 1 : 0;
                                return seen[0] == 2 * PAGE_SIZE;
                            } catch (ExpressionException e) {
                                problem.set(e);
                                return true;
                            }
                        });
        driver.resume();
        assertEquals(null, problem.get());
        assertEquals(2 * PAGE_SIZE, seen[0]);
        return seen[1];
    }

    @Test
    void onALocalVariableIsEvaluatedWithItsValueEachTime() throws Exception {
        assertEquals(2, timesTrue("i == 4095"));
        assertEquals(0, timesTrue("i == 4096"));
    }

    @Test
    void onARegisterIsEvaluatedWithItsValueEachTime() throws Exception {
        // The loop compares its index in a4.
        assertEquals(2, timesTrue("$a4 == 7"));
        assertEquals(2 * PAGE_SIZE, timesTrue("$a4 == i"));
    }

    @Test
    void onFieldsOfGlobalsIsEvaluatedWithTheirValuesEachTime() throws Exception {
        assertEquals(200, timesTrue("i < 100 && frameAllocator.startPpn > 0x80200"));
        assertEquals(0, timesTrue("i < 100 && frameAllocator.startPpn < 0x80200"));
    }

    @Test
    void saysAtOnceThatATextIsNoExpression() {
        ExpressionException e =
                assertThrows(
                        ExpressionException.class,
                        () -> session().expressions().condition("i == "));
        assertEquals("the expression is not complete", e.getMessage());
        assertEquals(5, e.position());
    }

    @Test
    void holdsWhereItIsTrueAndTellsWhichNameIsUnknownWhereItIsAsked() throws Exception {
        Condition second = session().expressions().condition("startAddr == 0x8022b000 + 4096");
        Condition unknown = session().expressions().condition("stratAddr == 0");
        List<Boolean> held = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        long entry =
                driver.breakAt("deallocFrame")
                        .locations()
                        .get(0)
                        .code()
                        .linkAddress()
                        .orElseThrow();
        session().breakpoints().forEach(session()::remove);
        session()
                .machine()
                .addCodePoint(
                        session().codeLocation(entry),
                        (hart, machine) -> {
                            try {
                                held.add(second.holds(hart, machine));
                                unknown.holds(hart, machine);
                            } catch (ExpressionException e) {
                                problems.add(e.getMessage());
                            }
                            return held.size() == 3;
                        });
        driver.resume();
        assertEquals(List.of(false, true, false), held);
        assertEquals("no variable 'stratAddr'; did you mean 'startAddr'?", problems.get(0));
    }

    @Test
    void logMessagesShowValuesInBraces() throws Exception {
        LogMessage message =
                session()
                        .expressions()
                        .logMessage("{{{startAddr}}} = {startAddr,d} at {$pc}, {nothing}");
        driver.breakAt("deallocFrame");
        driver.resume();
        String text =
                session()
                        .machine()
                        .inspect(machine -> message.render(machine.hart(0), machine))
                        .join();
        assertEquals(
                "{0x8022b000} = 2149756928 at 0x"
                        + Long.toHexString(driver.pc())
                        + " <deallocFrame+0xc>, <no variable 'nothing'>",
                text);
    }

    @Test
    void logMessagesSayWhichBraceIsNotClosed() {
        ExpressionException e =
                assertThrows(
                        ExpressionException.class,
                        () -> session().expressions().logMessage("frame {frame"));
        assertEquals(6, e.position());
    }

    @Test
    void whatIsWatchedHasAPlaceAndDescribesItsBytes() throws Exception {
        driver.breakAt("deallocFrame");
        driver.resume();
        WatchedValue watched = watched("frameAllocator.startPpn");
        long address = session().kernel().symbols().symbolAddress("frameAllocator").orElseThrow();
        assertEquals(new ValuePlace.Memory(address, 8), watched.place());
        assertEquals("3", watched.describe(new byte[] {3, 0, 0, 0, 0, 0, 0, 0}, 0));
        assertEquals("03 04 at byte 2", watched.describe(new byte[] {3, 4}, 2));
        assertTrue(
                watched("*(int *)phys(0x80200000)").place() instanceof ValuePlace.PhysicalMemory);
        ExpressionException e = assertThrows(ExpressionException.class, () -> watched("$a0"));
        assertEquals(
                "only what is in memory can be watched; '$a0' is in register a0", e.getMessage());
    }

    private WatchedValue watched(String text) throws Exception {
        try {
            return session()
                    .machine()
                    .inspect(
                            machine -> {
                                try {
                                    return session()
                                            .expressions()
                                            .watched(text, machine.hart(0), machine);
                                } catch (ExpressionException e) {
                                    throw new CompletionException(e);
                                }
                            })
                    .join();
        } catch (CompletionException e) {
            throw (ExpressionException) e.getCause();
        }
    }
}
