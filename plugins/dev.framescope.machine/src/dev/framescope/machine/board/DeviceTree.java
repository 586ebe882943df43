package dev.framescope.machine.board;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.device.SeededRandom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The device tree that the guest is given: the nodes, properties and order of QEMU 7.2's, without
 * what this machine has not got. It depends on the configuration alone.
 */
final class DeviceTree {
    static final int TIMEBASE_FREQUENCY = 10_000_000;

    private static final int UART_CLOCK_FREQUENCY = 3_686_400;

    /** As QEMU gives it: source 0, which does not exist, is counted. */
    private static final int PLIC_SOURCES = 96;

    // Interrupt numbers of a hart's local interrupt controller (Privileged Architecture, mcause)
    private static final int M_SOFTWARE = 3;
    private static final int M_TIMER = 7;
    private static final int S_EXTERNAL = 9;
    private static final int M_EXTERNAL = 11;

    private static final int RNG_SEED_BYTES = 32;

    // Spaces of PCI addresses, the bridge's interrupt lines, and how the map is cut to these
    private static final int PCI_IO = 0x1000000;
    private static final int PCI_MEMORY_32 = 0x2000000;
    private static final int PCI_MEMORY_64 = 0x3000000;
    private static final int PCI_SLOTS_WITH_LINES = 4;
    private static final int PCI_PINS = 4;
    private static final int PCI_PIN_MASK = 7;

    private final MachineConfig config;
    private final Map<String, byte[]> chosen;
    private final FdtWriter fdt = new FdtWriter();

    private DeviceTree(MachineConfig config, Map<String, byte[]> chosen) {
        this.config = config;
        this.chosen = chosen;
    }

    /** The board's own tree for this configuration, without initial RAM disk. */
    static byte[] of(MachineConfig config) {
        return new DeviceTree(config, chosen(config.boot().arguments(), Optional.empty())).write();
    }

    /**
     * The tree that the guest finds: the board's own, or what the configuration has instead.
     *
     * @param ramDisk where the initial RAM disk is
     * @throws MachineException if what the configuration has is no device tree
     */
    static byte[] atBoot(MachineConfig config, Optional<AddressRange> ramDisk)
            throws MachineException {
        Map<String, byte[]> chosen = chosen(config.boot().arguments(), ramDisk);
        Optional<byte[]> supplied = config.boot().deviceTree();
        return supplied.isPresent()
                ? ChosenNode.set(supplied.get(), chosen)
                : new DeviceTree(config, chosen).write();
    }

    /** What the kernel is told in {@code /chosen}, in QEMU's order and sizes. */
    private static Map<String, byte[]> chosen(String arguments, Optional<AddressRange> ramDisk) {
        Map<String, byte[]> properties = new LinkedHashMap<>();
        ramDisk.ifPresent(
                range -> {
                    properties.put("linux,initrd-end", FdtWriter.cell((int) range.end()));
                    properties.put("linux,initrd-start", FdtWriter.cell((int) range.base()));
                });
        if (!arguments.isEmpty()) {
            properties.put("bootargs", FdtWriter.terminated(arguments));
        }
        return properties;
    }

    // QEMU numbers phandles from the last hart down, two for each, then the PLIC and the finisher.

    private int cpuPhandle(int hart) {
        return 1 + 2 * (config.harts() - 1 - hart);
    }

    private int interruptControllerPhandle(int hart) {
        return cpuPhandle(hart) + 1;
    }

    private int plicPhandle() {
        return 1 + 2 * config.harts();
    }

    private int testPhandle() {
        return plicPhandle() + 1;
    }

    private byte[] write() {
        fdt.begin("")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .strings("compatible", "riscv-virtio")
                .strings("model", "riscv-virtio,qemu");
        firmwareMemory();
        firmwareConfiguration();
        flash();
        fdt.begin("chosen");
        chosen.forEach(fdt::property);
        fdt.property("rng-seed", new SeededRandom(seed()).nextBytes(RNG_SEED_BYTES));
        fdt.strings("stdout-path", "/soc/serial@" + hex(VirtMap.UART0.base())).end();
        syscon("poweroff", 0x5555);
        syscon("reboot", 0x7777);
        platformBus();
        fdt.begin("memory@" + hex(VirtMap.DRAM.base()))
                .strings("device_type", "memory")
                .ranges("reg", VirtMap.DRAM.base(), config.memoryBytes())
                .end();
        cpus();
        soc();
        return fdt.end().finish();
    }

