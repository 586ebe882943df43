package dev.framescope.debugger.value;

import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.symbols.location.Location;

import java.util.Arrays;
import java.util.OptionalLong;

/** Fetches the bytes of values. Part of {@link Value}. */
final class StorageReader {
    private final ValueFrame frame;

    StorageReader(ValueFrame frame) {
        this.frame = frame;
    }

    /** So many bytes from the start of a storage. */
    byte[] read(Storage storage, int size) throws ValueException {
        return switch (storage) {
            case Storage.Memory memory -> memory(memory, size);
            case Storage.Register register -> register(register, size);
            case Storage.Bytes bytes -> bytes(bytes, size);
            case Storage.Pieces pieces -> pieces(pieces, size);
            case Storage.Unavailable unavailable -> throw new ValueException(unavailable.why());
        };
    }

    private byte[] memory(Storage.Memory memory, int size) throws ValueException {
        byte[] bytes = new byte[size];
        int read = frame.read(memory.space(), memory.address(), bytes);
        if (read < size) {
            throw notThere(memory.space(), memory.address() + read);
        }
        return bytes;
    }

    /** Says that an address leads to no memory. */
    static ValueException notThere(MemorySpace space, long address) {
        String what = space == MemorySpace.PHYSICAL ? "no memory at physical " : "not mapped: ";
        return new ValueException(what + "0x" + Long.toHexString(address));
    }

    private byte[] register(Storage.Register register, int size) throws ValueException {
        OptionalLong value = frame.register(register.register());
        if (value.isEmpty()) {
            throw new ValueException("not saved: register " + register.register().name());
        }
        if (register.offset() + size > Long.BYTES) {
            throw new ValueException(
                    "register " + register.register().name() + " is smaller than the value");
        }
        byte[] bytes = new byte[Long.BYTES];
        LittleEndian.set(bytes, 0, Long.BYTES, value.getAsLong());
        int offset = (int) register.offset();
        return Arrays.copyOfRange(bytes, offset, offset + size);
    }

    private static byte[] bytes(Storage.Bytes bytes, int size) throws ValueException {
        if (bytes.bytes().length < size) {
            throw new ValueException("the compiler tells only a part of the value");
        }
        return Arrays.copyOf(bytes.bytes(), size);
    }

    private byte[] pieces(Storage.Pieces pieces, int size) throws ValueException {
        byte[] bytes = new byte[size];
        long firstBit = pieces.offset() * Byte.SIZE;
        long lastBit = firstBit + (long) size * Byte.SIZE;
        long pieceStart = 0;
        for (Location.Piece piece : pieces.parts()) {
            long from = Math.max(pieceStart, firstBit);
            long to = Math.min(pieceStart + piece.bitSize(), lastBit);
            if (from < to) {
                long inPiece = piece.bitOffset() + from - pieceStart;
                byte[] part = bits(Storage.of(piece.location()), inPiece, to - from);
                Bits.copy(part, 0, bytes, from - firstBit, to - from);
            }
            pieceStart += piece.bitSize();
        }
        if (pieceStart < lastBit) {
            throw new ValueException("the compiler tells only a part of the value");
        }
        return bytes;
    }

    /** Bits of a place, moved to the start of an array. */
    private byte[] bits(Storage place, long bitOffset, long count) throws ValueException {
        long firstByte = bitOffset / Byte.SIZE;
        int shift = (int) (bitOffset % Byte.SIZE);
        int length = (int) ((shift + count + Byte.SIZE - 1) / Byte.SIZE);
        byte[] raw = read(place.part(firstByte), length);
        byte[] moved = new byte[length];
        Bits.copy(raw, shift, moved, 0, count);
        return moved;
    }
}
