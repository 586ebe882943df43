package dev.framescope.machine.firmware;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.hart.Hart;

import java.util.List;

/** Has a hart enter S-mode with its registers as OpenSBI leaves them. */
final class SupervisorEntry {
    private static final int STVEC = 0x105;
    private static final int SCOUNTEREN = 0x106;
    private static final int STIMECMP = 0x14d;
    private static final int MSTATUS = 0x300;
    private static final int MEDELEG = 0x302;
    private static final int PMPCFG0 = 0x3a0;
    private static final int PMPADDR0 = 0x3b0;

    /** What mret leaves in mstatus when it enters S-mode (Privileged Architecture, 3.1.6.1). */
    private static final int MSTATUS_MPIE = 1 << 7;

    /** The floating-point unit is on, and dirty. */
    private static final int MSTATUS_FS = 3 << 13;

    /**
     * Every exception but an ecall from S-mode. OpenSBI delegates fewer and redirects the others,
     * such as illegal instructions and access faults, which comes to the same for a kernel.
     */
    private static final int FOR_SUPERVISOR = 0xb1ff;

    /** cycle, time and instret may be read in U-mode. */
    private static final int COUNTERS = 0b111;

    // PMP configuration (Privileged Architecture, Physical Memory Protection CSRs)
    private static final int PMP_RWX = 0b111;
    private static final int PMP_NAPOT = 0b11 << 3;

    private final FirmwarePlatform platform;
    private final List<ProtectedRange> protectedRanges;
    private final HartStates states;
    private final Timers timers;

    SupervisorEntry(
            FirmwarePlatform platform,
            List<ProtectedRange> protectedRanges,
            HartStates states,
            Timers timers) {
        this.platform = platform;
        this.protectedRanges = List.copyOf(protectedRanges);
        this.states = states;
        this.timers = timers;
    }

    /**
     * Starts a hart; no interrupt is pending but what devices ask for.
     *
     * @param address where the hart starts, physical
     * @param opaque what it finds in a1; its number is in a0
     */
    void enter(Hart hart, long address, long opaque) {
        timers.clear(hart);
        resume(hart, address, opaque);
    }

    /** Starts a hart that was suspended; its timer goes on. The parameters are as above. */
    void resume(Hart hart, long address, long opaque) {
        long timer = hart.supervisorTimer();
        hart.reset(address, Privilege.SUPERVISOR, hart.id(), opaque);
        hart.openForSupervisor();
        if (hart.supervisorTimerEnabled()) {
            hart.setCsr(STIMECMP, timer);
        }
        hart.setCsr(MSTATUS, MSTATUS_MPIE | MSTATUS_FS);
        hart.setCsr(MEDELEG, FOR_SUPERVISOR);
        hart.setCsr(STVEC, address);
        hart.setCsr(SCOUNTEREN, COUNTERS);
        protect(hart);
        hart.serveSupervisorCalls(true);
        platform.driveInterruptLines();
        states.started(hart.id());
    }

    /** The first entries close the protected ranges, the next opens everything else. */
    private void protect(Hart hart) {
        long configuration = 0;
        int entry = 0;
        for (ProtectedRange range : protectedRanges) {
            hart.setCsr(PMPADDR0 + entry, range.napot());
            configuration |= (long) PMP_NAPOT << 8 * entry;
            entry++;
        }
        hart.setCsr(PMPADDR0 + entry, -1);
        configuration |= (long) (PMP_NAPOT | PMP_RWX) << 8 * entry;
        hart.setCsr(PMPCFG0, configuration);
    }
}
