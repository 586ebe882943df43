package dev.framescope.machine.board;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.HartState;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MemoryMapEntry;
import dev.framescope.machine.PlacedBlob;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.Trap;
import dev.framescope.machine.WatchSource;
import dev.framescope.machine.device.Clint;
import dev.framescope.machine.device.Device;
import dev.framescope.machine.device.Flash;
import dev.framescope.machine.device.FwCfg;
import dev.framescope.machine.device.GoldfishRtc;
import dev.framescope.machine.device.HostTarget;
import dev.framescope.machine.device.InterruptLine;
import dev.framescope.machine.device.OpenBus;
import dev.framescope.machine.device.Plic;
import dev.framescope.machine.device.PowerSwitch;
import dev.framescope.machine.device.TestFinisher;
import dev.framescope.machine.device.Uart16550;
import dev.framescope.machine.device.virtio.DiskImage;
import dev.framescope.machine.firmware.BuiltinFirmware;
import dev.framescope.machine.firmware.FirmwarePlatform;
import dev.framescope.machine.firmware.ProtectedRange;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.hart.HartHost;
import dev.framescope.machine.hart.Interrupt;
import dev.framescope.machine.memory.BusMaster;
import dev.framescope.machine.memory.PhysicalMemory;
import dev.framescope.machine.run.Hardware;
import dev.framescope.machine.run.HartClocks;
import dev.framescope.machine.run.SerialConsole;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code virt} board: harts, memory and devices, wired together. Machine thread only. */
final class Board implements Hardware {
    private static final Logger LOG = System.getLogger(Board.class.getName());

    /** The date when the machine is switched on, always: 2026-01-01 00:00 UTC. */
    private static final long EPOCH_NANOS = 1_767_225_600L * 1_000_000_000;

    /** What OpenSBI's domain keeps from S-mode: the timers of M-mode, and itself. */
    private static final List<ProtectedRange> PROTECTED =
            List.of(
                    new ProtectedRange(VirtMap.CLINT.base(), VirtMap.CLINT.size()),
                    new ProtectedRange(VirtMap.DRAM.base(), VirtMap.FIRMWARE_SIZE));

    private final HartClocks clocks;
    private final SerialConsole console;
    private final BootImages images;
    private final List<MemoryMapEntry> memoryMap;
    private final PhysicalMemory memory;
    private final List<Hart> harts = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Clint clint;
    private final Plic plic;
    private final Uart16550 uart;
    private final GoldfishRtc rtc;
    private final VirtioSlots slots;
    private final List<DiskImage> disks;

    /** Null without firmware. */
    private final BuiltinFirmware firmware;

    private Hooks hooks;
    private PowerRequest powerRequest;

    Board(
            MachineConfig config,
            BootImages images,
            List<DiskImage> disks,
            HartClocks clocks,
            Hardware.Consoles consoles) {
        this.clocks = clocks;
        this.disks = disks;
        console = consoles.serial();
        this.images = images;
        memoryMap = VirtMap.entries(config.memoryBytes());
        memory = new PhysicalMemory(VirtMap.DRAM.base(), config.memoryBytes());
        HartHost host = new Host();
        for (int hart = 0; hart < config.harts(); hart++) {
            harts.add(new Hart(hart, memory, host, config.profile()));
        }
        PowerSwitch power = new Power();
        memory.mapRom(VirtMap.MROM.base(), images.rom());
        map(VirtMap.TEST, new TestFinisher(power));
        clint = map(VirtMap.CLINT, new Clint(config.harts(), clocks, new ClintLines()));
        plic = map(VirtMap.PLIC, new Plic(externalInterrupts()));
        rtc = map(VirtMap.RTC, new GoldfishRtc(clocks, EPOCH_NANOS, plic.source(VirtMap.RTC_IRQ)));
        uart = map(VirtMap.UART0, new Uart16550(plic.source(VirtMap.UART0_IRQ), console::transmit));
        slots =
                new VirtioSlots(
                        config.peripherals(), disks, memory, clocks, plic, consoles.virtio());
        mapSlots();
        firmware =
                config.firmware() instanceof Firmware.Builtin
                        ? new BuiltinFirmware(new Platform(power), PROTECTED)
                        : null;
        images.load(memory);
        config.kernel()
                .hostInterface()
                .ifPresent(words -> HostTarget.serve(words, memory, console::transmit, power));
        resetHarts();
    }

