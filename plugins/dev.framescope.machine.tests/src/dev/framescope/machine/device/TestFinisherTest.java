package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TestFinisherTest {
    private final List<String> requests = new ArrayList<>();
    private final TestFinisher finisher =
            new TestFinisher(
                    new PowerSwitch() {
                        @Override
                        public void powerOff(int code, String how) {
                            requests.add("off " + code + ", " + how);
                        }

                        @Override
                        public void reboot() {
                            requests.add("reboot");
                        }
                    });

    @Test
    void passPowersOffWithCodeZero() throws BusError {
        finisher.write(0, 4, 0x5555);
        assertEquals(List.of("off 0, test finisher: pass"), requests);
    }

    @Test
    void failGivesTheCodeInTheUpperHalf() throws BusError {
        finisher.write(0, 4, 0x3333 | 42 << 16);
        assertEquals(List.of("off 42, test finisher: fail"), requests);
    }

    @Test
    void failWithoutACodeIsCodeOne() throws BusError {
        finisher.write(0, 2, 0x3333);
        assertEquals(List.of("off 1, test finisher: fail"), requests);
    }

    @Test
    void resetRebootsTheMachine() throws BusError {
        finisher.write(0, 4, 0x7777);
        assertEquals(List.of("reboot"), requests);
    }

    @Test
    void anythingElseHasNoEffect() throws BusError {
        finisher.write(0, 4, 0x1234);
        finisher.write(4, 4, 0x5555);
        assertEquals(0, finisher.read(0, 4));
        assertEquals(List.of(), requests);
    }

    @Test
    void takesTwoAndFourByteAccessesOnly() {
        assertThrows(BusError.class, () -> finisher.write(0, 1, 0x55));
        assertThrows(BusError.class, () -> finisher.write(0, 8, 0x5555));
        assertThrows(BusError.class, () -> finisher.read(0, 8));
        assertEquals(List.of(), requests);
    }
}
