package dev.framescope.machine.firmware;

/** Timer extension (SBI 2.0, chapter 6). */
final class TimeExtension implements SbiExtension {
    static final int ID = 0x54494d45; // "TIME"

    private static final int SET_TIMER = 0;

    private final Timers timers;

    TimeExtension(Timers timers) {
        this.timers = timers;
    }

    @Override
    public SbiResult call(SbiCall call) {
        if (call.function() != SET_TIMER) {
            return SbiResult.NOT_SUPPORTED;
        }
        timers.set(call.hart(), call.argument(0));
        return SbiResult.OK;
    }
}
