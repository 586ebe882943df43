package dev.framescope.insight.layout;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.kernel.KernelSection;
import dev.framescope.insight.kernel.SectionKind;
import dev.framescope.insight.ledger.AllocatorRange;
import dev.framescope.insight.ledger.Dram;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.PlacedBlob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who claims which part of the DRAM, from outside of the kernel: the machine, the kernel's ELF
 * file, its allocator. Immutable; any thread may use it.
 *
 * @param dram all of it
 * @param claims the parts, the most telling first; they may overlap
 */
public record DramUse(Dram dram, List<Claim> claims) {
    private static final int PAGE_SHIFT = 12;

    public DramUse {
        claims = List.copyOf(claims);
    }

    /**
     * A claim on a part of the DRAM.
     *
     * @param name as the layout shows it
     * @param base first physical address
     * @param size in bytes
     */
    public record Claim(String name, RegionKind kind, long base, long size) {
        /** Physical address after the last byte. */
        public long end() {
            return base + size;
        }

        /** Whether the byte at this physical address is claimed. */
        public boolean contains(long paddr) {
            return paddr >= base && paddr < end();
        }
    }

    /** Call on the machine thread. */
    public static DramUse of(Inspection machine, KernelImage kernel, LedgerSnapshot ledger) {
        Dram dram = Dram.of(machine);
        List<Claim> claims = new ArrayList<>();
        addBlobs(claims, machine, PlacedBlob.Kind.DEVICE_TREE, RegionKind.DEVICE_TREE);
        addBlobs(claims, machine, PlacedBlob.Kind.FIRMWARE, RegionKind.FIRMWARE);
        addBlobs(claims, machine, PlacedBlob.Kind.INITIAL_RAM_DISK, RegionKind.KERNEL_DATA);
        for (KernelSection section : kernel.sections()) {
            claims.add(
                    new Claim(
                            section.name(),
                            kindOf(section.kind()),
                            section.paddr(),
                            section.size()));
        }
        if (claims.stream().anyMatch(claim -> claim.kind() == RegionKind.FIRMWARE)) {
            addBelowKernel(claims, dram, kernel);
        }
        AllocatorRange.of(dram, kernel, ledger).map(DramUse::frames).ifPresent(claims::add);
        claims.removeIf(claim -> !dram.contains(claim.base() >>> PAGE_SHIFT));
        return new DramUse(dram, claims);
    }

    /** The first claim on the byte at this physical address. */
    public Optional<Claim> ownerOf(long paddr) {
        return claims.stream().filter(claim -> claim.contains(paddr)).findFirst();
    }

    private static void addBlobs(
            List<Claim> claims, Inspection machine, PlacedBlob.Kind wanted, RegionKind kind) {
        for (PlacedBlob blob : machine.placedBlobs()) {
            if (blob.kind() == wanted) {
                claims.add(new Claim(blob.name(), kind, blob.paddr(), blob.size()));
            }
        }
    }

    /** Where there is firmware, all memory below the kernel is left to it by convention. */
    private static void addBelowKernel(List<Claim> claims, Dram dram, KernelImage kernel) {
        long base = dram.firstPpn() << PAGE_SHIFT;
        kernel.loadImage().segments().stream()
                .mapToLong(LoadSegment::paddr)
                .min()
                .ifPresent(
                        start -> {
                            if (start > base) {
                                claims.add(
                                        new Claim(
                                                "left to firmware",
                                                RegionKind.FIRMWARE,
                                                base,
                                                start - base));
                            }
                        });
    }

    private static Claim frames(AllocatorRange range) {
        return new Claim(
                "frames",
                RegionKind.FRAMES,
                range.firstPpn() << PAGE_SHIFT,
                range.endPpn() - range.firstPpn() << PAGE_SHIFT);
    }

    private static RegionKind kindOf(SectionKind kind) {
        return switch (kind) {
            case TEXT -> RegionKind.KERNEL_TEXT;
            case RODATA -> RegionKind.KERNEL_RODATA;
            case DATA -> RegionKind.KERNEL_DATA;
            case BSS -> RegionKind.KERNEL_BSS;
            case STACK -> RegionKind.STACK;
        };
    }
}
