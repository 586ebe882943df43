package dev.framescope.machine.device;

import dev.framescope.machine.HostInterface;
import dev.framescope.machine.memory.BusMaster;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.PhysicalMemory;

import java.util.function.IntConsumer;

/**
 * The host's side of HTIF, by which test programs end a run and print: a doubleword that becomes
 * other than zero is a command, with a device in bits 63 to 56, a function in bits 55 to 48 and a
 * payload below. Served at once; without state of its own. Machine thread only.
 */
public final class HostTarget {
    private static final int DEVICE_SHIFT = 56;
    private static final int FUNCTION_SHIFT = 48;
    private static final long PAYLOAD_MASK = (1L << FUNCTION_SHIFT) - 1;

    /** Device 0, function 0: odd payloads end the run, even ones point to a system call. */
    private static final int SYSTEM = 0;

    private static final int CONSOLE = 1;
    private static final int CONSOLE_WRITE = 1;

    // Of Linux, as the RISC-V proxy kernel passes them on
    private static final int SYS_WRITE = 64;
    private static final int SYS_EXIT = 93;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final long EBADF = 9;
    private static final long ENOSYS = 38;
    private static final long EFAULT = 14;

    /** More than this is not printed by one system call. */
    private static final int MAX_WRITE_BYTES = 1 << 20;

    private final HostInterface words;
    private final PhysicalMemory memory;
    private final BusMaster master;
    private final IntConsumer console;
    private final PowerSwitch power;

    private HostTarget(
            HostInterface words, PhysicalMemory memory, IntConsumer console, PowerSwitch power) {
        this.words = words;
        this.memory = memory;
        master = BusMaster.device(memory, "HTIF");
        this.console = console;
        this.power = power;
    }

    /**
     * Serves a program from now on; one whose word is not in memory asks for nothing.
     *
     * @param console takes the bytes that the program prints
     */
    public static void serve(
            HostInterface words, PhysicalMemory memory, IntConsumer console, PowerSwitch power) {
        if (isDoubleword(memory, words.tohost())) {
            HostTarget host = new HostTarget(words, memory, console, power);
            memory.watchStores(words.tohost(), Long.BYTES, host::commandStored);
        }
    }

    private static boolean isDoubleword(PhysicalMemory memory, long paddr) {
        return memory.ram().contains(paddr, Long.BYTES) && (paddr & Long.BYTES - 1) == 0;
    }

    private void commandStored() {
        long command = memory.peek(words.tohost(), Long.BYTES);
        if (command == 0) {
            return;
        }
        int device = (int) (command >>> DEVICE_SHIFT);
        int function = (int) (command >>> FUNCTION_SHIFT) & 0xff;
        long payload = command & PAYLOAD_MASK;
        if (device == SYSTEM && function == 0 && (payload & 1) != 0) {
            exit(payload >>> 1);
            return;
        }
        put(words.tohost(), 0);
        if (device == SYSTEM && function == 0) {
            systemCall(payload);
            answer(1);
        } else if (device == CONSOLE && function == CONSOLE_WRITE) {
            console.accept((int) payload & 0xff);
            answer(command & ~PAYLOAD_MASK);
        }
    }

    private void exit(long code) {
        int status = code == (int) code ? (int) code : -1;
        power.powerOff(status, "HTIF exit");
    }

    /** A block of eight doublewords: the call's number, where the result goes, and arguments. */
    private void systemCall(long block) {
        if (!memory.ram().contains(block, 8 * Long.BYTES) || (block & Long.BYTES - 1) != 0) {
            return;
        }
        long number = get(block, 0);
        long first = get(block, 1);
        if (number == SYS_EXIT) {
            exit(first);
        } else if (number == SYS_WRITE) {
            long from = get(block, 2);
            long count = get(block, 3);
            put(block, write(first, from, count));
        } else {
            put(block, -ENOSYS);
        }
    }

    private long write(long file, long from, long count) {
        if (file != STANDARD_OUTPUT && file != STANDARD_ERROR) {
            return -EBADF;
        }
        byte[] bytes = new byte[Math.clamp(count, 0, MAX_WRITE_BYTES)];
        if (master.read(from, bytes, 0, bytes.length) < bytes.length) {
            return -EFAULT;
        }
        for (byte value : bytes) {
            console.accept(value & 0xff);
        }
        return bytes.length;
    }

    private void answer(long value) {
        words.fromhost()
                .ifPresent(
                        paddr -> {
                            if (isDoubleword(memory, paddr)) {
                                put(paddr, value);
                            }
                        });
    }

    /** A doubleword of a block, by its number. */
    private long get(long block, int index) {
        byte[] bytes = new byte[Long.BYTES];
        master.read(block + (long) index * Long.BYTES, bytes, 0, bytes.length);
        return LittleEndian.get(bytes, 0, Long.BYTES);
    }

    private void put(long paddr, long value) {
        byte[] bytes = new byte[Long.BYTES];
        LittleEndian.set(bytes, 0, Long.BYTES, value);
        master.write(paddr, bytes, 0, bytes.length);
    }
}
