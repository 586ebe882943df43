package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;

class Uart16550Test {
    private static final int RBR_THR = 0;
    private static final int IER = 1;
    private static final int IIR_FCR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private final TestLine line = new TestLine();
    private final StringBuilder sent = new StringBuilder();
    private final Uart16550 uart = new Uart16550(line, value -> sent.append((char) value));

    private void write(int register, int value) throws BusError {
        uart.write(register, 1, value);
    }

    private int read(int register) throws BusError {
        return (int) uart.read(register, 1);
    }

    private void type(String text) {
        text.chars().forEach(each -> uart.receive((byte) each));
    }

    @Test
    void sendsAtOnceAndIsAlwaysReady() throws BusError {
        write(RBR_THR, 'o');
        write(RBR_THR, 'k');
        assertEquals("ok", sent.toString());
        assertEquals(0x60, read(LSR));
    }

    @Test
    void widerAccessesReachTheRegisterAtTheirAddress() throws BusError {
        uart.write(RBR_THR, 4, 0x1234_5600 | 'x');
        assertEquals("x", sent.toString());
        assertEquals(0x60, uart.read(LSR, 1));
    }

    @Test
    void withoutFifosItHoldsOneCharacter() throws BusError {
        assertTrue(uart.canReceive());
        type("a");
        assertFalse(uart.canReceive());
        assertEquals(0x61, read(LSR));
        assertEquals('a', read(RBR_THR));
        assertEquals(0x60, read(LSR));
        assertEquals(0, read(RBR_THR), "nothing there");
    }

    @Test
    void overrunIsReportedOnce() throws BusError {
        type("ab");
        assertEquals(0x63, read(LSR));
        assertEquals(0x61, read(LSR));
        assertEquals('b', read(RBR_THR));
    }

    @Test
    void fifoHoldsSixteenCharactersInOrder() throws BusError {
        write(IIR_FCR, 1);
        type("0123456789abcdef");
        assertFalse(uart.canReceive());
        for (char expected : "0123456789abcdef".toCharArray()) {
            assertEquals(expected, read(RBR_THR));
        }
        assertTrue(uart.canReceive());
    }

    @Test
    void fifoCanBeCleared() throws BusError {
        write(IIR_FCR, 1);
        type("abc");
        write(IIR_FCR, 3);
        assertEquals(0x60, read(LSR));
    }

    @Test
    void receivedDataInterruptsWhenEnabledAndGoesWhenRead() throws BusError {
        type("a");
        assertFalse(line.level);
        assertEquals(1, read(IIR_FCR), "nothing pending");
        write(IER, 1);
        assertTrue(line.level);
        assertEquals(4, read(IIR_FCR));
        read(RBR_THR);
        assertFalse(line.level);
    }

    @Test
    void belowTheTriggerLevelTheInterruptIsATimeout() throws BusError {
        write(IER, 1);
        write(IIR_FCR, 0x41); // 4 characters
        type("abc");
        assertTrue(line.level);
        assertEquals(0xcc, read(IIR_FCR));
        type("d");
        assertEquals(0xc4, read(IIR_FCR));
    }

    @Test
    void emptyTransmitterInterruptsUntilItsIdentificationIsRead() throws BusError {
        write(IER, 2);
        assertTrue(line.level);
        assertEquals(2, read(IIR_FCR));
        assertFalse(line.level);
        assertEquals(1, read(IIR_FCR));
        write(RBR_THR, 'x');
        assertTrue(line.level);
    }

    @Test
    void identificationNamesTheHighestPriorityFirst() throws BusError {
        write(IER, 0xf);
        type("ab");
        assertEquals(6, read(IIR_FCR), "overrun");
        read(LSR);
        assertEquals(4, read(IIR_FCR), "received");
        read(RBR_THR);
        assertEquals(2, read(IIR_FCR), "transmitter empty");
        assertEquals(1, read(IIR_FCR));
    }

    @Test
    void divisorLatchHidesDataAndInterruptEnable() throws BusError {
        write(LCR, 0x83);
        write(RBR_THR, 0x34);
        write(IER, 0x12);
        assertEquals(0x34, read(RBR_THR));
        assertEquals(0x12, read(IER));
        write(LCR, 0x03);
        assertEquals(0, read(IER));
        assertEquals("", sent.toString());
    }

    @Test
    void loopbackReturnsWhatIsSentAndTheModemLines() throws BusError {
        write(MCR, 0x1b);
        assertEquals(0xb0, read(MSR));
        write(RBR_THR, 'z');
        assertEquals('z', read(RBR_THR));
        assertEquals("", sent.toString());
        assertFalse(uart.canReceive());
    }

    @Test
    void modemIsAlwaysReady() throws BusError {
        assertEquals(0xb0, read(MSR));
        write(IER, 8);
        assertFalse(line.level);
    }

    @Test
    void scratchRegisterKeepsAByte() throws BusError {
        write(SCR, 0x1a5);
        assertEquals(0xa5, read(SCR));
    }

    @Test
    void nothingAnswersBehindTheRegisters() {
        assertThrows(BusError.class, () -> read(8));
        assertThrows(BusError.class, () -> write(0xff, 0));
    }

    @Test
    void resetIsThePowerOnState() throws BusError {
        write(IER, 0xf);
        write(IIR_FCR, 1);
        type("abc");
        uart.reset();
        assertFalse(line.level);
        assertEquals(0, read(IER));
        assertEquals(1, read(IIR_FCR));
        assertEquals(0x60, read(LSR));
    }

    @Test
    void firmwareTurnsTheFifosOn() throws BusError {
        uart.setUpByFirmware();
        type("ab");
        assertEquals(0xc1, read(IIR_FCR));
        assertEquals(3, read(LCR));
        assertEquals('a', uart.takeReceived());
        assertEquals('b', uart.takeReceived());
        assertEquals(-1, uart.takeReceived());
    }
}
