package dev.framescope.debugger.value;

/** Bits in byte arrays, numbered from the least significant bit of the first byte. */
final class Bits {
    private Bits() {}

    static void copy(byte[] from, long fromBit, byte[] to, long toBit, long count) {
        if ((fromBit | toBit | count) % Byte.SIZE == 0) {
            System.arraycopy(
                    from,
                    (int) (fromBit / Byte.SIZE),
                    to,
                    (int) (toBit / Byte.SIZE),
                    (int) (count / Byte.SIZE));
            return;
        }
        for (long i = 0; i < count; i++) {
            set(to, toBit + i, get(from, fromBit + i));
        }
    }

    static boolean get(byte[] bytes, long bit) {
        return (bytes[(int) (bit / Byte.SIZE)] >>> bit % Byte.SIZE & 1) != 0;
    }

    static void set(byte[] bytes, long bit, boolean on) {
        int index = (int) (bit / Byte.SIZE);
        int mask = 1 << bit % Byte.SIZE;
        bytes[index] = (byte) (on ? bytes[index] | mask : bytes[index] & ~mask);
    }
}
