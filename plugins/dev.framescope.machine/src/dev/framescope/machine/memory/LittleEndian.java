package dev.framescope.machine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian views of byte arrays; plain access, at any alignment. */
public final class LittleEndian {
    public static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /**
     * Reads a zero-extended value.
     *
     * @param bytes 1, 2, 4 or 8
     */
    public static long get(byte[] array, int index, int bytes) {
        return switch (bytes) {
            case 1 -> array[index] & 0xffL;
            case 2 -> (short) SHORT.get(array, index) & 0xffffL;
            case 4 -> (int) INT.get(array, index) & 0xffff_ffffL;
            default -> (long) LONG.get(array, index);
        };
    }

    /**
     * Writes the low bytes of a value.
     *
     * @param bytes 1, 2, 4 or 8
     */
    public static void set(byte[] array, int index, int bytes, long value) {
        switch (bytes) {
            case 1 -> array[index] = (byte) value;
            case 2 -> SHORT.set(array, index, (short) value);
            case 4 -> INT.set(array, index, (int) value);
            default -> LONG.set(array, index, value);
        }
    }
}
