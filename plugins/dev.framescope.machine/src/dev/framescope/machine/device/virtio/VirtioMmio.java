package dev.framescope.machine.device.virtio;

import dev.framescope.machine.device.Device;
import dev.framescope.machine.device.InterruptLine;
import dev.framescope.machine.device.MachineClock;
import dev.framescope.machine.memory.BusMaster;
import dev.framescope.machine.memory.PhysicalMemory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The virtio-mmio transport (virtio 4.2), modern (version 2) or legacy (version 1), with a device
 * behind it. Requests are served a fixed time after the driver has notified.
 */
public final class VirtioMmio implements Device {
    /**
     * From a notification to its requests' completion, in nanoseconds of the machine's clock. Not
     * less than a round of harts takes, so that the time has never passed when it is set.
     */
    public static final long LATENCY_NANOS = 20_000;

    /** The register layouts' versions. */
    public static final int MODERN_VERSION = 2;

    public static final int LEGACY_VERSION = 1;

    private static final int MAGIC = 0x7472_6976; // "virt"
    private static final int VENDOR = 0x554d_4551; // "QEMU"

    /** Device-independent features (virtio chapter 6). */
    private static final long F_RING_INDIRECT_DESC = 1L << 28;

    private static final long F_RING_EVENT_IDX = 1L << 29;

    /** The driver is one for virtio 1.0 or later. */
    static final long F_VERSION_1 = 1L << 32;

    // The status register (virtio 2.1)
    private static final int STATUS_DRIVER_OK = 4;
    private static final int STATUS_FEATURES_OK = 8;
    private static final int STATUS_NEEDS_RESET = 64;
    private static final int STATUS_MASK = 0xff;

    // The interrupt status register (virtio 4.2.2)
    private static final int USED_BUFFER = 1;
    private static final int CONFIGURATION_CHANGE = 2;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LOW_HALF = 0xffff_ffffL;

    private final VirtioDevice device;
    private final MachineClock clock;
    private final InterruptLine line;
    private final boolean legacy;
    private final long offered;
    private final Virtqueue[] queues;

    /** When each queue is to be served. */
    private final long[] deadlines;

    private int status;
    private int deviceFeaturesSelect;
    private int driverFeaturesSelect;
    private long accepted;
    private int queueSelect;
    private int interruptStatus;

    /** The driver has broken the rules; nothing is served before a reset. */
    private boolean broken;

    // Legacy only
    private int guestPageShift;
    private int queueAlign;

    /**
     * @param device what is behind it
     * @param memory where the queues are
     * @param clock gives the time
     * @param line the interrupt
     * @param legacy whether it has the register layout from before virtio 1.0
     */
    public VirtioMmio(
            VirtioDevice device,
            PhysicalMemory memory,
            MachineClock clock,
            InterruptLine line,
            boolean legacy) {
        this.device = device;
        this.clock = clock;
        this.line = line;
        this.legacy = legacy;
        long common = F_RING_INDIRECT_DESC | F_RING_EVENT_IDX;
        offered = device.features() | common | (legacy ? 0 : F_VERSION_1);
        queues = new Virtqueue[device.queueCount()];
        BusMaster master = BusMaster.device(memory, device.name());
        Arrays.setAll(queues, queue -> new Virtqueue(master));
        deadlines = new long[queues.length];
        device.setWaker(this::schedule);
        powerOn();
    }

    /**
     * When it has something to do next, on the machine's clock; {@code Long.MAX_VALUE} if never.
     */
    public long deadlineNanos() {
        return Arrays.stream(deadlines).min().orElse(NEVER);
    }

    /** Serves the queues whose time has come. */
    public void clockAdvanced() {
        for (int queue = 0; queue < queues.length; queue++) {
            if (deadlines[queue] <= clock.nanos()) {
                deadlines[queue] = NEVER;
                serve(queue);
            }
        }
    }

    private void schedule(int queue) {
        if (canServe(queue) && deadlines[queue] == NEVER) {
            deadlines[queue] = clock.nanos() + LATENCY_NANOS;
        }
    }

    private boolean canServe(int queue) {
        boolean driverReady = legacy || (status & STATUS_DRIVER_OK) != 0;
        return driverReady && !broken && queues[queue].ready();
    }

    private void serve(int index) {
        if (!canServe(index)) {
            return;
        }
        try {
            boolean more = device.serve(index, queues[index]);
            if (queues[index].takeSignal()) {
                interrupt(USED_BUFFER);
            }
            if (more) {
                schedule(index);
            }
        } catch (RingError e) {
            needReset();
        }
    }

