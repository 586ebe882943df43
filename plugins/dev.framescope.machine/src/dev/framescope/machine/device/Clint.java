package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * SiFive's core-local interruptor: software interrupts and timers of the harts (RISC-V ACLINT
 * specification, MSWI and MTIMER).
 */
public final class Clint implements Device {
    /** Below it are the MSIP registers, from 0, 4 bytes a hart; here 8 bytes a hart. */
    private static final int MTIMECMP = 0x4000;

    private static final int MTIME = 0xbff8;
    private static final int END = 0xc000;

    /** Where the interrupts go. */
    public interface Listener {
        /** Drives the machine software interrupt line of a hart. */
        void softwareInterrupt(int hart, boolean level);

        /** {@link #timerDeadline} of some hart has changed, or time itself has. */
        void timerChanged();
    }

    private final MachineClock clock;
    private final Listener listener;
    private final boolean[] msip;
    private final long[] mtimecmp;

    /** What the guest has set mtime to, less what it would have been. */
    private long adjustment;

    public Clint(int harts, MachineClock clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        msip = new boolean[harts];
        mtimecmp = new long[harts];
    }

    /** {@code mtime} in ticks of 100 ns. */
    public long mtime() {
        return mtimeAt(clock.nanos());
    }

    /** {@code mtime} at some time of the machine's clock. */
    public long mtimeAt(long nanos) {
        return nanos / MachineClock.NANOS_PER_TICK + adjustment;
    }

    /**
     * When {@code mtime} will reach a value, on the machine's clock in nanoseconds.
     *
     * @param ticks the value, unsigned
     * @param now the machine's clock
     * @return {@code now} if it has been reached, {@code Long.MAX_VALUE} if it is centuries ahead
     */
    public long nanosAt(long ticks, long now) {
        long mtime = mtimeAt(now);
        if (Long.compareUnsigned(mtime, ticks) >= 0) {
            return now;
        }
        long ticksAhead = ticks - mtime;
        long nowTicks = now / MachineClock.NANOS_PER_TICK;
        long latest = MachineClock.LATEST_EVENT / MachineClock.NANOS_PER_TICK - nowTicks;
        if (Long.compareUnsigned(ticksAhead, latest) > 0) {
            return Long.MAX_VALUE;
        }
        return (nowTicks + ticksAhead) * MachineClock.NANOS_PER_TICK;
    }

    /** {@code mtimecmp} of a hart: its timer interrupt is pending while mtime is not below. */
    public long timerDeadline(int hart) {
        return mtimecmp[hart];
    }

    /** Sets all timers to never, as firmware does; at power-on they are 0, and so have gone off. */
    public void disarmTimers() {
        Arrays.fill(mtimecmp, -1);
        listener.timerChanged();
    }

    /** Drives the software interrupt lines of all harts as their registers stand. */
    public void updateSoftwareInterrupts() {
        for (int hart = 0; hart < msip.length; hart++) {
            listener.softwareInterrupt(hart, msip[hart]);
        }
    }

    @Override
    public boolean readIsPure(long offset) {
        return true;
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        check(offset, bytes);
        if (offset < MTIMECMP) {
            int hart = (int) offset / 4;
            return hart < msip.length && msip[hart] ? 1 : 0;
        }
        return part(register(offset), offset, bytes);
    }

    private long register(long offset) {
        int hart = (int) (offset - MTIMECMP) / 8;
        if (hart < mtimecmp.length) {
            return mtimecmp[hart];
        }
        return (offset & ~7) == MTIME ? mtime() : 0;
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        check(offset, bytes);
        if (offset < MTIMECMP) {
            writeMsip((int) offset / 4, (value & 1) != 0);
            return;
        }
        long merged = merge(register(offset), offset, bytes, value);
        int hart = (int) (offset - MTIMECMP) / 8;
        if (hart < mtimecmp.length) {
            mtimecmp[hart] = merged;
            listener.timerChanged();
        } else if ((offset & ~7) == MTIME) {
            adjustment += merged - mtime();
            listener.timerChanged();
        }
    }

    private void writeMsip(int hart, boolean level) {
        if (hart < msip.length) {
            msip[hart] = level;
            listener.softwareInterrupt(hart, level);
        }
    }

    private static void check(long offset, int bytes) throws BusError {
        boolean sizeFits = bytes == 4 || bytes == 8 && offset >= MTIMECMP;
        if (!sizeFits || offset >= END || (offset & (bytes - 1)) != 0) {
            throw BusError.INSTANCE;
        }
    }

    private static long part(long register, long offset, int bytes) {
        return bytes == 8 ? register : register >>> 8 * (offset & 4) & 0xffff_ffffL;
    }

    private static long merge(long register, long offset, int bytes, long value) {
        if (bytes == 8) {
            return value;
        }
        long mask = 0xffff_ffffL << 8 * (offset & 4);
        return register & ~mask | value << 8 * (offset & 4) & mask;
    }

    @Override
    public void reset() {
        adjustment = 0;
        Arrays.fill(mtimecmp, 0);
        Arrays.fill(msip, false);
        updateSoftwareInterrupts();
        listener.timerChanged();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(adjustment);
        for (int hart = 0; hart < msip.length; hart++) {
            out.writeBoolean(msip[hart]);
            out.writeLong(mtimecmp[hart]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        adjustment = in.readLong();
        for (int hart = 0; hart < msip.length; hart++) {
            msip[hart] = in.readBoolean();
            mtimecmp[hart] = in.readLong();
        }
        updateSoftwareInterrupts();
        listener.timerChanged();
    }
}
