package dev.framescope.machine.firmware;

import dev.framescope.machine.HartState;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.hart.Interrupt;

import java.util.List;
import java.util.Optional;

/** IPI extension (SBI 2.0, chapter 7). */
final class IpiExtension implements SbiExtension {
    static final int ID = 0x735049; // "sPI"

    private static final int SEND_IPI = 0;

    private final FirmwarePlatform platform;
    private final HartStates states;

    IpiExtension(FirmwarePlatform platform, HartStates states) {
        this.platform = platform;
        this.states = states;
    }

    @Override
    public SbiResult call(SbiCall call) {
        return call.function() == SEND_IPI
                ? send(call.argument(0), call.argument(1))
                : SbiResult.NOT_SUPPORTED;
    }

    /** Makes the supervisor software interrupt pending on the harts that are not stopped. */
    SbiResult send(long mask, long base) {
        Optional<List<Hart>> targets = HartMask.select(platform.harts(), mask, base);
        if (targets.isEmpty()) {
            return SbiResult.INVALID_PARAM;
        }
        for (Hart target : targets.get()) {
            if (states.of(target.id()) != HartState.STOPPED) {
                target.setInterrupt(Interrupt.SSI, true);
            }
        }
        return SbiResult.OK;
    }
}
