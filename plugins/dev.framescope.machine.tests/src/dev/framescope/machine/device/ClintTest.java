package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

class ClintTest {
    private static final int MTIMECMP = 0x4000;
    private static final int MTIME = 0xbff8;

    private final TestClock clock = new TestClock();
    private final Map<Integer, Boolean> software = new TreeMap<>();
    private int timerChanges;

    private final Clint clint =
            new Clint(
                    2,
                    clock,
                    new Clint.Listener() {
                        @Override
                        public void softwareInterrupt(int hart, boolean level) {
                            software.put(hart, level);
                        }

                        @Override
                        public void timerChanged() {
                            timerChanges++;
                        }
                    });

    @Test
    void msipDrivesTheSoftwareInterruptOfItsHart() throws BusError {
        clint.write(4, 4, 0xffff_ffffL);
        assertEquals(1, clint.read(4, 4));
        assertEquals(0, clint.read(0, 4));
        assertEquals(Map.of(1, true), software);
        clint.write(4, 4, 0);
        assertEquals(Map.of(1, false), software);
    }

    @Test
    void mtimeTicksEveryHundredNanoseconds() throws BusError {
        clock.nanos = 12_399;
        assertEquals(123, clint.read(MTIME, 8));
        assertEquals(123, clint.read(MTIME, 4));
        assertEquals(0, clint.read(MTIME + 4, 4));
    }

    @Test
    void mtimeCanBeSetAndGoesOnFromThere() throws BusError {
        clock.nanos = 5_000;
        clint.write(MTIME, 8, 0x1_0000_0000L);
        clock.nanos = 5_200;
        assertEquals(0x1_0000_0002L, clint.mtime());
        clint.write(MTIME + 4, 4, 7);
        assertEquals(0x7_0000_0002L, clint.mtime());
        assertEquals(2, timerChanges);
    }

    @Test
    void mtimecmpIsWrittenWholeOrInHalves() throws BusError {
        assertEquals(0, clint.timerDeadline(1), "gone off at power-on");
        clint.write(MTIMECMP + 8, 4, 0x1111_2222L);
        clint.write(MTIMECMP + 12, 4, 0x3333_4444L);
        assertEquals(0x3333_4444_1111_2222L, clint.timerDeadline(1));
        assertEquals(0x3333_4444L, clint.read(MTIMECMP + 12, 4));
        clint.write(MTIMECMP, 8, 99);
        assertEquals(99, clint.timerDeadline(0));
        assertEquals(99, clint.read(MTIMECMP, 8));
        assertEquals(3, timerChanges);
    }

    @Test
    void nanosAtGivesTheFirstNanosecondOfTheTick() throws BusError {
        assertEquals(1_000, clint.nanosAt(10, 0));
        assertEquals(1_000, clint.nanosAt(10, 950));
        assertEquals(1_050, clint.nanosAt(10, 1_050), "reached already");
        assertEquals(Long.MAX_VALUE, clint.nanosAt(-1, 0), "never");
        clint.write(MTIME, 8, 1_000);
        assertEquals(500, clint.nanosAt(1_005, 0));
        assertEquals(0, clint.nanosAt(10, 0), "reached already");
    }

    @Test
    void registersOfHartsThatDoNotExistReadZero() throws BusError {
        clint.write(8, 4, 1);
        clint.write(MTIMECMP + 16, 8, 5);
        assertEquals(0, clint.read(8, 4));
        assertEquals(0, clint.read(MTIMECMP + 16, 8));
        assertEquals(Map.of(), software);
    }

    @Test
    void otherSizesAndAddressesAreBusErrors() {
        assertThrows(BusError.class, () -> clint.read(0, 8));
        assertThrows(BusError.class, () -> clint.read(0, 1));
        assertThrows(BusError.class, () -> clint.read(MTIME, 2));
        assertThrows(BusError.class, () -> clint.read(0xc000, 4));
        assertThrows(BusError.class, () -> clint.write(0xc000, 8, 0));
    }

    @Test
    void resetIsThePowerOnState() throws BusError {
        clint.write(0, 4, 1);
        clint.write(MTIMECMP, 8, 5);
        clint.write(MTIME, 8, 5);
        clint.reset();
        assertEquals(false, software.get(0));
        assertEquals(0, clint.timerDeadline(0));
        assertEquals(0, clint.mtime());
        clint.disarmTimers();
        assertEquals(-1, clint.timerDeadline(0));
    }
}
