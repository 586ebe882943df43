package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;

class GoldfishRtcTest {
    private static final int TIME_LOW = 0;
    private static final int TIME_HIGH = 4;
    private static final int ALARM_LOW = 8;
    private static final int ALARM_HIGH = 12;
    private static final int IRQ_ENABLED = 16;
    private static final int CLEAR_ALARM = 20;
    private static final int ALARM_STATUS = 24;
    private static final int CLEAR_INTERRUPT = 28;

    private static final long EPOCH = 0x1234_5678_9abc_def0L;

    private final TestClock clock = new TestClock();
    private final TestLine line = new TestLine();
    private final GoldfishRtc rtc = new GoldfishRtc(clock, EPOCH, line);

    private long time() throws BusError {
        long low = rtc.read(TIME_LOW, 4);
        return rtc.read(TIME_HIGH, 4) << 32 | low;
    }

    private void setAlarm(long time) throws BusError {
        rtc.write(ALARM_HIGH, 4, time >>> 32);
        rtc.write(ALARM_LOW, 4, time & 0xffff_ffffL);
    }

    @Test
    void tellsTheEpochPlusTheMachinesClock() throws BusError {
        assertEquals(EPOCH, time());
        clock.nanos = 5_000_000_000L;
        assertEquals(EPOCH + 5_000_000_000L, time());
    }

    @Test
    void readingTheLowHalfLatchesTheHighHalf() throws BusError {
        rtc.read(TIME_LOW, 4);
        clock.nanos = 1L << 33;
        assertEquals(EPOCH >>> 32, rtc.read(TIME_HIGH, 4));
    }

    @Test
    void canBeSetByTheGuest() throws BusError {
        rtc.write(TIME_HIGH, 4, 7);
        rtc.write(TIME_LOW, 4, 9);
        clock.nanos = 100;
        assertEquals((7L << 32) + 109, time());
    }

    @Test
    void alarmGoesOffWhenItsTimeHasCome() throws BusError {
        rtc.write(IRQ_ENABLED, 4, 1);
        setAlarm(EPOCH + 1000);
        assertEquals(1000, rtc.deadlineNanos());
        assertEquals(1, rtc.read(ALARM_STATUS, 4));

        clock.nanos = 999;
        rtc.clockAdvanced();
        assertFalse(line.level);

        clock.nanos = 1000;
        rtc.clockAdvanced();
        assertTrue(line.level);
        assertEquals(0, rtc.read(ALARM_STATUS, 4));
        assertEquals(Long.MAX_VALUE, rtc.deadlineNanos());
    }

    @Test
    void alarmInThePastGoesOffAtOnce() throws BusError {
        rtc.write(IRQ_ENABLED, 4, 1);
        setAlarm(EPOCH - 1);
        assertTrue(line.level);
    }

    @Test
    void alarmCenturiesAheadNeverGoesOff() throws BusError {
        setAlarm(-1);
        assertEquals(Long.MAX_VALUE, rtc.deadlineNanos());
    }

    @Test
    void interruptStaysUntilItIsCleared() throws BusError {
        rtc.write(IRQ_ENABLED, 4, 1);
        setAlarm(EPOCH);
        rtc.write(CLEAR_INTERRUPT, 4, 1);
        assertFalse(line.level);
    }

    @Test
    void clearedAlarmDoesNotGoOff() throws BusError {
        rtc.write(IRQ_ENABLED, 4, 1);
        setAlarm(EPOCH + 1000);
        rtc.write(CLEAR_ALARM, 4, 1);
        clock.nanos = 2000;
        rtc.clockAdvanced();
        assertFalse(line.level);
    }

    @Test
    void disabledInterruptDoesNotRaiseTheLine() throws BusError {
        setAlarm(EPOCH);
        assertFalse(line.level);
        rtc.write(IRQ_ENABLED, 4, 1);
        assertTrue(line.level);
        rtc.reset();
        assertFalse(line.level);
    }

    @Test
    void takesWordsWithinItsRegistersOnly() throws BusError {
        assertEquals(EPOCH, rtc.read(TIME_LOW, 8), "two words at once");
        assertThrows(BusError.class, () -> rtc.read(0x20, 8));
        assertThrows(BusError.class, () -> rtc.read(TIME_LOW, 1));
        assertThrows(BusError.class, () -> rtc.write(0x24, 4, 0));
    }
}
