package dev.framescope.machine.board;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.PlacedBlob;
import dev.framescope.machine.memory.PhysicalMemory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is in memory when the machine is switched on, and where: checked, and immutable. */
final class BootImages {
    /** A range of physical addresses, for messages too. */
    private record Range(String what, long base, long size) {
        long end() {
            return base + size;
        }

        boolean overlaps(Range other) {
            return base < other.end() && other.base < end();
        }

        @Override
        public String toString() {
            return "0x%x..0x%x".formatted(base, end());
        }
    }

    private static final int PAGE_BYTES = 4096;

    /** QEMU makes room for the largest tree that it could write. */
    private static final long DEVICE_TREE_ROOM = 1 << 20;

    private static final long DEVICE_TREE_ALIGNMENT = 2 << 20;

    private final LoadImage kernel;
    private final byte[] deviceTree;
    private final long deviceTreeAddress;
    private final byte[] rom;
    private final List<PlacedBlob> placedBlobs;

    private final Range ram;

    /** What of DRAM is taken, in address order. */
    private final List<Range> taken = new ArrayList<>();

    /**
     * @throws MachineException if the kernel and what belongs to it do not fit the memory
     */
    BootImages(MachineConfig config) throws MachineException {
        kernel = config.kernel();
        ram = new Range("DRAM", VirtMap.DRAM.base(), config.memoryBytes());
        boolean firmware = config.firmware() == Firmware.BUILTIN;
        if (firmware) {
            Range own =
                    new Range("the built-in firmware", VirtMap.DRAM.base(), VirtMap.FIRMWARE_SIZE);
            taken.add(own);
        }
        placeKernel();
        deviceTree = DeviceTree.of(config);
        deviceTreeAddress = placeDeviceTree();
        long start = firmware ? VirtMap.DRAM.base() : kernel.entry();
        rom = ResetVector.of(VirtMap.MROM.size(), start, deviceTreeAddress, kernel.entry());
        placedBlobs = blobs(firmware);
    }

    private void placeKernel() throws MachineException {
        for (LoadSegment segment : kernel.segments()) {
            if (segment.memorySize() != 0) {
                placeSegment(segment);
            }
        }
        boolean entryLoaded =
                kernel.segments().stream()
                        .anyMatch(
                                segment ->
                                        kernel.entry() >= segment.paddr()
                                                && kernel.entry() - segment.paddr()
                                                        < segment.memorySize());
        if (!entryLoaded) {
            throw new MachineException(
                    ("%s: its entry point 0x%x is in none of its segments; the entry must be the"
                                    + " physical address of its first instruction")
                            .formatted(kernel.name(), kernel.entry()));
        }
    }

    private void placeSegment(LoadSegment segment) throws MachineException {
        long size = segment.memorySize();
        if (size < segment.bytes().length) {
            throw new MachineException(
                    "%s: segment at 0x%x has %d bytes, but room for only %d in memory"
                            .formatted(
                                    kernel.name(), segment.paddr(), segment.bytes().length, size));
        }
        if (segment.paddr() < ram.base
                || segment.paddr() >= ram.end()
                || size > ram.end() - segment.paddr()) {
            throw new MachineException(
                    ("%s: segment at 0x%x needs %d bytes, but DRAM is %s (%d MiB): give it more"
                                    + " memory or link it elsewhere")
                            .formatted(kernel.name(), segment.paddr(), size, ram, ram.size >> 20));
        }
        Range range = new Range("another segment", segment.paddr(), size);
        for (Range other : taken) {
            if (range.overlaps(other)) {
                throw new MachineException(
                        ("%s: segment %s overlaps %s at %s; link it elsewhere%s")
                                .formatted(kernel.name(), range, other.what, other, advice(other)));
            }
        }
        taken.add(range);
        taken.sort(Comparator.comparingLong(Range::base));
    }

    private static String advice(Range other) {
        return other.base == VirtMap.DRAM.base() && other.size == VirtMap.FIRMWARE_SIZE
                ? ", such as at 0x80200000, or run it without firmware"
                : "";
    }

