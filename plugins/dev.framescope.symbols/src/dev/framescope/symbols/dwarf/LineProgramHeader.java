package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/**
 * The header of a line number program (DWARF 5, section 6.2.4; versions 2 to 4 have the same fields
 * with other tables of files).
 *
 * @param encoding version and sizes
 * @param parameters what the opcodes mean
 * @param tables the directories and files
 * @param program where the first opcode is
 * @param end after the last opcode
 */
record LineProgramHeader(
        Encoding encoding, Parameters parameters, LineFileTables tables, long program, long end) {

    /**
     * What the opcodes mean.
     *
     * @param instructionLength {@code minimum_instruction_length} in bytes
     * @param defaultIsStatement {@code default_is_stmt}
     * @param lineBase {@code line_base}
     * @param lineRange {@code line_range}, not 0
     * @param opcodeBase {@code opcode_base}
     * @param standardLengths number of operands of each standard opcode, by opcode; not to be
     *     changed
     */
    record Parameters(
            int instructionLength,
            boolean defaultIsStatement,
            int lineBase,
            int lineRange,
            int opcodeBase,
            int[] standardLengths) {

        static Parameters read(ByteReader in, int version) throws SymbolException {
            int instructionLength = in.u8();
            if (version >= 4) {
                in.skip(1); // maximum_operations_per_instruction: RISC-V is no VLIW
            }
            boolean defaultIsStatement = in.u8() != 0;
            int lineBase = (byte) in.u8();
            int lineRange = in.u8();
            if (lineRange == 0) {
                throw in.problem("line_range is 0");
            }
            int opcodeBase = in.u8();
            int[] standardLengths = new int[Math.max(opcodeBase, 1)];
            for (int i = 1; i < opcodeBase; i++) {
                standardLengths[i] = in.u8();
            }
            return new Parameters(
                    instructionLength,
                    defaultIsStatement,
                    lineBase,
                    lineRange,
                    opcodeBase,
                    standardLengths);
        }
    }

    /** Reads the header at an offset of {@code .debug_line}. */
    static LineProgramHeader read(DwarfSections sections, long offset) throws SymbolException {
        ByteReader section = sections.open(DwarfSections.LINE).at(offset);
        InitialLength length = InitialLength.read(section);
        long end = section.offset() + length.length();
        ByteReader in = section.within(section.offset(), end);
        int version = in.u16();
        if (version < 2 || version > 5) {
            throw in.at(offset).problem("line table version " + version + ", not 2 to 5");
        }
        int addressSize = Long.BYTES;
        if (version >= 5) {
            addressSize = in.u8();
            in.skip(1); // segment_selector_size
        }
        Encoding encoding = new Encoding(version, length.offsetSize(), addressSize);
        long headerLength = in.unsigned(length.offsetSize());
        if (headerLength < 0 || headerLength > in.remaining()) {
            throw in.problem(
                    String.format("a header of 0x%x bytes is not all there", headerLength));
        }
        long program = in.offset() + headerLength;
        Parameters parameters = Parameters.read(in, version);
        LineFileTables tables = LineFileTables.read(sections, in, encoding);
        return new LineProgramHeader(encoding, parameters, tables, program, end);
    }
}
