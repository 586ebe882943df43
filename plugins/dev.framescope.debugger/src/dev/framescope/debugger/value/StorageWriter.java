package dev.framescope.debugger.value;

import dev.framescope.machine.MachineControl;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.symbols.location.Location;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Changes the bytes of values, never only some of them without saying. Part of {@link Value}. */
final class StorageWriter {
    private final ValueFrame frame;
    private final MachineControl control;

    StorageWriter(ValueFrame frame, MachineControl control) {
        this.frame = frame;
        this.control = control;
    }

    void write(Storage storage, byte[] bytes) throws ValueException {
        switch (storage) {
            case Storage.Memory memory -> memory(memory, bytes);
            case Storage.Register register -> register(register, bytes);
            case Storage.Pieces pieces -> pieces(pieces, bytes);
            case Storage.Bytes none ->
                    throw new ValueException(
                            "the value is in no place of the machine, so it cannot be changed");
            case Storage.Unavailable unavailable ->
                    throw new ValueException("cannot be changed: " + unavailable.why());
        }
    }

    /** Looks first whether all of it is there, so that no part is written alone. */
    private void memory(Storage.Memory memory, byte[] bytes) throws ValueException {
        byte[] before = new StorageReader(frame).read(memory, bytes.length);
        int written = frame.write(control, memory.space(), memory.address(), bytes);
        if (written == bytes.length) {
            return;
        }
        byte[] undo = Arrays.copyOf(before, written);
        boolean undone =
                frame.write(control, memory.space(), memory.address(), undo) == undo.length;
        throw new ValueException(
                "memory at 0x"
                        + Long.toHexString(memory.address() + written)
                        + " cannot be written"
                        + (undone ? "" : "; bytes before it were changed"));
    }

    private void register(Storage.Register register, byte[] bytes) throws ValueException {
        byte[] whole = new byte[Long.BYTES];
        Storage.Register start = new Storage.Register(register.register(), 0);
        if (bytes.length < Long.BYTES) {
            whole = new StorageReader(frame).read(start, Long.BYTES);
        }
        if (register.offset() + bytes.length > Long.BYTES) {
            throw new ValueException(
                    "register " + register.register().name() + " is smaller than the value");
        }
        System.arraycopy(bytes, 0, whole, (int) register.offset(), bytes.length);
        frame.write(control, register.register(), LittleEndian.get(whole, 0, Long.BYTES));
    }

    private void pieces(Storage.Pieces pieces, byte[] bytes) throws ValueException {
        requirePlaces(pieces, bytes.length);
        List<Patch> patches = patches(pieces, bytes);
        for (int i = 0; i < patches.size(); i++) {
            try {
                write(patches.get(i).place(), patches.get(i).after());
            } catch (ValueException e) {
                throw undo(patches.subList(0, i))
                        ? e
                        : new ValueException(
                                e.getMessage() + "; other parts of the value were changed");
            }
        }
    }

    /** A place that is to be changed. */
    private record Patch(Storage place, byte[] before, byte[] after) {}

    private List<Patch> patches(Storage.Pieces pieces, byte[] bytes) throws ValueException {
        List<Patch> patches = new ArrayList<>();
        long firstBit = pieces.offset() * Byte.SIZE;
        long lastBit = firstBit + (long) bytes.length * Byte.SIZE;
        long pieceStart = 0;
        for (Location.Piece piece : pieces.parts()) {
            long from = Math.max(pieceStart, firstBit);
            long to = Math.min(pieceStart + piece.bitSize(), lastBit);
            if (from < to) {
                long inPiece = piece.bitOffset() + from - pieceStart;
                Storage place = Storage.of(piece.location());
                patches.add(patch(place, inPiece, bytes, from - firstBit, to - from));
            }
            pieceStart += piece.bitSize();
        }
        return patches;
    }

    private Patch patch(Storage place, long bitOffset, byte[] from, long fromBit, long count)
            throws ValueException {
        long firstByte = bitOffset / Byte.SIZE;
        int shift = (int) (bitOffset % Byte.SIZE);
        int length = (int) ((shift + count + Byte.SIZE - 1) / Byte.SIZE);
        Storage target = place.part(firstByte);
        byte[] before = new StorageReader(frame).read(target, length);
        byte[] after = before.clone();
        Bits.copy(from, fromBit, after, shift, count);
        return new Patch(target, before, after);
    }

    /** Puts back what was there, the last change first, as places can overlap. */
    private boolean undo(List<Patch> written) {
        boolean all = true;
        for (Patch patch : written.reversed()) {
            try {
                write(patch.place(), patch.before());
            } catch (ValueException e) {
                all = false; // The assignment fails and says so.
            }
        }
        return all;
    }

    /** A value of which a part is nowhere is not changed at all. */
    private void requirePlaces(Storage.Pieces pieces, int size) throws ValueException {
        new StorageReader(frame).read(pieces, size);
        for (Location.Piece piece : pieces.parts()) {
            if (piece.location() instanceof Location.Value) {
                throw new ValueException(
                        "a part of the value is a constant of the compiler, so it cannot be"
                                + " changed; nothing was changed");
            }
        }
    }
}
