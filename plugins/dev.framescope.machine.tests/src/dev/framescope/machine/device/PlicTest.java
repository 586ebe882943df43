package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;

class PlicTest {
    private static final int PENDING = 0x1000;
    private static final int ENABLE = 0x2000;
    private static final int CONTEXT = 0x200000;
    private static final int CLAIM = 4;
    private static final int SUPERVISOR = 1;

    private final TestLine machine = new TestLine();
    private final TestLine supervisor = new TestLine();
    private final Plic plic = new Plic(machine, supervisor);

    private void enable(int source, int priority) throws BusError {
        plic.write(4L * source, 4, priority);
        long word = ENABLE + 0x80 * SUPERVISOR + source / 32 * 4;
        plic.write(word, 4, plic.read(word, 4) | 1L << source % 32);
    }

    private long claim() throws BusError {
        return plic.read(CONTEXT + 0x1000 * SUPERVISOR + CLAIM, 4);
    }

    private void complete(long source) throws BusError {
        plic.write(CONTEXT + 0x1000 * SUPERVISOR + CLAIM, 4, source);
    }

    private void setThreshold(long threshold) throws BusError {
        plic.write(CONTEXT + 0x1000 * SUPERVISOR, 4, threshold);
    }

    @Test
    void enabledSourceInterruptsItsContextOnly() throws BusError {
        enable(10, 1);
        plic.source(10).set(true);
        assertTrue(supervisor.level);
        assertFalse(machine.level);
        assertEquals(1 << 10, plic.read(PENDING, 4));
    }

    @Test
    void claimTakesTheRequestAndCompleteAllowsTheNext() throws BusError {
        enable(10, 1);
        plic.source(10).set(true);
        assertEquals(10, claim());
        assertFalse(supervisor.level);
        assertEquals(0, claim(), "claimed already");
        complete(10);
        assertFalse(supervisor.level, "the line is still high, but that is no request");
        plic.source(10).set(true);
        assertTrue(supervisor.level, "driven high again");
        assertEquals(10, claim());
        plic.source(10).set(true);
        assertEquals(0, claim(), "not before the completion");
        complete(10);
        assertTrue(supervisor.level, "the request that came meanwhile");
        assertEquals(10, claim());
    }

    @Test
    void highestPriorityIsClaimedFirstThenTheLowestNumber() throws BusError {
        enable(3, 2);
        enable(5, 7);
        enable(40, 7);
        for (int source : new int[] {3, 40, 5}) {
            plic.source(source).set(true);
        }
        assertEquals(5, claim());
        assertEquals(40, claim());
        assertEquals(3, claim());
        assertEquals(0, claim());
    }

    @Test
    void thresholdMasksPrioritiesUpToItself() throws BusError {
        enable(10, 3);
        setThreshold(3);
        plic.source(10).set(true);
        assertFalse(supervisor.level);
        assertEquals(0, claim());
        setThreshold(2);
        assertTrue(supervisor.level);
    }

    @Test
    void priorityZeroNeverInterrupts() throws BusError {
        enable(10, 0);
        plic.source(10).set(true);
        assertFalse(supervisor.level);
    }

    @Test
    void requestStaysPendingWhenItsDeviceWithdrawsIt() throws BusError {
        enable(10, 1);
        plic.source(10).set(true);
        plic.source(10).set(false);
        assertTrue(supervisor.level);
        assertEquals(10, claim());
        complete(10);
        assertFalse(supervisor.level);
    }

    @Test
    void registersKeepOnlyTheBitsThatExist() throws BusError {
        plic.write(0, 4, 5);
        assertEquals(0, plic.read(0, 4), "there is no source 0");
        plic.write(4 * 95, 4, 0xff);
        assertEquals(7, plic.read(4 * 95, 4));
        plic.write(4 * 96, 4, 7);
        assertEquals(0, plic.read(4 * 96, 4));
        for (int word = 0; word < 4; word++) {
            plic.write(ENABLE + 4L * word, 4, -1);
        }
        assertEquals(0xffff_ffffL, plic.read(ENABLE + 8, 4));
        assertEquals(0, plic.read(ENABLE + 12, 4), "source 95 is the last");
        plic.write(PENDING, 4, -1);
        assertEquals(0, plic.read(PENDING, 4), "read-only");
    }

    @Test
    void contextsThatDoNotExistReadZero() throws BusError {
        plic.write(ENABLE + 0x80 * 2, 4, -1);
        plic.write(CONTEXT + 0x1000 * 2, 4, 7);
        assertEquals(0, plic.read(ENABLE + 0x80 * 2, 4));
        assertEquals(0, plic.read(CONTEXT + 0x1000 * 2, 4));
        assertEquals(0, plic.read(CONTEXT + 0x1000 * 2 + CLAIM, 4));
    }

    @Test
    void takesAlignedWordsOnly() {
        assertThrows(BusError.class, () -> plic.read(0, 8));
        assertThrows(BusError.class, () -> plic.read(0, 1));
        assertThrows(BusError.class, () -> plic.write(2, 4, 0));
    }

    @Test
    void completingWhatWasNotClaimedChangesNothing() throws BusError {
        enable(10, 1);
        complete(10);
        complete(0);
        complete(97);
        complete(-1);
        assertEquals(0, claim());
    }

    @Test
    void hasNoSourceZero() {
        assertThrows(IllegalArgumentException.class, () -> plic.source(0));
        assertThrows(IllegalArgumentException.class, () -> plic.source(96));
    }

    @Test
    void resetForgetsTheConfiguration() throws BusError {
        enable(10, 1);
        plic.source(10).set(true);
        plic.reset();
        assertFalse(supervisor.level);
        assertEquals(0, plic.read(40, 4));
        assertEquals(0, plic.read(PENDING, 4), "no requests either");
    }
}
