package dev.framescope.machine.firmware;

import dev.framescope.machine.HartState;
import dev.framescope.machine.hart.Hart;

/** Hart state management extension (SBI 2.0, chapter 9). */
final class HsmExtension implements SbiExtension {
    static final int ID = 0x48534d; // "HSM"

    private static final int HART_START = 0;
    private static final int HART_STOP = 1;
    private static final int HART_GET_STATUS = 2;
    private static final int HART_SUSPEND = 3;

    private static final int STATUS_STARTED = 0;
    private static final int STATUS_STOPPED = 1;
    private static final int STATUS_SUSPENDED = 4;

    private static final int RETENTIVE = 0;
    private static final int NON_RETENTIVE = 0x8000_0000;

    /** Suspend types 1 to 0xfffffff, with or without bit 31, are reserved. */
    private static final int RESERVED_TYPES = 0x0fff_ffff;

    private static final int INSTRUCTION_BYTES = 2;

    private final FirmwarePlatform platform;
    private final HartStates states;
    private final SupervisorEntry entry;

    HsmExtension(FirmwarePlatform platform, HartStates states, SupervisorEntry entry) {
        this.platform = platform;
        this.states = states;
        this.entry = entry;
    }

    @Override
    public SbiResult call(SbiCall call) {
        return switch (call.function()) {
            case HART_START -> start(call.argument(0), call.argument(1), call.argument(2));
            case HART_STOP -> stop(call.hart());
            case HART_GET_STATUS -> status(call.argument(0));
            case HART_SUSPEND ->
                    suspend(call.hart(), call.argument(0), call.argument(1), call.argument(2));
            default -> SbiResult.NOT_SUPPORTED;
        };
    }

    private boolean exists(long hart) {
        return hart >= 0 && hart < platform.harts().size();
    }

    private SbiResult start(long target, long address, long opaque) {
        if (!exists(target)) {
            return SbiResult.INVALID_PARAM;
        }
        if (states.of((int) target) != HartState.STOPPED) {
            return SbiResult.ALREADY_AVAILABLE;
        }
        if (!platform.isSupervisorMemory(address, INSTRUCTION_BYTES)) {
            return SbiResult.INVALID_ADDRESS;
        }
        entry.enter(platform.harts().get((int) target), address, opaque);
        platform.scheduleChanged();
        return SbiResult.OK;
    }

    private SbiResult stop(Hart hart) {
        states.stopped(hart.id());
        platform.scheduleChanged();
        return SbiResult.OK;
    }

    private SbiResult status(long target) {
        if (!exists(target)) {
            return SbiResult.INVALID_PARAM;
        }
        int hart = (int) target;
        if (states.suspended(hart)) {
            return SbiResult.of(STATUS_SUSPENDED);
        }
        boolean stopped = states.of(hart) == HartState.STOPPED;
        return SbiResult.of(stopped ? STATUS_STOPPED : STATUS_STARTED);
    }

    private SbiResult suspend(Hart hart, long type, long address, long opaque) {
        switch ((int) type) {
            case RETENTIVE -> states.suspended(hart.id(), null);
            case NON_RETENTIVE -> {
                if (!platform.isSupervisorMemory(address, INSTRUCTION_BYTES)) {
                    return SbiResult.INVALID_ADDRESS;
                }
                states.suspended(hart.id(), new HartStates.Resumption(address, opaque));
            }
            default -> {
                boolean reserved = ((int) type & ~NON_RETENTIVE) <= RESERVED_TYPES;
                return reserved ? SbiResult.INVALID_PARAM : SbiResult.NOT_SUPPORTED;
            }
        }
        platform.scheduleChanged();
        return SbiResult.OK;
    }
}
