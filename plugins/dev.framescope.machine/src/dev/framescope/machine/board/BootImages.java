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
import java.util.Optional;

/** What is in memory when the machine is switched on, and where: checked, and immutable. */
final class BootImages {
    private static final int PAGE_BYTES = 4096;

    private final LoadImage kernel;
    private final byte[] deviceTree;
    private final long deviceTreeAddress;
    private final byte[] rom;
    private final List<LoadSegment> segments = new ArrayList<>();
    private final List<PlacedBlob> placedBlobs = new ArrayList<>();

    /**
     * @throws MachineException if the kernel and what belongs to it do not fit the memory
     */
    BootImages(MachineConfig config) throws MachineException {
        kernel = config.kernel();
        MemoryPlan plan = new MemoryPlan(config.memoryBytes());
        addBlob("reset vector", PlacedBlob.Kind.RESET_VECTOR, VirtMap.MROM, ResetVector.SIZE);
        long start =
                switch (config.firmware()) {
                    case Firmware.Builtin builtin -> placeBuiltinFirmware(plan);
                    case Firmware.None none -> kernel.entry();
                    case Firmware.Program firmware ->
                            place(plan, firmware.image(), PlacedBlob.Kind.FIRMWARE);
                };
        place(plan, kernel, PlacedBlob.Kind.KERNEL);
        Optional<byte[]> ramDisk = config.boot().initialRamDisk();
        Optional<AddressRange> ramDiskRange =
                ramDisk.isEmpty()
                        ? Optional.empty()
                        : Optional.of(placeInitialRamDisk(plan, ramDisk.get()));
        deviceTree = DeviceTree.atBoot(config, ramDiskRange);
        deviceTreeAddress = plan.placeDeviceTree(deviceTree.length, kernel.name());
        place("device tree", PlacedBlob.Kind.DEVICE_TREE, deviceTreeAddress, deviceTree);
        rom = ResetVector.of(VirtMap.MROM.size(), start, deviceTreeAddress, kernel.entry());
        placedBlobs.sort(Comparator.comparingLong(PlacedBlob::paddr));
    }

    private long placeBuiltinFirmware(MemoryPlan plan) {
        plan.reserve(
                new AddressRange(
                        "the built-in firmware", VirtMap.DRAM.base(), VirtMap.FIRMWARE_SIZE));
        addBlob("built-in firmware", PlacedBlob.Kind.FIRMWARE, VirtMap.DRAM, VirtMap.FIRMWARE_SIZE);
        return VirtMap.DRAM.base();
    }

    /** Returns the program's entry. */
    private long place(MemoryPlan plan, LoadImage image, PlacedBlob.Kind kind)
            throws MachineException {
        plan.place(image);
        for (LoadSegment segment : image.segments()) {
            if (segment.memorySize() != 0) {
                segments.add(segment);
                placedBlobs.add(
                        new PlacedBlob(image.name(), kind, segment.paddr(), segment.memorySize()));
            }
        }
        return image.entry();
    }

    private AddressRange placeInitialRamDisk(MemoryPlan plan, byte[] content)
            throws MachineException {
        AddressRange range = plan.placeInitialRamDisk(kernel.entry(), content.length);
        place("initial RAM disk", PlacedBlob.Kind.INITIAL_RAM_DISK, range.base(), content);
        return range;
    }

    private void place(String name, PlacedBlob.Kind kind, long address, byte[] content) {
        segments.add(new LoadSegment(address, content, content.length));
        placedBlobs.add(new PlacedBlob(name, kind, address, content.length));
    }

    private void addBlob(String name, PlacedBlob.Kind kind, VirtMap window, long size) {
        placedBlobs.add(new PlacedBlob(name, kind, window.base(), size));
    }

    /** Physical address of the kernel's first instruction. */
    long kernelEntry() {
        return kernel.entry();
    }

    /** Physical address of the device tree. */
    long deviceTreeAddress() {
        return deviceTreeAddress;
    }

    /** The device tree as the guest finds it. */
    byte[] deviceTree() {
        return deviceTree;
    }

    /** The content of the mask ROM. */
    byte[] rom() {
        return rom;
    }

    /** In address order. */
    List<PlacedBlob> placedBlobs() {
        return List.copyOf(placedBlobs);
    }

    /** Copies everything into a memory that is still zero. */
    void load(PhysicalMemory memory) {
        for (LoadSegment segment : segments) {
            memory.write(segment.paddr(), segment.bytes(), 0, segment.bytes().length);
        }
    }

    /** Copies everything into a memory that a guest has used. */
    void reload(PhysicalMemory memory) {
        for (LoadSegment segment : segments) {
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
