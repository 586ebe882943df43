package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntConsumer;

/**
 * The 16550A UART (National Semiconductor PC16550D). Sending takes no time; a FIFO that holds
 * characters below its trigger level reports a character timeout at once. The modem's lines never
 * change by themselves, so there are no modem status interrupts.
 */
public final class Uart16550 implements Device {
    private static final int REGISTERS = 8;
    private static final int RBR_THR_DLL = 0;
    private static final int IER_DLM = 1;
    private static final int IIR_FCR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private static final int IER_RECEIVED = 1;
    private static final int IER_TRANSMITTER_EMPTY = 1 << 1;
    private static final int IER_LINE_STATUS = 1 << 2;
    private static final int IER_MASK = 0xf;

    private static final int IIR_NONE = 0x1;
    private static final int IIR_TRANSMITTER_EMPTY = 0x2;
    private static final int IIR_RECEIVED = 0x4;
    private static final int IIR_LINE_STATUS = 0x6;
    private static final int IIR_TIMEOUT = 0xc;
    private static final int IIR_FIFOS = 0xc0;

    private static final int FCR_ENABLE = 1;
    private static final int FCR_CLEAR_RECEIVER = 1 << 1;
    private static final int FCR_KEPT = 0xc9;

    /** Received characters at which the interrupt comes, by bits 7:6 of FCR. */
    private static final int[] TRIGGER_LEVELS = {1, 4, 8, 14};

    private static final int LCR_8_BITS = 0b11;
    private static final int LCR_DLAB = 1 << 7;

    private static final int MCR_DTR = 1;
    private static final int MCR_RTS = 1 << 1;
    private static final int MCR_OUT1 = 1 << 2;
    private static final int MCR_OUT2 = 1 << 3;
    private static final int MCR_LOOPBACK = 1 << 4;
    private static final int MCR_MASK = 0x1f;

    private static final int LSR_DATA_READY = 1;
    private static final int LSR_OVERRUN = 1 << 1;
    private static final int LSR_TRANSMITTER_EMPTY = 1 << 5 | 1 << 6;

    private static final int MSR_CTS = 1 << 4;
    private static final int MSR_DSR = 1 << 5;
    private static final int MSR_RI = 1 << 6;
    private static final int MSR_DCD = 1 << 7;

    private static final int DEFAULT_DIVISOR = 12;
    private static final int FIFO_SIZE = 16;

    private final InterruptLine line;
    private final IntConsumer transmitted;

    private final byte[] fifo = new byte[FIFO_SIZE];
    private int fifoHead;
    private int fifoCount;
    private int ier;
    private int fcr;
    private int lcr;
    private int mcr;
    private int scr;
    private int divisor;
    private boolean overrun;
    private boolean transmitterEmptyPending;

    /**
     * @param line the interrupt
     * @param transmitted takes each byte sent, 0 to 255
     */
    public Uart16550(InterruptLine line, IntConsumer transmitted) {
        this.line = line;
        this.transmitted = transmitted;
        powerOn();
    }

    /** Sets it up as OpenSBI's driver does: 8 bits, FIFOs on, no interrupts, no modem lines. */
    public void setUpByFirmware() {
        ier = 0;
        lcr = LCR_8_BITS;
        fcr = FCR_ENABLE;
        mcr = 0;
        scr = 0;
    }

    /** Whether there is room for a received byte. */
    public boolean canReceive() {
        return (mcr & MCR_LOOPBACK) == 0 && fifoCount < capacity();
    }

    /** A byte arrives on the line; it overwrites the newest if there is no room. */
    public void receive(byte value) {
        if (fifoCount == capacity()) {
            overrun = true;
            fifoCount--;
        }
        fifo[(fifoHead + fifoCount) % FIFO_SIZE] = value;
        fifoCount++;
        updateLine();
    }

    /**
     * Takes the oldest received byte, 0 to 255, as firmware does that polls; -1 if there is none.
     */
    public int takeReceived() {
        return fifoCount == 0 ? -1 : readReceived();
    }

    private int capacity() {
        return fifosEnabled() ? FIFO_SIZE : 1;
    }

    private boolean fifosEnabled() {
        return (fcr & FCR_ENABLE) != 0;
    }

    private boolean divisorLatch() {
        return (lcr & LCR_DLAB) != 0;
    }

    @Override
    public boolean readIsPure(long offset) {
        return switch ((int) offset) {
            case RBR_THR_DLL -> divisorLatch();
            case IIR_FCR -> false;
            case LSR -> !overrun;
            default -> true;
        };
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        check(offset);
        return switch ((int) offset) {
            case RBR_THR_DLL -> divisorLatch() ? divisor & 0xff : readReceived();
            case IER_DLM -> divisorLatch() ? divisor >> 8 : ier;
            case IIR_FCR -> readInterruptIdentification();
            case LCR -> lcr;
            case MCR -> mcr;
            case LSR -> readLineStatus();
            case MSR -> modemStatus();
            default -> scr;
        };
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        check(offset);
        int data = (int) value & 0xff;
        switch ((int) offset) {
            case RBR_THR_DLL -> {
                if (divisorLatch()) {
                    divisor = divisor & 0xff00 | data;
                } else {
                    transmit(data);
                    updateLine();
                }
            }
            case IER_DLM -> {
                if (divisorLatch()) {
                    divisor = divisor & 0xff | data << 8;
                } else {
                    writeInterruptEnable(data);
                }
            }
            case IIR_FCR -> {
                writeFifoControl(data);
                updateLine();
            }
            case LCR -> lcr = data;
            case MCR -> mcr = data & MCR_MASK;
            case SCR -> scr = data;
            default -> {
                // the status registers are read-only
            }
        }
    }

