package dev.framescope.machine.board;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The content of the mask ROM, with the code and data that QEMU puts there: load a0 to a2 and jump
 * to the start address.
 */
final class ResetVector {
    private static final int[] CODE = {
        0x00000297, // auipc t0, 0
        0x02828613, // addi  a2, t0, 40: the firmware's information below
        0xf1402573, // csrr  a0, mhartid
        0x0202b583, // ld    a1, 32(t0): the device tree
        0x0182b283, // ld    t0, 24(t0): the start address
        0x00028067, // jr    t0
    };

    // OpenSBI's struct fw_dynamic_info
    private static final long FW_DYNAMIC_MAGIC = 0x4942534f; // "OSBI"
    private static final long FW_DYNAMIC_VERSION = 2;
    private static final long NEXT_MODE_SUPERVISOR = 1;
    private static final long NO_OPTIONS = 0;
    private static final long ANY_BOOT_HART = 0;

    private static final int DATA_DOUBLEWORDS = 8;

    /** Bytes of code and data; the rest of the ROM is zero. */
    static final int SIZE = CODE.length * Integer.BYTES + DATA_DOUBLEWORDS * Long.BYTES;

    private ResetVector() {}

    /**
     * @param romSize in bytes
     * @param start where every hart goes
     * @param deviceTree what it finds in a1
     * @param kernelEntry what firmware at {@code start} would start next
     */
    static byte[] of(long romSize, long start, long deviceTree, long kernelEntry) {
        ByteBuffer rom = ByteBuffer.allocate((int) romSize).order(ByteOrder.LITTLE_ENDIAN);
        for (int instruction : CODE) {
            rom.putInt(instruction);
        }
        rom.putLong(start)
                .putLong(deviceTree)
                .putLong(FW_DYNAMIC_MAGIC)
                .putLong(FW_DYNAMIC_VERSION)
                .putLong(kernelEntry)
                .putLong(NEXT_MODE_SUPERVISOR)
                .putLong(NO_OPTIONS)
                .putLong(ANY_BOOT_HART);
        return rom.array();
    }
}
