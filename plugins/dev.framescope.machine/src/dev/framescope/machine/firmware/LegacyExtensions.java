package dev.framescope.machine.firmware;

import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.hart.Interrupt;
import dev.framescope.machine.memory.LittleEndian;

import java.util.OptionalLong;

/** The legacy calls, each an extension of its own (SBI 2.0, chapter 5). */
final class LegacyExtensions {
    private static final int SET_TIMER = 0;
    private static final int CONSOLE_PUTCHAR = 1;
    private static final int CONSOLE_GETCHAR = 2;
    private static final int CLEAR_IPI = 3;
    private static final int SEND_IPI = 4;
    private static final int REMOTE_FENCE_I = 5;
    private static final int REMOTE_SFENCE_VMA = 6;
    private static final int REMOTE_SFENCE_VMA_ASID = 7;
    private static final int SHUTDOWN = 8;

    private final FirmwarePlatform platform;
    private final Timers timers;
    private final IpiExtension ipi;
    private final RfenceExtension rfence;

    LegacyExtensions(
            FirmwarePlatform platform, Timers timers, IpiExtension ipi, RfenceExtension rfence) {
        this.platform = platform;
        this.timers = timers;
        this.ipi = ipi;
        this.rfence = rfence;
    }

    static boolean contains(int extension) {
        return extension >= SET_TIMER && extension <= SHUTDOWN;
    }

    /** Serves a call; the answer is one value. */
    long call(SbiCall call) {
        switch (call.extension()) {
            case SET_TIMER -> timers.set(call.hart(), call.argument(0));
            case CONSOLE_PUTCHAR -> platform.consoleWrite((int) call.argument(0) & 0xff);
            case CONSOLE_GETCHAR -> {
                return platform.consoleRead();
            }
            case CLEAR_IPI -> call.hart().setInterrupt(Interrupt.SSI, false);
            case SHUTDOWN -> platform.power().powerOff(0, "SBI legacy shutdown");
            default -> {
                return callOthers(call);
            }
        }
        return SbiResult.SUCCESS;
    }

    private long callOthers(SbiCall call) {
        OptionalLong mask = mask(call.hart(), call.argument(0));
        if (mask.isEmpty()) {
            return SbiResult.INVALID_ADDRESS.error();
        }
        long harts = mask.getAsLong();
        SbiResult result =
                switch (call.extension()) {
                    case SEND_IPI -> ipi.send(harts, 0);
                    case REMOTE_FENCE_I -> rfence.fenceI(harts, 0);
                    case REMOTE_SFENCE_VMA, REMOTE_SFENCE_VMA_ASID -> rfence.sfenceVma(harts, 0);
                    default -> SbiResult.NOT_SUPPORTED;
                };
        return result.error();
    }

    /** The mask is in the caller's virtual memory; no address means all harts. */
    private OptionalLong mask(Hart hart, long vaddr) {
        if (vaddr == 0) {
            return OptionalLong.of((1L << platform.harts().size()) - 1);
        }
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) { // it may cross a page
            long paddr = hart.physicalAddress(hart.effectiveSatp(), vaddr + i);
            if (paddr == -1 || platform.memory().read(paddr, bytes, i, 1) == 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(LittleEndian.get(bytes, 0, Long.BYTES));
    }
}