    /** The driver has broken the rules (virtio 2.1.2). */
    private void needReset() {
        broken = true;
        Arrays.fill(deadlines, NEVER);
        if (!legacy) {
            status |= STATUS_NEEDS_RESET;
            interrupt(CONFIGURATION_CHANGE);
        }
    }

    private void interrupt(int why) {
        interruptStatus |= why;
        line.set(true);
    }

    @Override
    public boolean readIsPure(long offset) {
        return true;
    }

    @Override
    public long read(long offset, int bytes) {
        if (bytes == 8) {
            return read(offset, 4) | read(offset + 4, 4) << 32;
        }
        if (offset >= Register.CONFIG) {
            return configuration((int) offset - Register.CONFIG, bytes);
        }
        return bytes == 4 ? readRegister((int) offset) & LOW_HALF : 0;
    }

    private long configuration(int offset, int bytes) {
        byte[] space = device.configuration();
        long value = 0;
        for (int i = 0; i < bytes && offset + i < space.length; i++) {
            value |= (space[offset + i] & 0xffL) << 8 * i;
        }
        return value;
    }

    private int readRegister(int offset) {
        return switch (offset) {
            case Register.MAGIC_VALUE -> MAGIC;
            case Register.VERSION -> legacy ? LEGACY_VERSION : MODERN_VERSION;
            case Register.DEVICE_ID -> device.deviceId();
            case Register.VENDOR_ID -> VENDOR;
            case Register.DEVICE_FEATURES -> featuresWord();
            case Register.QUEUE_NUM_MAX -> selected() == null ? 0 : Virtqueue.MAX_SIZE;
            case Register.INTERRUPT_STATUS -> interruptStatus;
            case Register.STATUS -> status;
            default -> legacy ? readLegacy(offset) : readModern(offset);
        };
    }

    private int readLegacy(int offset) {
        Virtqueue queue = selected();
        return offset == Register.QUEUE_PFN && queue != null
                ? (int) (queue.descriptors() >>> guestPageShift)
                : 0;
    }

    private int readModern(int offset) {
        Virtqueue queue = selected();
        return switch (offset) {
            case Register.QUEUE_READY -> queue != null && queue.ready() ? 1 : 0;
            // There is no shared memory region: its length and base are all ones (virtio 4.2.2)
            case Register.SHM_LEN_LOW,
                    Register.SHM_LEN_HIGH,
                    Register.SHM_BASE_LOW,
                    Register.SHM_BASE_HIGH ->
                    -1;
            default -> 0; // the generation too: the configuration never changes
        };
    }

    private int featuresWord() {
        return switch (deviceFeaturesSelect) {
            case 0 -> (int) offered;
            case 1 -> (int) (offered >>> 32);
            default -> 0;
        };
    }

    /** The queue that the driver has selected; null if there is none of that number. */
    private Virtqueue selected() {
        return queueSelect >= 0 && queueSelect < queues.length ? queues[queueSelect] : null;
    }

    @Override
    public void write(long offset, int bytes, long value) {
        if (bytes == 8) {
            write(offset, 4, value);
            write(offset + 4, 4, value >>> 32);
        } else if (bytes == 4 && offset < Register.CONFIG) {
            writeRegister((int) offset, (int) value);
        } // else nothing: no device here has a configuration that can be written
    }

    private void writeRegister(int offset, int value) {
        switch (offset) {
            case Register.DEVICE_FEATURES_SEL -> deviceFeaturesSelect = value;
            case Register.DRIVER_FEATURES -> writeFeatures(value);
            case Register.DRIVER_FEATURES_SEL -> driverFeaturesSelect = value;
            case Register.QUEUE_SEL -> queueSelect = value;
            case Register.QUEUE_NOTIFY -> notified(value);
            case Register.INTERRUPT_ACK -> {
                interruptStatus &= ~value;
                line.set(interruptStatus != 0);
            }
            case Register.STATUS -> writeStatus(value & STATUS_MASK);
            default -> writeQueueRegister(offset, value);
        }
    }

    /** What the registers do to the selected queue. */
    private void writeQueueRegister(int offset, int value) {
        Virtqueue queue = selected();
        if (legacy && offset == Register.GUEST_PAGE_SIZE) {
            guestPageShift = Integer.numberOfTrailingZeros(value) & 31;
        } else if (queue == null) {
            return;
        } else if (offset == Register.QUEUE_NUM) {
            queue.setSize(value);
        } else if (legacy) {
            writeLegacy(queue, offset, value);
        } else {
            writeModern(queue, offset, value);
        }
    }