    private <D extends Device> D map(VirtMap window, D device) {
        return map(window.base(), window.size(), device);
    }

    private <D extends Device> D map(long base, long size, D device) {
        memory.map(base, size, device);
        devices.add(device);
        return device;
    }

    private void mapSlots() {
        for (int slot = 0; slot < VirtMap.VIRTIO_SLOTS; slot++) {
            map(VirtMap.virtioBase(slot), VirtMap.VIRTIO_SLOT_SIZE, slots.slot(slot));
        }
        for (int bank = 0; bank < VirtMap.FLASH_BANKS; bank++) {
            map(
                    VirtMap.FLASH.base() + bank * VirtMap.FLASH_BANK_SIZE,
                    VirtMap.FLASH_BANK_SIZE,
                    new Flash(VirtMap.FLASH_BANK_SIZE));
        }
        map(VirtMap.FW_CFG, new FwCfg(memory, harts.size()));
        map(VirtMap.PCIE_ECAM, new OpenBus());
        map(VirtMap.PCIE_PIO, new OpenBus());
        map(VirtMap.PCIE_MMIO, new OpenBus());
        map(VirtMap.pcieHighBase(memory.ram().size()), VirtMap.PCIE_HIGH_SIZE, new OpenBus());
    }

    /** The PLIC's contexts: machine and supervisor mode of each hart in turn. */
    private InterruptLine[] externalInterrupts() {
        InterruptLine[] lines = new InterruptLine[2 * harts.size()];
        for (Hart hart : harts) {
            lines[2 * hart.id()] = level -> hart.setInterrupt(Interrupt.MEI, level);
            lines[2 * hart.id() + 1] = level -> hart.setInterrupt(Interrupt.SEI, level);
        }
        return lines;
    }

    private void resetHarts() {
        if (firmware != null) {
            uart.setUpByFirmware();
            clint.disarmTimers();
            firmware.boot(images.kernelEntry(), images.deviceTreeAddress());
        } else {
            for (Hart hart : harts) {
                hart.reset(VirtMap.MROM.base(), Privilege.MACHINE, 0, 0);
            }
        }
    }

    /** Has the running hart come back, so that its deadlines are looked at again. */
    private void interruptSlice() {
        harts.get(clocks.current()).requestExit();
    }

    private final class Host implements HartHost {
        @Override
        public long mtime(Hart hart) {
            return clint.mtime();
        }

        @Override
        public boolean supervisorCall(Hart hart) {
            firmware.call(hart);
            return true;
        }

        @Override
        public boolean codePoint(Hart hart, long paddr) {
            return hooks.codePoint(hart, paddr);
        }

        @Override
        public boolean trapTaken(Hart hart, Trap trap) {
            return hooks.trapTaken(hart, trap);
        }

        @Override
        public void privilegeChanged(Hart hart, PrivilegeChange change) {
            hooks.privilegeChanged(hart, change);
        }

        @Override
        public void satpWritten(Hart hart, SatpWrite write) {
            hooks.satpWritten(hart, write);
        }
    }

    private final class ClintLines implements Clint.Listener {
        @Override
        public void softwareInterrupt(int hart, boolean level) {
            harts.get(hart).setInterrupt(Interrupt.MSI, level);
        }

        @Override
        public void timerChanged() {
            interruptSlice();
        }
    }

    private final class Power implements PowerSwitch {
        @Override
        public void powerOff(int code, String how) {
            powerRequest = new PowerRequest.Off(code, how);
            interruptSlice();
        }

        @Override
        public void reboot() {
            powerRequest = new PowerRequest.Reboot();
            interruptSlice();
        }
    }

    private final class Platform implements FirmwarePlatform {
        private final PowerSwitch power;
        private final BusMaster master = new BusMaster(memory, this::caller);

        Platform(PowerSwitch power) {
            this.power = power;
        }

        @Override
        public List<Hart> harts() {
            return harts;
        }

        /** The hart whose call is being served. */
        private WatchSource caller() {
            Hart hart = harts.get(clocks.current());
            return new WatchSource.Firmware(hart.id(), hart.pc());
        }

        @Override
        public BusMaster memory() {
            return master;
        }

        @Override
        public PowerSwitch power() {
            return power;
        }

        @Override
        public void consoleSend(int value) {
            console.transmit(value);
        }

