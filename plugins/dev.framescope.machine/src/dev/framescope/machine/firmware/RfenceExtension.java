package dev.framescope.machine.firmware;

import dev.framescope.machine.hart.Hart;

import java.util.List;
import java.util.Optional;

/**
 * RFENCE extension (SBI 2.0, chapter 8), without the functions for the hypervisor extension. A
 * fence of a range or of an address space fences everything, which is allowed.
 */
final class RfenceExtension implements SbiExtension {
    static final int ID = 0x52464e43; // "RFNC"

    private static final int REMOTE_FENCE_I = 0;
    private static final int REMOTE_SFENCE_VMA = 1;
    private static final int REMOTE_SFENCE_VMA_ASID = 2;

    private final FirmwarePlatform platform;

    RfenceExtension(FirmwarePlatform platform) {
        this.platform = platform;
    }

    @Override
    public SbiResult call(SbiCall call) {
        long mask = call.argument(0);
        long base = call.argument(1);
        return switch (call.function()) {
            case REMOTE_FENCE_I -> fenceI(mask, base);
            case REMOTE_SFENCE_VMA, REMOTE_SFENCE_VMA_ASID -> sfenceVma(mask, base);
            default -> SbiResult.NOT_SUPPORTED;
        };
    }

    SbiResult fenceI(long mask, long base) {
        Optional<List<Hart>> targets = HartMask.select(platform.harts(), mask, base);
        targets.ifPresent(harts -> harts.forEach(Hart::fenceI));
        return targets.isPresent() ? SbiResult.OK : SbiResult.INVALID_PARAM;
    }

    SbiResult sfenceVma(long mask, long base) {
        Optional<List<Hart>> targets = HartMask.select(platform.harts(), mask, base);
        targets.ifPresent(harts -> harts.forEach(Hart::sfenceVma));
        return targets.isPresent() ? SbiResult.OK : SbiResult.INVALID_PARAM;
    }
}
