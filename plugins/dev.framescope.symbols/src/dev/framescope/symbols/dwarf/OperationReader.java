package dev.framescope.symbols.dwarf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the operations of an expression and what stands behind them. Belongs to one thread. */
final class OperationReader {

    private final ByteBuffer in;

    OperationReader(byte[] operations) {
        in = ByteBuffer.wrap(operations).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean atEnd() {
        return !in.hasRemaining();
    }

    int u8() throws CannotTell {
        return (int) unsigned(1);
    }

    long unsigned(long size) throws CannotTell {
        try {
            return switch ((int) size) {
                case 1 -> in.get() & 0xff;
                case 2 -> in.getShort() & 0xffff;
                case 4 -> Integer.toUnsignedLong(in.getInt());
                case 8 -> in.getLong();
                default -> throw new CannotTell("a number of " + size + " bytes is not supported");
            };
        } catch (BufferUnderflowException e) {
            throw ended();
        }
    }

    long signed(int size) throws CannotTell {
        int unused = Long.SIZE - Byte.SIZE * size;
        return unsigned(size) << unused >> unused;
    }

    long uleb() throws CannotTell {
        long value = 0;
        int next = 0x80;
        for (int shift = 0; next >= 0x80; shift += 7) {
            next = u8();
            if (shift < Long.SIZE) {
                value |= (long) (next & 0x7f) << shift;
            }
        }
        return value;
    }

    long sleb() throws CannotTell {
        long value = 0;
        int shift = 0;
        int next = 0x80;
        while (next >= 0x80) {
            next = u8();
            if (shift < Long.SIZE) {
                value |= (long) (next & 0x7f) << shift;
            }
            shift += 7;
        }
        return (next & 0x40) != 0 && shift < Long.SIZE ? value | -1L << shift : value;
    }

    byte[] bytes(long count) throws CannotTell {
        if (count < 0 || count > in.remaining()) {
            throw ended();
        }
        byte[] bytes = new byte[(int) count];
        in.get(bytes);
        return bytes;
    }

    /** Goes on that many bytes further, or back. */
    void jump(long distance) throws CannotTell {
        long target = in.position() + distance;
        if (target < 0 || target > in.limit()) {
            throw new CannotTell("its location expression jumps out of itself");
        }
        in.position((int) target);
    }

    private static CannotTell ended() {
        return new CannotTell("its location expression ends in the middle of an operation");
    }
}
