package dev.framescope.machine.board;

import dev.framescope.machine.MemoryMapEntry;
import dev.framescope.machine.MemoryMapEntry.Kind;

import java.util.Arrays;
import java.util.List;

/**
 * The physical map of QEMU's {@code virt} board (version 7.2), in address order. Nothing else in
 * the machine knows a physical address of a device.
 */
enum VirtMap {
    DEBUG(0x0L, 0x100L, Kind.RESERVED, "debug module, absent"),
    MROM(0x1000L, 0xf000L, Kind.ROM, "reset vector"),
    TEST(0x100000L, 0x1000L, Kind.DEVICE, "test finisher: power-off and reset"),
    RTC(0x101000L, 0x1000L, Kind.DEVICE, "Goldfish real-time clock"),
    CLINT(0x2000000L, 0x10000L, Kind.DEVICE, "software and timer interrupts of the harts"),
    PCIE_PIO(0x3000000L, 0x10000L, Kind.DEVICE, "PCIe port I/O, no cards"),
    PLATFORM_BUS(0x4000000L, 0x2000000L, Kind.RESERVED, "dynamic platform bus, empty"),
    PLIC(0xc000000L, 0x600000L, Kind.DEVICE, "platform-level interrupt controller"),
    UART0(0x10000000L, 0x100L, Kind.DEVICE, "UART 16550, the console"),
    VIRTIO(0x10001000L, 0x8000L, Kind.DEVICE, "eight virtio-mmio slots"),
    FW_CFG(0x10100000L, 0x18L, Kind.DEVICE, "QEMU firmware configuration"),
    FLASH(0x20000000L, 0x4000000L, Kind.DEVICE, "two banks of NOR flash"),
    PCIE_ECAM(0x30000000L, 0x10000000L, Kind.DEVICE, "PCIe configuration space, an empty bus"),
    PCIE_MMIO(0x40000000L, 0x40000000L, Kind.DEVICE, "PCIe memory window, no cards"),
    /** As large as the configuration says; the size here is 0, as in QEMU's table. */
    DRAM(0x80000000L, 0x0L, Kind.RAM, "main memory");

    /** The virtio-mmio slots lie one page apart; each answers in its first 512 bytes. */
    static final int VIRTIO_SLOTS = 8;

    static final long VIRTIO_STRIDE = 0x1000;
    static final long VIRTIO_SLOT_SIZE = 0x200;

    static final int FLASH_BANKS = 2;
    static final long FLASH_BANK_SIZE = 0x2000000;

    /** PLIC sources 1 to 8 are the virtio slots, then these. */
    static final int UART0_IRQ = 10;

    static final int RTC_IRQ = 11;

    /** The built-in firmware's part of DRAM: as much as OpenSBI 1.1 protects for itself. */
    static final long FIRMWARE_SIZE = 0x80000;

    /** The device tree stays below this address, so that 32-bit loaders could reach it. */
    static final long DEVICE_TREE_CEILING = 0xc0000000L;

    private final long base;
    private final long size;
    private final Kind kind;
    private final String purpose;

    VirtMap(long base, long size, Kind kind, String purpose) {
        this.base = base;
        this.size = size;
        this.kind = kind;
        this.purpose = purpose;
    }

    /** First physical byte address of the window. */
    long base() {
        return base;
    }

    /** Size of the window in bytes. */
    long size() {
        return size;
    }

    /** Size of the PCIe memory window above DRAM. */
    static final long PCIE_HIGH_SIZE = 16L << 30;

    /** The first of four PLIC sources of the PCIe host bridge. */
    static final int PCIE_IRQ = 32;

    /**
     * Where the PCIe memory window above a DRAM of this many bytes is: at a multiple of its size.
     */
    static long pcieHighBase(long memoryBytes) {
        return (DRAM.base + memoryBytes + PCIE_HIGH_SIZE - 1) & -PCIE_HIGH_SIZE;
    }

    /** PLIC source of a virtio slot, 0 to 7. */
    static int virtioIrq(int slot) {
        return 1 + slot;
    }

    /** First physical byte address of a virtio slot, 0 to 7. */
    static long virtioBase(int slot) {
        return VIRTIO.base + slot * VIRTIO_STRIDE;
    }

    /** The map as clients see it, with a DRAM of this many bytes. */
    static List<MemoryMapEntry> entries(long memoryBytes) {
        return Arrays.stream(values()).map(window -> window.entry(memoryBytes)).toList();
    }

    private MemoryMapEntry entry(long memoryBytes) {
        return new MemoryMapEntry(
                "VIRT_" + name(), base, this == DRAM ? memoryBytes : size, kind, purpose);
    }
}
