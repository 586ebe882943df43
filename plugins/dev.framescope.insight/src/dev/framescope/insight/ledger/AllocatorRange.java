package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.KernelImage;

import java.util.Optional;

/**
 * The frames that the kernel's allocator hands out, as far as one can tell from outside.
 *
 * @param firstPpn page number of the first
 * @param endPpn page number after the last
 */
public record AllocatorRange(long firstPpn, long endPpn) {
    private static final long PAGE_SIZE = 4096;

    /**
     * What the kernel has handed over to its allocator, if it did so frame by frame; otherwise from
     * the kernel's end to the end of memory, and whatever else the allocator has touched.
     */
    public static Optional<AllocatorRange> of(
            Dram dram, KernelImage kernel, LedgerSnapshot ledger) {
        if (ledger.functions().isEmpty()) {
            return Optional.empty();
        }
        Optional<AllocatorRange> touched = touched(ledger);
        if (ledger.eventCount(FrameEvent.Kind.HANDED_OVER) > 0 || kernel.kernelEnd().isEmpty()) {
            return touched;
        }
        long first = (kernel.kernelEnd().getAsLong() + PAGE_SIZE - 1) / PAGE_SIZE;
        AllocatorRange behindKernel =
                new AllocatorRange(first, dram.firstPpn() + dram.frameCount());
        if (!dram.contains(first)) {
            return touched;
        }
        return Optional.of(touched.map(behindKernel::union).orElse(behindKernel));
    }

    private static Optional<AllocatorRange> touched(LedgerSnapshot ledger) {
        return ledger.lowestPpn().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new AllocatorRange(
                                ledger.lowestPpn().getAsLong(),
                                ledger.highestPpn().getAsLong() + 1));
    }

    private AllocatorRange union(AllocatorRange other) {
        return new AllocatorRange(
                Math.min(firstPpn, other.firstPpn), Math.max(endPpn, other.endPpn));
    }
}