    /** What OpenSBI adds to the tree: the memory that PMP keeps from the kernel. */
    private void firmwareMemory() {
        if (!(config.firmware() instanceof Firmware.Builtin)) {
            return;
        }
        fdt.begin("reserved-memory")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .flag("ranges")
                .begin("mmode_resv0@" + hex(VirtMap.DRAM.base()))
                .ranges("reg", VirtMap.DRAM.base(), VirtMap.FIRMWARE_SIZE)
                .end()
                .end();
    }

    private void firmwareConfiguration() {
        fdt.begin("fw-cfg@" + hex(VirtMap.FW_CFG.base()))
                .flag("dma-coherent")
                .ranges("reg", VirtMap.FW_CFG.base(), VirtMap.FW_CFG.size())
                .strings("compatible", "qemu,fw-cfg-mmio")
                .end();
    }

    /** Not the numbers that the entropy source gives. */
    private long seed() {
        return ~config.peripherals().seed();
    }

    private void flash() {
        long[] banks = new long[2 * VirtMap.FLASH_BANKS];
        for (int bank = 0; bank < VirtMap.FLASH_BANKS; bank++) {
            banks[2 * bank] = VirtMap.FLASH.base() + bank * VirtMap.FLASH_BANK_SIZE;
            banks[2 * bank + 1] = VirtMap.FLASH_BANK_SIZE;
        }
        fdt.begin("flash@" + hex(VirtMap.FLASH.base()))
                .cells("bank-width", 4)
                .ranges("reg", banks)
                .strings("compatible", "cfi-flash")
                .end();
    }

    private void syscon(String name, int value) {
        fdt.begin(name)
                .cells("value", value)
                .cells("offset", 0)
                .cells("regmap", testPhandle())
                .strings("compatible", "syscon-" + name)
                .end();
    }

    private void platformBus() {
        fdt.begin("platform-bus@" + hex(VirtMap.PLATFORM_BUS.base()))
                .cells("interrupt-parent", plicPhandle())
                .cells(
                        "ranges",
                        0,
                        0,
                        (int) VirtMap.PLATFORM_BUS.base(),
                        (int) VirtMap.PLATFORM_BUS.size())
                .cells("#address-cells", 1)
                .cells("#size-cells", 1)
                .strings("compatible", "qemu,platform", "simple-bus")
                .end();
    }

    private void cpus() {
        fdt.begin("cpus")
                .cells("#address-cells", 1)
                .cells("#size-cells", 0)
                .cells("timebase-frequency", TIMEBASE_FREQUENCY);
        for (int hart = 0; hart < config.harts(); hart++) {
            cpu(hart);
        }
        fdt.begin("cpu-map").begin("cluster0");
        for (int hart = 0; hart < config.harts(); hart++) {
            fdt.begin("core" + hart).cells("cpu", cpuPhandle(hart)).end();
        }
        fdt.end().end().end();
    }

    private void cpu(int hart) {
        fdt.begin("cpu@" + hart)
                .cells("phandle", cpuPhandle(hart))
                .strings("device_type", "cpu")
                .cells("reg", hart)
                .strings("status", "okay")
                .strings("compatible", "riscv")
                .strings("riscv,isa", config.profile().isaString())
                .strings("mmu-type", config.profile().mmuType())
                .begin("interrupt-controller")
                .cells("#interrupt-cells", 1)
                .flag("interrupt-controller")
                .strings("compatible", "riscv,cpu-intc")
                .cells("phandle", interruptControllerPhandle(hart))
                .end()
                .end();
    }

    private void soc() {
        fdt.begin("soc")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .strings("compatible", "simple-bus")
                .flag("ranges");
        interrupting("rtc", VirtMap.RTC.base(), VirtMap.RTC.size(), VirtMap.RTC_IRQ)
                .strings("compatible", "google,goldfish-rtc")
                .end();
        fdt.begin("serial@" + hex(VirtMap.UART0.base()))
                .cells("interrupts", VirtMap.UART0_IRQ)
                .cells("interrupt-parent", plicPhandle())
                .cells("clock-frequency", UART_CLOCK_FREQUENCY)
                .ranges("reg", VirtMap.UART0.base(), VirtMap.UART0.size())
                .strings("compatible", "ns16550a")
                .end();
        fdt.begin("test@" + hex(VirtMap.TEST.base()))
                .cells("phandle", testPhandle())
                .ranges("reg", VirtMap.TEST.base(), VirtMap.TEST.size())
                .strings("compatible", "sifive,test1", "sifive,test0", "syscon")
                .end();
        pci();
        for (int slot = VirtMap.VIRTIO_SLOTS - 1; slot >= 0; slot--) {
            interrupting(
                            "virtio_mmio",
                            VirtMap.virtioBase(slot),
                            VirtMap.VIRTIO_STRIDE,
                            VirtMap.virtioIrq(slot))
                    .strings("compatible", "virtio,mmio")
                    .end();
        }
        plic();
        clint();
        fdt.end();
    }

