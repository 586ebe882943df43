package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.List;

/**
 * The header of a line number program (DWARF 5, section 6.2.4; versions 2 to 4 have the same fields
 * with other tables of files).
 *
 * @param offset where the header starts in {@code .debug_line}
 * @param encoding version and sizes
 * @param instructionLength {@code minimum_instruction_length} in bytes
 * @param defaultIsStatement {@code default_is_stmt}
 * @param lineBase {@code line_base}
 * @param lineRange {@code line_range}, not 0
 * @param opcodeBase {@code opcode_base}
 * @param standardLengths number of operands of each standard opcode, by opcode; not to be changed
 * @param directories include directories; the first is the compilation directory in version 5
 * @param files file names in the order of the table, which starts at 1 before version 5
 * @param program where the first opcode is
 * @param end after the last opcode
 */
record LineProgramHeader(
        long offset,
        Encoding encoding,
        int instructionLength,
        boolean defaultIsStatement,
        int lineBase,
        int lineRange,
        int opcodeBase,
        int[] standardLengths,
        List<String> directories,
        List<FileEntry> files,
        long program,
        long end) {

    /**
     * A file in the table.
     *
     * @param name as the compiler was given it
     * @param directory index into the directories
     */
    record FileEntry(String name, long directory) {}

    /** Reads the header at an offset of {@code .debug_line}. */
    static LineProgramHeader read(DwarfSections sections, long offset) throws SymbolException {
        ByteReader in = sections.open(DwarfSections.LINE).at(offset);
        InitialLength length = InitialLength.read(in);
        long end = in.offset() + length.length();
        in = in.within(in.offset(), end);
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
        int instructionLength = in.u8();
        if (version >= 4) {
            in.skip(1); // maximum_operations_per_instruction: RISC-V is no VLIW
        }
        boolean isStatement = in.u8() != 0;
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
        LineFileTables tables = LineFileTables.read(sections, in, encoding);
        return new LineProgramHeader(
                offset,
                encoding,
                instructionLength,
                isStatement,
                lineBase,
                lineRange,
                opcodeBase,
                standardLengths,
                tables.directories(),
                tables.files(),
                program,
                end);
    }

    /** The name of a file by its number in the program, or null if there is no such file. */
    FileEntry file(long number) {
        long index = encoding.version() >= 5 ? number : number - 1;
        return index >= 0 && index < files.size() ? files.get((int) index) : null;
    }

    /** The file's path joined with its directories, normalised; {@code ?} if there is none. */
    String path(long number, String compilationDirectory) {
        FileEntry file = file(number);
        if (file == null) {
            return "?";
        }
        String path = SourcePath.join(directory(file.directory()), file.name());
        return SourcePath.normalise(SourcePath.join(compilationDirectory, path));
    }

    private String directory(long number) {
        if (encoding.version() >= 5) {
            String first = directories.isEmpty() ? "" : directories.get(0);
            boolean known = number > 0 && number < directories.size();
            return known ? SourcePath.join(first, directories.get((int) number)) : first;
        }
        // Number 0 is the compilation directory.
        boolean known = number > 0 && number <= directories.size();
        return known ? directories.get((int) number - 1) : "";
    }
}
