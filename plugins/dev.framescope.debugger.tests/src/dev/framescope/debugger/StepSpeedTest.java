package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Steps are there as soon as the key is released. */
class StepSpeedTest {
    private static final int STEPS = 61;
    private static final long LIMIT_NANOS = 5_000_000;

    @Test
    void stepOverALineWithTheStackReadTakesAtMostFiveMilliseconds() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().addTemporary(new BreakpointSpec.AtFunction("allocFrame"));
            driver.resume();
            long[] nanos = new long[STEPS];
            for (int i = 0; i < STEPS; i++) {
                long start = System.nanoTime();
                driver.over();
                driver.backtrace();
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            long median = nanos[STEPS / 2];
            assertTrue(median <= LIMIT_NANOS, "a step takes " + median + " ns");
        }
    }
}
