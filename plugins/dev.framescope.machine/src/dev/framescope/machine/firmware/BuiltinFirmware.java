package dev.framescope.machine.firmware;

import dev.framescope.machine.HartState;
import dev.framescope.machine.hart.Hart;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Serves the SBI calls of a kernel in S-mode, and starts it as OpenSBI does. To a kernel it behaves
 * as OpenSBI 1.1 on the {@code virt} board, with the debug console of SBI 2.0 besides.
 */
public final class BuiltinFirmware {
    private final FirmwarePlatform platform;
    private final HartStates states;
    private final Timers timers;
    private final SupervisorEntry entry;
    private final LegacyExtensions legacy;
    private final Map<Integer, SbiExtension> extensions;

    /**
     * @param protectedRanges what S-mode may not touch
     */
    public BuiltinFirmware(FirmwarePlatform platform, List<ProtectedRange> protectedRanges) {
        this.platform = platform;
        states = new HartStates(platform.harts());
        timers = new Timers(platform);
        entry = new SupervisorEntry(platform, protectedRanges, states, timers);
        IpiExtension ipi = new IpiExtension(platform, states);
        RfenceExtension rfence = new RfenceExtension(platform);
        legacy = new LegacyExtensions(platform, timers, ipi, rfence);
        extensions =
                Map.of(
                        BaseExtension.ID, new BaseExtension(this::hasExtension),
                        TimeExtension.ID, new TimeExtension(timers),
                        IpiExtension.ID, ipi,
                        RfenceExtension.ID, rfence,
                        HsmExtension.ID, new HsmExtension(platform, states, entry),
                        ResetExtension.ID, new ResetExtension(platform.power()),
                        DebugConsoleExtension.ID, new DebugConsoleExtension(platform));
    }

    private boolean hasExtension(int id) {
        return LegacyExtensions.contains(id) || extensions.containsKey(id);
    }

    /**
     * Starts hart 0 at the kernel's entry; the others stay stopped until the kernel starts them.
     *
     * @param kernelEntry physical address
     * @param deviceTree physical address
     */
    public void boot(long kernelEntry, long deviceTree) {
        for (Hart hart : platform.harts()) {
            entry.enter(hart, kernelEntry, deviceTree);
            states.stopped(hart.id());
        }
        states.started(0);
    }

    /** Serves the call that the hart makes. */
    public void call(Hart hart) {
        SbiCall call = SbiCall.of(hart);
        if (LegacyExtensions.contains(call.extension())) {
            call.answerLegacy(legacy.call(call));
            return;
        }
        SbiExtension extension = extensions.get(call.extension());
        call.answer(extension == null ? SbiResult.NOT_SUPPORTED : extension.call(call));
    }

    /** Whether a hart runs, waits, or has been stopped. */
    public HartState state(int hart) {
        return states.of(hart);
    }

    /**
     * Lets a suspended hart go on if an interrupt is pending.
     *
     * @return whether the hart can execute instructions
     */
    public boolean wake(int hart) {
        if (states.of(hart) != HartState.STARTED) {
            return false;
        }
        if (states.suspended(hart)) {
            HartStates.Resumption resumption = states.resumption(hart);
            if (resumption != null) {
                Hart woken = platform.harts().get(hart);
                entry.resume(woken, resumption.address(), resumption.opaque());
            }
            states.started(hart);
        }
        return true;
    }

    /** The value of {@code mtime}, unsigned, at which a hart's supervisor timer goes off. */
    public long timerDeadline(Hart hart) {
        return timers.deadline(hart);
    }

    /** Drives a hart's supervisor timer interrupt as it is at this time. */
    public void updateTimer(Hart hart, long mtime) {
        timers.update(hart, mtime);
    }

    public void save(DataOutput out) throws IOException {
        states.save(out);
        timers.save(out);
    }

    /** Reads what {@link #save} wrote. */
    public void load(DataInput in) throws IOException {
        states.load(in);
        timers.load(in);
    }
}
