package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the callers of a function that a hart is about to enter, by the chain of frame pointers
 * (RISC-V psABI, Frame Pointer Convention): the caller's return address and frame pointer lie below
 * the frame pointer. Where there is no such chain, the walk ends after the first caller, which is
 * in {@code ra}.
 */
final class StackWalk {
    static final int MAX_DEPTH = 8;

    private static final int RA = 1;
    private static final int SP = 2;
    private static final int FP = 8;
    private static final int RECORD_BYTES = 16;

    private StackWalk() {}

    /** Link addresses: the function's entry, then the return addresses outwards. */
    static List<Long> atEntry(HartInspection hart, KernelImage kernel) {
        boolean translated = hart.effectiveSatp() != 0;
        List<Long> pcs = new ArrayList<>(MAX_DEPTH);
        pcs.add(kernel.linkAddress(hart.pc(), translated));
        long returnAddress = kernel.linkAddress(hart.x(RA), translated);
        long floor = hart.x(SP);
        long fp = hart.x(FP);
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (kernel.isCode(returnAddress)) {
            pcs.add(returnAddress);
            boolean plausible =
                    (fp & 7) == 0 && Long.compareUnsigned(fp - RECORD_BYTES, floor) >= 0;
            if (pcs.size() == MAX_DEPTH
                    || !plausible
                    || hart.readVirtual(fp - RECORD_BYTES, record.array(), 0, RECORD_BYTES)
                            < RECORD_BYTES) {
                break;
            }
            floor = fp;
            fp = record.getLong(0);
            returnAddress = kernel.linkAddress(record.getLong(8), translated);
        }
        return pcs;
    }
}
