package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.FrameUnit;
import dev.framescope.machine.Access;
import dev.framescope.machine.HartInspection;

import java.util.OptionalLong;

/** Understands how an allocator's functions name a frame. */
final class FrameNames {
    private static final int PAGE_SHIFT = 12;
    private static final int A0 = 10;
    private static final int A1 = 11;

    private final FrameUnit unit;
    private final Dram dram;

    FrameNames(FrameUnit unit, Dram dram) {
        this.unit = unit;
        this.dram = dram;
    }

    /**
     * What the allocator has returned in {@code a0}, or in {@code a1} where {@code a0} is the 1 of
     * Rust's {@code Some}.
     */
    static long result(HartInspection hart) {
        return hart.x(A0) == 1 ? hart.x(A1) : hart.x(A0);
    }

    /** What a function has been given in {@code a0}. */
    static long argument(HartInspection hart) {
        return hart.x(A0);
    }

    /** The frame's page number; empty if the value names no frame of the DRAM. */
    OptionalLong ppn(long value, HartInspection hart) {
        if (unit != FrameUnit.ADDRESS && dram.contains(value)) {
            return OptionalLong.of(value);
        }
        return unit == FrameUnit.PPN ? OptionalLong.empty() : ofAddress(value, hart);
    }

    /** Kernels of the higher half name a frame by the virtual address they see it at. */
    private OptionalLong ofAddress(long address, HartInspection hart) {
        if ((address & (1 << PAGE_SHIFT) - 1) != 0) {
            return OptionalLong.empty();
        }
        if (dram.contains(address >>> PAGE_SHIFT)) {
            return OptionalLong.of(address >>> PAGE_SHIFT);
        }
        OptionalLong paddr = hart.translate(address, Access.LOAD).paddr();
        return paddr.isPresent() && dram.contains(paddr.getAsLong() >>> PAGE_SHIFT)
                ? OptionalLong.of(paddr.getAsLong() >>> PAGE_SHIFT)
                : OptionalLong.empty();
    }
}