    private void writeLegacy(Virtqueue queue, int offset, int value) {
        if (offset == Register.QUEUE_ALIGN) {
            queueAlign = value;
        } else if (offset == Register.QUEUE_PFN) {
            if (value == 0) {
                resetDevice();
            } else {
                placeLegacyQueue(queue, (value & LOW_HALF) << guestPageShift);
            }
        }
    }

    /** Where the rings of a legacy queue are, which is one piece (virtio 2.6.2). */
    private void placeLegacyQueue(Virtqueue queue, long paddr) {
        long align = Math.max(1, Integer.highestOneBit(queueAlign) & LOW_HALF);
        long available = paddr + 16L * queue.size();
        long availableEnd = available + 6 + 2L * queue.size();
        queue.setDescriptors(paddr);
        queue.setAvailable(available);
        queue.setUsed(availableEnd + align - 1 & -align);
        queue.setEventIndex((accepted & F_RING_EVENT_IDX) != 0);
        queue.setReady(true);
    }

    private void writeModern(Virtqueue queue, int offset, int value) {
        switch (offset) {
            case Register.QUEUE_READY -> {
                queue.setEventIndex((accepted & F_RING_EVENT_IDX) != 0);
                queue.setReady((value & 1) != 0);
            }
            case Register.QUEUE_DESC_LOW ->
                    queue.setDescriptors(withLow(queue.descriptors(), value));
            case Register.QUEUE_DESC_HIGH ->
                    queue.setDescriptors(withHigh(queue.descriptors(), value));
            case Register.QUEUE_DRIVER_LOW -> queue.setAvailable(withLow(queue.available(), value));
            case Register.QUEUE_DRIVER_HIGH ->
                    queue.setAvailable(withHigh(queue.available(), value));
            case Register.QUEUE_DEVICE_LOW -> queue.setUsed(withLow(queue.used(), value));
            case Register.QUEUE_DEVICE_HIGH -> queue.setUsed(withHigh(queue.used(), value));
            default -> {
                // the rest is read-only, or there is nothing
            }
        }
    }

    private static long withLow(long number, int low) {
        return number & ~LOW_HALF | low & LOW_HALF;
    }

    private static long withHigh(long number, int high) {
        return number & LOW_HALF | (long) high << 32;
    }

    private void notified(int queue) {
        if (queue >= 0 && queue < queues.length) {
            schedule(queue);
        }
    }

    private void writeFeatures(int word) {
        if ((status & STATUS_FEATURES_OK) != 0) {
            return; // virtio 3.1.1: they are settled
        }
        switch (driverFeaturesSelect) {
            case 0 -> accepted = withLow(accepted, word);
            case 1 -> accepted = withHigh(accepted, word);
            default -> {
                // no features there
            }
        }
        device.setAccepted(accepted);
    }

    private void writeStatus(int value) {
        if (value == 0) {
            resetDevice();
            return;
        }
        int kept = status & STATUS_NEEDS_RESET;
        status = value & ~STATUS_NEEDS_RESET | kept;
        if ((accepted & ~offered) != 0) {
            status &= ~STATUS_FEATURES_OK; // virtio 3.1.1: nothing else can be agreed on
        }
    }

    private void resetDevice() {
        powerOn();
        device.reset();
        line.set(false);
    }

    private void powerOn() {
        for (Virtqueue queue : queues) {
            queue.reset();
        }
        Arrays.fill(deadlines, NEVER);
        status = 0;
        deviceFeaturesSelect = 0;
        driverFeaturesSelect = 0;
        accepted = 0;
        device.setAccepted(0);
        queueSelect = 0;
        interruptStatus = 0;
        broken = false;
        guestPageShift = 0;
        queueAlign = 0;
    }

    @Override
    public void reset() {
        resetDevice();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int queue = 0; queue < queues.length; queue++) {
            queues[queue].save(out);
            out.writeLong(deadlines[queue]);
        }
        out.writeInt(status);
        out.writeInt(deviceFeaturesSelect);
        out.writeInt(driverFeaturesSelect);
        out.writeLong(accepted);
        out.writeInt(queueSelect);
        out.writeInt(interruptStatus);
        out.writeBoolean(broken);
        out.writeInt(guestPageShift);
        out.writeInt(queueAlign);
        device.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (int queue = 0; queue < queues.length; queue++) {
            queues[queue].load(in);
            deadlines[queue] = in.readLong();
        }
        status = in.readInt();
        deviceFeaturesSelect = in.readInt();
        driverFeaturesSelect = in.readInt();
        accepted = in.readLong();
        queueSelect = in.readInt();
        interruptStatus = in.readInt();
        broken = in.readBoolean();
        guestPageShift = in.readInt();
        queueAlign = in.readInt();
        device.setAccepted(accepted);
        device.load(in);
    }
}
