package dev.framescope.machine.firmware;

import dev.framescope.machine.device.PowerSwitch;

/** System reset extension (SBI 2.0, chapter 10). */
final class ResetExtension implements SbiExtension {
    static final int ID = 0x53525354; // "SRST"

    private static final int SYSTEM_RESET = 0;

    private static final int TYPE_SHUTDOWN = 0;
    private static final int TYPE_COLD_REBOOT = 1;
    private static final int TYPE_WARM_REBOOT = 2;

    private static final int REASON_NONE = 0;
    private static final int REASON_SYSTEM_FAILURE = 1;

    /** From here on, types and reasons belong to vendors. */
    private static final long FIRST_VENDOR_NUMBER = 0xe000_0000L;

    private final PowerSwitch power;

    ResetExtension(PowerSwitch power) {
        this.power = power;
    }

    @Override
    public SbiResult call(SbiCall call) {
        return call.function() == SYSTEM_RESET
                ? reset(call.argument(0) & 0xffff_ffffL, call.argument(1) & 0xffff_ffffL)
                : SbiResult.NOT_SUPPORTED;
    }

    private SbiResult reset(long type, long reason) {
        boolean typeExists = type <= TYPE_WARM_REBOOT;
        boolean reasonExists = reason <= REASON_SYSTEM_FAILURE || reason >= FIRST_VENDOR_NUMBER;
        if (!reasonExists || !typeExists && type < FIRST_VENDOR_NUMBER) {
            return SbiResult.INVALID_PARAM;
        }
        switch ((int) type) {
            case TYPE_SHUTDOWN -> shutdown(reason);
            case TYPE_COLD_REBOOT, TYPE_WARM_REBOOT -> power.reboot();
            default -> {
                return SbiResult.NOT_SUPPORTED;
            }
        }
        return SbiResult.OK;
    }

    private void shutdown(long reason) {
        if (reason == REASON_NONE) {
            power.powerOff(0, "SBI system reset: shutdown");
        } else {
            power.powerOff(1, "SBI system reset: shutdown after a failure");
        }
    }
}
