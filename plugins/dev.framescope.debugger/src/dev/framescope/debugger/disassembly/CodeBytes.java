package dev.framescope.debugger.disassembly;

import dev.framescope.machine.Access;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A stretch of memory as it was at one moment, with what is not mapped in it. Immutable; any thread
 * may use it.
 */
public final class CodeBytes {
    private static final int PAGE = 4096;

    private final long low;
    private final long length;
    private final List<Piece> pieces;

    /**
     * The part of one page.
     *
     * @param address of its first byte
     * @param physical the physical address of that byte; empty if there is none
     * @param bytes what could be read; fewer than {@code length} where memory ends
     * @param length how many bytes were asked for
     * @param problem why not all of them are there, for a person; empty if they are
     */
    private record Piece(
            long address, OptionalLong physical, byte[] bytes, int length, String problem) {}

    private CodeBytes(long low, long length, List<Piece> pieces) {
        this.low = low;
        this.length = length;
        this.pieces = pieces;
    }

    /**
     * Copies memory. On the machine thread.
     *
     * @param low address of the first byte
     * @param length at least 0; what goes beyond the end of the address space is left out
     */
    public static CodeBytes read(Inspection inspection, CodeSpace space, long low, int length) {
        long available = low != 0 && Long.compareUnsigned(length, -low) > 0 ? -low : length;
        List<Piece> pieces = new ArrayList<>();
        long done = 0;
        while (done < available) {
            long address = low + done;
            int count = (int) Math.min(available - done, PAGE - (address & PAGE - 1));
            pieces.add(piece(inspection, space, address, count));
            done += count;
        }
        return new CodeBytes(low, available, List.copyOf(pieces));
    }

    private static Piece piece(Inspection inspection, CodeSpace space, long address, int length) {
        if (!space.translated()) {
            return physicalPiece(inspection, address, address, length);
        }
        HartInspection hart = inspection.hart(space.hart());
        OptionalLong paddr = hart.physicalAddress(space.satp(), address);
        if (paddr.isPresent()) {
            return physicalPiece(inspection, address, paddr.getAsLong(), length);
        }
        String fault = hart.translate(space.satp(), address, Access.FETCH).fault();
        return new Piece(address, paddr, new byte[0], length, fault);
    }

    private static Piece physicalPiece(
            Inspection inspection, long address, long paddr, int length) {
        byte[] bytes = new byte[length];
        int count = inspection.readPhysical(paddr, bytes, 0, length);
        return new Piece(
                address,
                OptionalLong.of(paddr),
                Arrays.copyOf(bytes, count),
                length,
                count == length ? "" : "no memory at physical address 0x" + hex(paddr + count));
    }

    private static String hex(long address) {
        return Long.toHexString(address);
    }

    /** Address of the first byte. */
    public long low() {
        return low;
    }

    /** Address after the last byte; 0 if that is the last of the address space. */
    public long high() {
        return low + length;
    }

    /** Whether the stretch, readable there or not, has this address. */
    public boolean covers(long address) {
        return Long.compareUnsigned(address - low, length) < 0;
    }

    /** Whether the byte could be read. */
    public boolean isReadable(long address) {
        Piece piece = pieceAt(address);
        return piece != null && address - piece.address < piece.bytes.length;
    }

    /** Whether that many bytes from there on could be read. */
    public boolean isReadable(long address, int count) {
        for (int i = 0; i < count; i++) {
            if (!isReadable(address + i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Two bytes, little-endian.
     *
     * @throws IndexOutOfBoundsException if they could not be read
     */
    public int half(long address) {
        return unsigned(address) | unsigned(address + 1) << 8;
    }

    /**
     * Four bytes, little-endian.
     *
     * @throws IndexOutOfBoundsException if they could not be read
     */
    public int word(long address) {
        return half(address) | half(address + 2) << 16;
    }

    private int unsigned(long address) {
        Piece piece = pieceAt(address);
        if (piece == null) {
            throw new IndexOutOfBoundsException("0x" + hex(address) + " was not read");
        }
        Objects.checkIndex(address - piece.address, piece.bytes.length);
        return piece.bytes[(int) (address - piece.address)] & 0xff;
    }

    /** The physical address of a byte; empty if it is not mapped. */
    public OptionalLong physical(long address) {
        Piece piece = pieceAt(address);
        return piece == null || piece.physical.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(piece.physical.getAsLong() + (address - piece.address));
    }

    /** Why a byte could not be read, for a person; empty if it could, or was not asked for. */
    public String problem(long address) {
        Piece piece = pieceAt(address);
        return piece == null || isReadable(address) ? "" : piece.problem;
    }

    /** The first address after this one with another answer to {@link #problem}, or the end. */
    long endOfProblem(long address) {
        String problem = problem(address);
        long at = address;
        while (covers(at) && !isReadable(at) && problem(at).equals(problem)) {
            Piece piece = pieceAt(at);
            at = piece.address + piece.length;
        }
        return at;
    }

    private Piece pieceAt(long address) {
        if (!covers(address)) {
            return null;
        }
        int index = (int) ((address - low + (low & PAGE - 1)) / PAGE);
        return pieces.get(index);
    }

    /** Whether both hold the same addresses with the same bytes in the same places. */
    public boolean isSameAs(CodeBytes other) {
        if (low != other.low || length != other.length) {
            return false;
        }
        for (int i = 0; i < pieces.size(); i++) {
            Piece mine = pieces.get(i);
            Piece others = other.pieces.get(i);
            if (!mine.physical.equals(others.physical)
                    || !mine.problem.equals(others.problem)
                    || !Arrays.equals(mine.bytes, others.bytes)) {
                return false;
            }
        }
        return true;
    }
}