    /**
     * Where QEMU puts it: at the end of memory, 2 MiB aligned. If that is taken, as high as
     * possible.
     */
    private long placeDeviceTree() throws MachineException {
        long ceiling = Math.min(ram.end(), VirtMap.DEVICE_TREE_CEILING);
        long usual = ceiling - DEVICE_TREE_ROOM & -DEVICE_TREE_ALIGNMENT;
        if (isFree(usual)) {
            return usual;
        }
        for (long address = ceiling - deviceTree.length & -PAGE_BYTES;
                address >= ram.base;
                address = highestBelow(address)) {
            if (isFree(address)) {
                return address;
            }
        }
        throw new MachineException(
                ("%s fills the memory of %d MiB: there is no room for the device tree of %d bytes;"
                                + " give it more memory")
                        .formatted(kernel.name(), ram.size >> 20, deviceTree.length));
    }

    private boolean isFree(long address) {
        Range wanted = new Range("the device tree", address, deviceTree.length);
        return address >= ram.base
                && wanted.end() <= ram.end()
                && taken.stream().noneMatch(wanted::overlaps);
    }

    /** The next candidate: just below whatever is in the way at this address. */
    private long highestBelow(long address) {
        Range wanted = new Range("the device tree", address, deviceTree.length);
        return taken.stream()
                .filter(wanted::overlaps)
                .mapToLong(range -> range.base - deviceTree.length & -PAGE_BYTES)
                .min()
                .orElse(address - PAGE_BYTES);
    }

    private List<PlacedBlob> blobs(boolean firmware) {
        List<PlacedBlob> blobs = new ArrayList<>();
        blobs.add(
                new PlacedBlob(
                        "reset vector",
                        PlacedBlob.Kind.RESET_VECTOR,
                        VirtMap.MROM.base(),
                        ResetVector.SIZE));
        if (firmware) {
            blobs.add(
                    new PlacedBlob(
                            "built-in firmware",
                            PlacedBlob.Kind.FIRMWARE,
                            VirtMap.DRAM.base(),
                            VirtMap.FIRMWARE_SIZE));
        }
        for (LoadSegment segment : kernel.segments()) {
            if (segment.memorySize() != 0) {
                blobs.add(
                        new PlacedBlob(
                                kernel.name(),
                                PlacedBlob.Kind.KERNEL,
                                segment.paddr(),
                                segment.memorySize()));
            }
        }
        blobs.add(
                new PlacedBlob(
                        "device tree",
                        PlacedBlob.Kind.DEVICE_TREE,
                        deviceTreeAddress,
                        deviceTree.length));
        blobs.sort(Comparator.comparingLong(PlacedBlob::paddr));
        return List.copyOf(blobs);
    }

    /** Physical address of the kernel's first instruction. */
    long kernelEntry() {
        return kernel.entry();
    }

    /** Physical address of the device tree. */
    long deviceTreeAddress() {
        return deviceTreeAddress;
    }

    /** The content of the mask ROM. */
    byte[] rom() {
        return rom;
    }

    /** In address order. */
    List<PlacedBlob> placedBlobs() {
        return placedBlobs;
    }

    /** Copies everything into a memory that is still zero. */
    void load(PhysicalMemory memory) {
        for (LoadSegment segment : kernel.segments()) {
            memory.write(segment.paddr(), segment.bytes(), 0, segment.bytes().length);
        }
        memory.write(deviceTreeAddress, deviceTree, 0, deviceTree.length);
    }

    /** Copies everything into a memory that a guest has used. */
    void reload(PhysicalMemory memory) {
        for (LoadSegment segment : kernel.segments()) {
            long from = segment.paddr() + segment.bytes().length;
            clear(memory, from, segment.paddr() + segment.memorySize());
        }
        load(memory);
    }

    private static void clear(PhysicalMemory memory, long from, long to) {
        byte[] zeros = new byte[PAGE_BYTES];
        for (long at = from; at < to; at += PAGE_BYTES) {
            memory.write(at, zeros, 0, (int) Math.min(PAGE_BYTES, to - at));
        }
    }
}
