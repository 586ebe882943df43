package dev.framescope.machine.firmware;

import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.hart.Interrupt;
import dev.framescope.machine.isa.Csr;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The supervisor timers of the harts: one deadline each, in ticks of {@code mtime}. A hart that has
 * Sstc keeps its deadline itself, in stimecmp.
 */
final class Timers {
    private static final long NEVER = -1;

    private final FirmwarePlatform platform;
    private final long[] deadlines;

    Timers(FirmwarePlatform platform) {
        this.platform = platform;
        deadlines = new long[platform.harts().size()];
        Arrays.fill(deadlines, NEVER);
    }

    /** Sets a deadline; the pending interrupt goes away until that has been reached. */
    void set(Hart hart, long deadline) {
        if (hart.supervisorTimerEnabled()) {
            hart.setCsr(Csr.STIMECMP, deadline);
        } else {
            deadlines[hart.id()] = deadline;
        }
        update(hart, platform.mtime());
        platform.scheduleChanged();
    }

    /** No interrupt is pending, and none will come. */
    void clear(Hart hart) {
        set(hart, NEVER);
    }

    /** The value of {@code mtime}, unsigned, at which the hart's interrupt comes. */
    long deadline(Hart hart) {
        return hart.supervisorTimerEnabled() ? hart.supervisorTimer() : deadlines[hart.id()];
    }

    /** Drives the supervisor timer interrupt as it is at this time. */
    void update(Hart hart, long mtime) {
        boolean reached = Long.compareUnsigned(mtime, deadline(hart)) >= 0;
        hart.setInterrupt(Interrupt.STI, reached);
    }

    void save(DataOutput out) throws IOException {
        for (long deadline : deadlines) {
            out.writeLong(deadline);
        }
    }

    void load(DataInput in) throws IOException {
        for (int hart = 0; hart < deadlines.length; hart++) {
            deadlines[hart] = in.readLong();
        }
    }
}