    /** The host bridge (IEEE 1275 PCI bus binding). */
    private void pci() {
        fdt.begin("pci@" + hex(VirtMap.PCIE_ECAM.base()))
                .cells("interrupt-map-mask", PCI_SLOTS_WITH_LINES - 1 << 11, 0, 0, PCI_PIN_MASK)
                .cells("interrupt-map", pciInterruptMap())
                .cells("ranges", pciRanges())
                .ranges("reg", VirtMap.PCIE_ECAM.base(), VirtMap.PCIE_ECAM.size())
                .flag("dma-coherent")
                .cells("bus-range", 0, 0xff)
                .cells("linux,pci-domain", 0)
                .strings("device_type", "pci")
                .strings("compatible", "pci-host-ecam-generic")
                .cells("#size-cells", 2)
                .cells("#interrupt-cells", 1)
                .cells("#address-cells", 3)
                .end();
    }

    /** The slots' pins take turns on the bridge's four lines. */
    private int[] pciInterruptMap() {
        int[] cells = new int[6 * PCI_SLOTS_WITH_LINES * PCI_PINS];
        int at = 0;
        for (int slot = 0; slot < PCI_SLOTS_WITH_LINES; slot++) {
            for (int pin = 0; pin < PCI_PINS; pin++) {
                cells[at++] = slot << 11;
                at += 2; // the rest of the address is 0
                cells[at++] = pin + 1;
                cells[at++] = plicPhandle();
                cells[at++] = VirtMap.PCIE_IRQ + (slot + pin) % PCI_PINS;
            }
        }
        return cells;
    }

    private int[] pciRanges() {
        long high = VirtMap.pcieHighBase(config.memoryBytes());
        IntStream io = pciRange(PCI_IO, 0, VirtMap.PCIE_PIO.base(), VirtMap.PCIE_PIO.size());
        long low = VirtMap.PCIE_MMIO.base();
        IntStream memory = pciRange(PCI_MEMORY_32, low, low, VirtMap.PCIE_MMIO.size());
        IntStream memory64 = pciRange(PCI_MEMORY_64, high, high, VirtMap.PCIE_HIGH_SIZE);
        return Stream.of(io, memory, memory64).flatMapToInt(range -> range).toArray();
    }

    private static IntStream pciRange(int space, long busAddress, long address, long size) {
        return IntStream.of(
                space,
                (int) (busAddress >>> 32),
                (int) busAddress,
                (int) (address >>> 32),
                (int) address,
                (int) (size >>> 32),
                (int) size);
    }

    /** Begins the node of a device with one line to the PLIC. */
    private FdtWriter interrupting(String name, long base, long size, int irq) {
        return fdt.begin(name + "@" + hex(base))
                .cells("interrupts", irq)
                .cells("interrupt-parent", plicPhandle())
                .ranges("reg", base, size);
    }

    private void plic() {
        fdt.begin("plic@" + hex(VirtMap.PLIC.base()))
                .cells("phandle", plicPhandle())
                .cells("riscv,ndev", PLIC_SOURCES)
                .ranges("reg", VirtMap.PLIC.base(), VirtMap.PLIC.size())
                .cells("interrupts-extended", toEveryHart(M_EXTERNAL, S_EXTERNAL))
                .flag("interrupt-controller")
                .strings("compatible", "sifive,plic-1.0.0", "riscv,plic0")
                .cells("#address-cells", 0)
                .cells("#interrupt-cells", 1)
                .end();
    }

    private void clint() {
        fdt.begin("clint@" + hex(VirtMap.CLINT.base()))
                .cells("interrupts-extended", toEveryHart(M_SOFTWARE, M_TIMER))
                .ranges("reg", VirtMap.CLINT.base(), VirtMap.CLINT.size())
                .strings("compatible", "sifive,clint0", "riscv,clint0")
                .end();
    }

    private int[] toEveryHart(int firstInterrupt, int secondInterrupt) {
        int[] cells = new int[4 * config.harts()];
        for (int hart = 0; hart < config.harts(); hart++) {
            cells[4 * hart] = interruptControllerPhandle(hart);
            cells[4 * hart + 1] = firstInterrupt;
            cells[4 * hart + 2] = interruptControllerPhandle(hart);
            cells[4 * hart + 3] = secondInterrupt;
        }
        return cells;
    }

    private static String hex(long number) {
        return Long.toHexString(number);
    }
}
