package dev.framescope.machine.board;

import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.MachineException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who gets which part of DRAM at power-on; refuses what does not fit. */
final class MemoryPlan {
    private static final int PAGE_BYTES = 4096;

    /** QEMU makes room for the largest tree that it could write. */
    private static final long DEVICE_TREE_ROOM = 1 << 20;

    private static final long DEVICE_TREE_ALIGNMENT = 2 << 20;

    /** Behind a kernel's start, there is so much room for it before its initial RAM disk. */
    private static final long MAX_KERNEL_ROOM = 128L << 20;

    private final AddressRange ram;
    private final List<AddressRange> taken = new ArrayList<>();

    MemoryPlan(long memoryBytes) {
        ram = new AddressRange("DRAM", VirtMap.DRAM.base(), memoryBytes);
    }

    /** Takes a range for the built-in firmware, before anything else is placed. */
    void reserve(AddressRange range) {
        taken.add(range);
    }

    /** Takes what a program's segments need, and checks that its entry is in one of them. */
    void place(LoadImage image) throws MachineException {
        boolean entryLoaded = false;
        for (LoadSegment segment : image.segments()) {
            if (segment.memorySize() != 0) {
                place(image.name(), segment);
                entryLoaded |= contains(segment, image.entry());
            }
        }
        if (!entryLoaded) {
            throw new MachineException(
                    ("%s: its entry point 0x%x is in none of its segments; the entry must be the"
                                    + " physical address of its first instruction")
                            .formatted(image.name(), image.entry()));
        }
    }

    private static boolean contains(LoadSegment segment, long address) {
        return address >= segment.paddr() && address - segment.paddr() < segment.memorySize();
    }

    private void place(String name, LoadSegment segment) throws MachineException {
        long size = segment.memorySize();
        if (size < segment.bytes().length) {
            throw new MachineException(
                    "%s: segment at 0x%x has %d bytes, but room for only %d in memory"
                            .formatted(name, segment.paddr(), segment.bytes().length, size));
        }
        AddressRange range = new AddressRange("a segment of " + name, segment.paddr(), size);
        if (size < 0 || !ram.contains(range)) {
            throw new MachineException(
                    ("%s: segment at 0x%x needs %d bytes, but DRAM is %s (%d MiB): give it more"
                                    + " memory or link it elsewhere")
                            .formatted(name, segment.paddr(), size, ram, ram.size() >> 20));
        }
        for (AddressRange other : taken) {
            if (range.overlaps(other)) {
                throw new MachineException(
                        ("%s: segment %s overlaps %s at %s; link it elsewhere%s")
                                .formatted(name, range, other.what(), other, advice(other)));
            }
        }
        take(range);
    }

    private static String advice(AddressRange other) {
        return other.base() == VirtMap.DRAM.base() && other.size() == VirtMap.FIRMWARE_SIZE
                ? ", such as at 0x80200000, or run it without firmware"
                : "";
    }

    private void take(AddressRange range) {
        taken.add(range);
        taken.sort(Comparator.comparingLong(AddressRange::base));
    }

    /**
     * Takes room for an initial RAM disk where QEMU puts it: half the memory behind the kernel's
     * start, but no more than 128 MiB.
     */
    AddressRange placeInitialRamDisk(long kernelStart, long size) throws MachineException {
        long base = kernelStart + Math.min(ram.size() / 2, MAX_KERNEL_ROOM);
        AddressRange range = new AddressRange("the initial RAM disk", base, size);
        if (!ram.contains(range)) {
            throw new MachineException(
                    ("the initial RAM disk of %d bytes does not fit behind its place at 0x%x: DRAM"
                                    + " is %s (%d MiB); give the machine more memory")
                            .formatted(size, base, ram, ram.size() >> 20));
        }
        for (AddressRange other : taken) {
            if (range.overlaps(other)) {
                throw new MachineException(
                        "the initial RAM disk's place, %s, is taken by %s at %s; give the machine more memory"
                                .formatted(range, other.what(), other));
            }
        }
        take(range);
        return range;
    }

    /**
     * Takes room for the device tree where QEMU puts it: at the end of memory, 2 MiB aligned. If
     * that is taken, as high as possible.
     *
     * @param kernel the kernel's name, for the message
     */
    long placeDeviceTree(int size, String kernel) throws MachineException {
        long ceiling = Math.min(ram.end(), VirtMap.DEVICE_TREE_CEILING);
        long room = Math.max(size, DEVICE_TREE_ROOM);
        long usual = ceiling - room & -DEVICE_TREE_ALIGNMENT;
        if (isFree(usual, size)) {
            return usual;
        }
        for (long address = ceiling - size & -PAGE_BYTES;
                address >= ram.base();
                address = highestBelow(address, size)) {
            if (isFree(address, size)) {
                return address;
            }
        }
        throw new MachineException(
                ("%s fills the memory of %d MiB: there is no room for the device tree of %d bytes;"
                                + " give it more memory")
                        .formatted(kernel, ram.size() >> 20, size));
    }

    private boolean isFree(long address, int size) {
        AddressRange wanted = new AddressRange("the device tree", address, size);
        return ram.contains(wanted) && taken.stream().noneMatch(wanted::overlaps);
    }

    /** The next candidate: just below whatever is in the way at this address. */
    private long highestBelow(long address, int size) {
        AddressRange wanted = new AddressRange("the device tree", address, size);
        return taken.stream()
                .filter(wanted::overlaps)
                .mapToLong(range -> range.base() - size & -PAGE_BYTES)
                .min()
                .orElse(address - PAGE_BYTES);
    }
}