    private static void check(long offset) throws BusError {
        if (offset >= REGISTERS) {
            throw BusError.INSTANCE;
        }
    }

    private int readReceived() {
        if (fifoCount == 0) {
            updateLine();
            return 0;
        }
        int value = fifo[fifoHead] & 0xff;
        fifoHead = (fifoHead + 1) % FIFO_SIZE;
        fifoCount--;
        updateLine();
        return value;
    }

    private void transmit(int data) {
        transmitterEmptyPending = true;
        if ((mcr & MCR_LOOPBACK) != 0) {
            receive((byte) data);
        } else {
            transmitted.accept(data);
        }
    }

    private void writeInterruptEnable(int data) {
        int changed = (data ^ ier) & IER_MASK;
        ier = data & IER_MASK;
        if ((changed & ier & IER_TRANSMITTER_EMPTY) != 0) {
            transmitterEmptyPending = true;
        }
        if (changed != 0) {
            updateLine();
        }
    }

    private void writeFifoControl(int data) {
        boolean switched = ((data ^ fcr) & FCR_ENABLE) != 0;
        if (switched || (data & FCR_CLEAR_RECEIVER) != 0) {
            fifoCount = 0;
        }
        fcr = (data & FCR_ENABLE) != 0 ? data & FCR_KEPT : 0;
    }

    /** The lines of a modem that is always ready, or in loopback what MCR drives. */
    private int modemStatus() {
        if ((mcr & MCR_LOOPBACK) == 0) {
            return MSR_CTS | MSR_DSR | MSR_DCD;
        }
        return ((mcr & MCR_RTS) != 0 ? MSR_CTS : 0)
                | ((mcr & MCR_DTR) != 0 ? MSR_DSR : 0)
                | ((mcr & MCR_OUT1) != 0 ? MSR_RI : 0)
                | ((mcr & MCR_OUT2) != 0 ? MSR_DCD : 0);
    }

    private int readLineStatus() {
        int status = LSR_TRANSMITTER_EMPTY;
        if (fifoCount > 0) {
            status |= LSR_DATA_READY;
        }
        if (overrun) {
            status |= LSR_OVERRUN;
            overrun = false;
            updateLine();
        }
        return status;
    }

    private int readInterruptIdentification() {
        int identification = interruptIdentification();
        if (identification == IIR_TRANSMITTER_EMPTY) {
            transmitterEmptyPending = false;
            updateLine();
        }
        return identification | (fifosEnabled() ? IIR_FIFOS : 0);
    }

    /** The pending interrupt of the highest priority. */
    private int interruptIdentification() {
        if ((ier & IER_LINE_STATUS) != 0 && overrun) {
            return IIR_LINE_STATUS;
        }
        if ((ier & IER_RECEIVED) != 0 && fifoCount > 0) {
            int trigger = fifosEnabled() ? TRIGGER_LEVELS[fcr >> 6] : 1;
            return fifoCount >= trigger ? IIR_RECEIVED : IIR_TIMEOUT;
        }
        if ((ier & IER_TRANSMITTER_EMPTY) != 0 && transmitterEmptyPending) {
            return IIR_TRANSMITTER_EMPTY;
        }
        return IIR_NONE;
    }

    private void updateLine() {
        line.set(interruptIdentification() != IIR_NONE);
    }

    @Override
    public void reset() {
        powerOn();
        updateLine();
    }

    private void powerOn() {
        fifoHead = 0;
        fifoCount = 0;
        ier = 0;
        fcr = 0;
        lcr = 0;
        mcr = MCR_OUT2;
        scr = 0;
        divisor = DEFAULT_DIVISOR;
        overrun = false;
        transmitterEmptyPending = false;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(fifoCount);
        for (int i = 0; i < fifoCount; i++) {
            out.writeByte(fifo[(fifoHead + i) % FIFO_SIZE]);
        }
        out.writeInt(ier);
        out.writeInt(fcr);
        out.writeInt(lcr);
        out.writeInt(mcr);
        out.writeInt(scr);
        out.writeInt(divisor);
        out.writeBoolean(overrun);
        out.writeBoolean(transmitterEmptyPending);
    }

    @Override
    public void load(DataInput in) throws IOException {
        fifoHead = 0;
        fifoCount = in.readInt();
        in.readFully(fifo, 0, fifoCount);
        ier = in.readInt();
        fcr = in.readInt();
        lcr = in.readInt();
        mcr = in.readInt();
        scr = in.readInt();
        divisor = in.readInt();
        overrun = in.readBoolean();
        transmitterEmptyPending = in.readBoolean();
    }
}
