package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The Goldfish real-time clock: nanoseconds since 1970, with one alarm. Its time is a fixed epoch
 * plus the machine's clock, so that equal runs see equal dates.
 */
public final class GoldfishRtc implements Device {
    private static final int TIME_LOW = 0x00; // reading it latches TIME_HIGH
    private static final int TIME_HIGH = 0x04;
    private static final int ALARM_LOW = 0x08; // writing it arms the alarm
    private static final int ALARM_HIGH = 0x0c;
    private static final int IRQ_ENABLED = 0x10;
    private static final int CLEAR_ALARM = 0x14;
    private static final int ALARM_STATUS = 0x18;
    private static final int CLEAR_INTERRUPT = 0x1c;
    private static final int SIZE = 0x24;

    private static final long LOW_HALF = 0xffff_ffffL;

    private final MachineClock clock;
    private final long epochNanos;
    private final InterruptLine line;

    /** What the guest has set the clock to, less what it would have been. */
    private long adjustment;

    private long latchedHigh;
    private long alarm;
    private boolean armed;
    private boolean irqEnabled;
    private boolean irqPending;

    /**
     * @param clock gives the time since power-on
     * @param epochNanos the date at power-on, in nanoseconds since 1970
     * @param line raised when the alarm goes off
     */
    public GoldfishRtc(MachineClock clock, long epochNanos, InterruptLine line) {
        this.clock = clock;
        this.epochNanos = epochNanos;
        this.line = line;
    }

    /**
     * The machine clock at which the alarm goes off, {@code Long.MAX_VALUE} while it is not set.
     */
    public long deadlineNanos() {
        long ahead = alarm - now();
        boolean ever = armed && Long.compareUnsigned(ahead, MachineClock.LATEST_EVENT) <= 0;
        return ever ? clock.nanos() + ahead : Long.MAX_VALUE;
    }

    /** Lets the alarm go off if its time has come. */
    public void clockAdvanced() {
        if (armed && Long.compareUnsigned(now(), alarm) >= 0) {
            armed = false;
            irqPending = true;
            updateLine();
        }
    }

    private long now() {
        return epochNanos + adjustment + clock.nanos();
    }

    @Override
    public boolean readIsPure(long offset) {
        return offset != TIME_LOW; // which latches the upper half
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        check(offset, bytes);
        long low = readWord((int) offset);
        return bytes == 8 ? low | readWord((int) offset + 4) << 32 : low;
    }

    private long readWord(int offset) {
        return switch (offset) {
            case TIME_LOW -> {
                long now = now();
                latchedHigh = now >>> 32;
                yield now & LOW_HALF;
            }
            case TIME_HIGH -> latchedHigh;
            case ALARM_LOW -> alarm & LOW_HALF;
            case ALARM_HIGH -> alarm >>> 32;
            case IRQ_ENABLED -> irqEnabled ? 1 : 0;
            case ALARM_STATUS -> armed ? 1 : 0;
            default -> 0;
        };
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        check(offset, bytes);
        writeWord((int) offset, value);
        if (bytes == 8) {
            writeWord((int) offset + 4, value >>> 32);
        }
    }

    private void writeWord(int offset, long value) {
        switch (offset) {
            case TIME_LOW -> adjustment += withLow(now(), value) - now();
            case TIME_HIGH -> adjustment += withHigh(now(), value) - now();
            case ALARM_LOW -> {
                alarm = withLow(alarm, value);
                armed = true;
                clockAdvanced();
            }
            case ALARM_HIGH -> alarm = withHigh(alarm, value);
            case IRQ_ENABLED -> {
                irqEnabled = (value & 1) != 0;
                updateLine();
            }
            case CLEAR_ALARM -> armed = false;
            case CLEAR_INTERRUPT -> {
                irqPending = false;
                updateLine();
            }
            default -> {
                // the remaining registers are read-only
            }
        }
    }

    private static void check(long offset, int bytes) throws BusError {
        if (bytes < 4 || offset + bytes > SIZE) {
            throw BusError.INSTANCE;
        }
    }

    private static long withLow(long number, long low) {
        return number & ~LOW_HALF | low & LOW_HALF;
    }

    private static long withHigh(long number, long high) {
        return number & LOW_HALF | high << 32;
    }

    private void updateLine() {
        line.set(irqPending && irqEnabled);
    }

    @Override
    public void reset() {
        adjustment = 0;
        latchedHigh = 0;
        alarm = 0;
        armed = false;
        irqEnabled = false;
        irqPending = false;
        updateLine();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(adjustment);
        out.writeLong(latchedHigh);
        out.writeLong(alarm);
        out.writeBoolean(armed);
        out.writeBoolean(irqEnabled);
        out.writeBoolean(irqPending);
    }

    @Override
    public void load(DataInput in) throws IOException {
        adjustment = in.readLong();
        latchedHigh = in.readLong();
        alarm = in.readLong();
        armed = in.readBoolean();
        irqEnabled = in.readBoolean();
        irqPending = in.readBoolean();
    }
}