        @Override
        public int consoleRead() {
            return uart.takeReceived();
        }

        @Override
        public boolean isSupervisorMemory(long paddr, long bytes) {
            long first = VirtMap.DRAM.base() + VirtMap.FIRMWARE_SIZE;
            long end = memory.ram().base() + memory.ram().size();
            return paddr >= first && paddr <= end && bytes >= 0 && bytes <= end - paddr;
        }

        @Override
        public long mtime() {
            return clint.mtime();
        }

        @Override
        public void driveInterruptLines() {
            plic.updateTargets();
            clint.updateSoftwareInterrupts();
        }

        @Override
        public void scheduleChanged() {
            interruptSlice();
        }
    }

    @Override
    public List<Hart> harts() {
        return harts;
    }

    @Override
    public void setHooks(Hooks newHooks) {
        hooks = newHooks;
    }

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public HartState state(int hart) {
        if (firmware != null) {
            return firmware.state(hart);
        }
        return wake(hart) ? HartState.STARTED : HartState.WAITING;
    }

    @Override
    public boolean wake(int hart) {
        if (firmware != null) {
            return firmware.wake(hart);
        }
        Hart waiting = harts.get(hart);
        return !waiting.waiting() || waiting.interruptPending();
    }

    @Override
    public void updateTimers(int hart, long now) {
        long mtime = clint.mtimeAt(now);
        boolean reached = Long.compareUnsigned(mtime, clint.timerDeadline(hart)) >= 0;
        harts.get(hart).setInterrupt(Interrupt.MTI, reached);
        updateSupervisorTimer(harts.get(hart), mtime);
        if (firmware != null) {
            firmware.updateTimer(harts.get(hart), mtime);
        }
    }

    private static void updateSupervisorTimer(Hart hart, long mtime) {
        if (hart.supervisorTimerEnabled()) {
            boolean reached = Long.compareUnsigned(mtime, hart.supervisorTimer()) >= 0;
            hart.setInterrupt(Interrupt.STI, reached);
        }
    }

    @Override
    public long nextTimer(int hart, long now) {
        long next = future(clint.nanosAt(clint.timerDeadline(hart), now), now);
        if (harts.get(hart).supervisorTimerEnabled()) {
            long deadline = harts.get(hart).supervisorTimer();
            next = Math.min(next, future(clint.nanosAt(deadline, now), now));
        }
        if (firmware != null) {
            long deadline = firmware.timerDeadline(harts.get(hart));
            next = Math.min(next, future(clint.nanosAt(deadline, now), now));
        }
        return next;
    }

    private static long future(long time, long now) {
        return time > now ? time : Long.MAX_VALUE;
    }

    @Override
    public long nextDeviceEvent() {
        return Math.min(rtc.deadlineNanos(), slots.nextEvent());
    }

    @Override
    public void runDeviceEvents() {
        rtc.clockAdvanced();
        slots.clockAdvanced();
    }

    @Override
    public void takeInput() {
        slots.takeInput();
        while (uart.canReceive()) {
            int value = console.poll();
            if (value < 0) {
                return;
            }
            uart.receive((byte) value);
        }
    }

    @Override
    public Optional<PowerRequest> takePowerRequest() {
        Optional<PowerRequest> request = Optional.ofNullable(powerRequest);
        powerRequest = null;
        return request;
    }

    @Override
    public void reboot() {
        images.reload(memory);
        devices.forEach(Device::reset);
        resetHarts();
        plic.updateTargets();
    }

    @Override
    public long mtimeAt(long nanos) {
        return clint.mtimeAt(nanos);
    }

    @Override
    public List<MemoryMapEntry> memoryMap() {
        return memoryMap;
    }

    @Override
    public List<PlacedBlob> placedBlobs() {
        return images.placedBlobs();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (Hart hart : harts) {
            hart.save(out);
        }
        for (Device device : devices) {
            device.save(out);
        }
        if (firmware != null) {
            firmware.save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (Hart hart : harts) {
            hart.load(in);
        }
        for (Device device : devices) {
            device.load(in);
        }
        if (firmware != null) {
            firmware.load(in);
        }
        powerRequest = null;
    }

    @Override
    public void close() {
        for (DiskImage disk : disks) {
            try {
                disk.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a drive's file has not been closed", e);
            }
        }
    }
}
