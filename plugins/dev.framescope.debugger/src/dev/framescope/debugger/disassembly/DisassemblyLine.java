package dev.framescope.debugger.disassembly;

import dev.framescope.symbols.SourceLine;

import java.util.Optional;
import java.util.OptionalLong;

/** A line of a {@link Listing}. Immutable. */
public sealed interface DisassemblyLine {
    /** The address that the line is at: of the instruction, or of the next one below. */
    long address();

    /**
     * A symbol, above the instruction that it names.
     *
     * @param name such as {@code allocFrame}
     */
    record Label(long address, String name) implements DisassemblyLine {}

    /**
     * Lines of source, above the first instruction of the last of them.
     *
     * @param first number of the first line; up to this instruction's there are no others with code
     * @param line the line that the instruction belongs to
     */
    record Source(long address, int first, SourceLine line) implements DisassemblyLine {}

    /**
     * An instruction.
     *
     * @param length 2 or 4 bytes
     * @param bits as in memory, little-endian; of a short one the upper half is 0
     * @param link the address as the program was linked; empty if no program is known there
     * @param physical where it is in physical memory
     * @param symbol where it is by symbol, such as {@code allocFrame+0x1c}; empty if unknown
     * @param mnemonic such as {@code jal}
     * @param operands such as {@code ra,0x80200b00}; may be empty
     * @param reference the address that it names, alone or together with the one before it
     */
    record Code(
            long address,
            int length,
            int bits,
            OptionalLong link,
            OptionalLong physical,
            String symbol,
            String mnemonic,
            String operands,
            Optional<Reference> reference)
            implements DisassemblyLine {
        /** The address after it. */
        public long next() {
            return address + length;
        }
    }

    /**
     * An address that an instruction names.
     *
     * @param address in the same space
     * @param symbol such as {@code freeFrame+0x8}; empty if there is none for it
     * @param code whether control may go there; otherwise it is an address of data, or a constant
     */
    record Reference(long address, String symbol, boolean code) {}

    /**
     * Memory that cannot be read.
     *
     * @param address of its first byte
     * @param end after its last byte that was asked for
     * @param why for a person
     */
    record Unmapped(long address, long end, String why) implements DisassemblyLine {}
}
