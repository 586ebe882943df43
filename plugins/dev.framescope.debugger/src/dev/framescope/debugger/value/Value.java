package dev.framescope.debugger.value;

import dev.framescope.machine.MachineControl;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;

import java.util.Arrays;
import java.util.Optional;

/**
 * A value: its type, and where its bytes are. Nothing is read before it is asked for, so a value
 * can be as large as it likes. Immutable.
 */
public final class Value {
    /** What is read at once at most; larger values are read in parts. */
    private static final int MAX_READ = 1 << 20;

    private final Type type;
    private final Storage storage;
    private final int bitOffset;
    private final int bitSize;
    private final MemorySpace targets;

    private Value(Type type, Storage storage, int bitOffset, int bitSize, MemorySpace targets) {
        this.type = type;
        this.storage = storage;
        this.bitOffset = bitOffset;
        this.bitSize = bitSize;
        this.targets = targets;
    }

    /** A value of a type at a place. */
    public static Value of(Type type, Storage storage) {
        return new Value(type, storage, 0, 0, targetsOf(storage));
    }

    /** Pointers that lie in another address space lead to there. */
    private static MemorySpace targetsOf(Storage storage) {
        return storage instanceof Storage.Memory memory
                        && memory.space() instanceof MemorySpace.PageTable other
                ? other
                : MemorySpace.VIRTUAL;
    }

    /** A value that was computed. */
    public static Value of(Type type, byte[] bytes) {
        return of(type, new Storage.Bytes(bytes));
    }

    /** A number that was computed, in two's complement, cut to the type's size. */
    public static Value of(Type type, long number) {
        int size = (int) Math.min(type.size(), MAX_READ);
        byte[] bytes = new byte[Math.max(size, Long.BYTES)];
        LittleEndian.set(bytes, 0, Long.BYTES, number);
        if (size > Long.BYTES && number < 0) {
            Arrays.fill(bytes, Long.BYTES, size, (byte) -1);
        }
        return of(type, Arrays.copyOf(bytes, size));
    }

    /**
     * Some bits of a place.
     *
     * @param bitOffset the lowest, from the least significant one
     * @param bitSize how many
     */
    public static Value ofBits(Type type, Storage storage, int bitOffset, int bitSize) {
        return new Value(type, storage, bitOffset, bitSize, MemorySpace.VIRTUAL);
    }

    public Type type() {
        return type;
    }

    /** The type without names and qualifiers around it. */
    public Type stripped() {
        return Types.strip(type);
    }

    public Storage storage() {
        return storage;
    }

    /** Whether it is some bits of a place. */
    public boolean isBitField() {
        return bitSize > 0;
    }

    /** How many bits it has if it is a bit field. */
    public int bitSize() {
        return bitSize;
    }

    /** Of a pointer: what its target is an address in. */
    public MemorySpace targets() {
        return targets;
    }

    /** The same pointer, into that memory. */
    public Value withTargets(MemorySpace space) {
        return new Value(type, storage, bitOffset, bitSize, space);
    }

    /** The same bytes as another type. */
    public Value as(Type other) {
        return new Value(other, storage, bitOffset, bitSize, targets);
    }

    /** A member of a composite value. */
    public Value member(Member member) {
        Storage at = storage.part(member.offset(), member.type().size());
        return member.isBitField()
                ? ofBits(member.type(), at, member.bitOffset(), member.bitSize())
                : of(member.type(), at);
    }

    /** What is a number of bytes further on, as another type. */
    public Value part(long offset, Type partType) {
        return of(partType, storage.part(offset, partType.size()));
    }

    /**
     * What a pointer points to.
     *
     * @throws ValueException if the pointer cannot be read
     */
    public Value target(ValueFrame frame, Type targetType) throws ValueException {
        return of(targetType, new Storage.Memory(targets, number(frame)));
    }

    /** What a pointer points to; the value has to be a pointer. */
    public Value target(ValueFrame frame) throws ValueException {
        return target(frame, ((PointerType) stripped()).target());
    }

    /** Where it is, if that is one place, and none of another address space. */
    public Optional<ValuePlace> place() {
        if (isBitField()) {
            return Optional.empty();
        }
        return switch (storage) {
            case Storage.Memory memory -> place(memory);
            case Storage.Register register ->
                    Optional.of(new ValuePlace.Register(register.register().name()));
            default -> Optional.empty();
        };
    }

    private Optional<ValuePlace> place(Storage.Memory memory) {
        return switch (memory.space()) {
            case MemorySpace.Own.VIRTUAL ->
                    Optional.of(new ValuePlace.Memory(memory.address(), type.size()));
            case MemorySpace.Own.PHYSICAL ->
                    Optional.of(new ValuePlace.PhysicalMemory(memory.address(), type.size()));
            case MemorySpace.PageTable other -> Optional.empty();
        };
    }

    /** Its address in memory; empty if it is elsewhere. */
    public Optional<Storage.Memory> memory() {
        return storage instanceof Storage.Memory memory ? Optional.of(memory) : Optional.empty();
    }

    /** Whether it is in a place of the machine. */
    public boolean isPlaced() {
        return !(storage instanceof Storage.Bytes || storage instanceof Storage.Unavailable);
    }

    /**
     * All its bytes, the least significant first; of a bit field as many as its type has.
     *
     * @throws ValueException if there are none, or more than a debugger can use
     */
    public byte[] bytes(ValueFrame frame) throws ValueException {
        StorageReader reader = new StorageReader(frame);
        if (!isBitField()) {
            return reader.read(storage, size());
        }
        byte[] raw = reader.read(storage.part(bitOffset / Byte.SIZE), bitBytes());
        byte[] bits = new byte[Math.max(size(), bitBytes())];
        Bits.copy(raw, bitOffset % Byte.SIZE, bits, 0, bitSize);
        if (Scalars.isSigned(type) && Bits.get(bits, bitSize - 1L)) {
            for (long bit = bitSize; bit < (long) bits.length * Byte.SIZE; bit++) {
                Bits.set(bits, bit, true);
            }
        }
        return Arrays.copyOf(bits, size());
    }

    private int bitBytes() {
        return (bitOffset % Byte.SIZE + bitSize + Byte.SIZE - 1) / Byte.SIZE;
    }

    private int size() throws ValueException {
        long size = type.size();
        if (size > MAX_READ || size < 0) {
            throw new ValueException("a value of " + size + " bytes is too large to be used whole");
        }
        return (int) size;
    }

    /**
     * Its number: an integer, character, truth value, enumerator or pointer, extended by its sign,
     * if its type has one. Of values of more than 8 bytes the lowest 8.
     */
    public long number(ValueFrame frame) throws ValueException {
        return Scalars.toLong(type, bytes(frame));
    }

    /**
     * Puts other bytes in its place.
     *
     * @param bytes as many as its type has
     * @throws ValueException if it has no place that can be changed; then nothing was changed,
     *     unless the message says so
     */
    public void write(ValueFrame frame, MachineControl control, byte[] bytes)
            throws ValueException {
        StorageWriter writer = new StorageWriter(frame, control);
        if (!isBitField()) {
            writer.write(storage, bytes);
            return;
        }
        Storage place = storage.part(bitOffset / Byte.SIZE);
        byte[] raw = new StorageReader(frame).read(place, bitBytes());
        Bits.copy(bytes, 0, raw, bitOffset % Byte.SIZE, bitSize);
        writer.write(place, raw);
    }
}
