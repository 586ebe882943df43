package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.ArrayList;
import java.util.List;

/**
 * The directories and files of a line program's header.
 *
 * @param numberedFrom0 whether the numbers of files start at 0, and that of directories at 0 with
 *     the compilation directory, as from version 5; else both start at 1
 * @param directories the include directories, in order
 * @param files the files, in order
 */
record LineFileTables(boolean numberedFrom0, List<String> directories, List<FileEntry> files) {

    /** Stands for a file that is not recorded. */
    static final String UNKNOWN = "?";

    private static final int CONTENT_PATH = 0x1;
    private static final int CONTENT_DIRECTORY_INDEX = 0x2;

    /**
     * A file in the table.
     *
     * @param name as the compiler was given it
     * @param directory number of a directory
     */
    record FileEntry(String name, long directory) {}

    static LineFileTables read(DwarfSections sections, ByteReader in, Encoding encoding)
            throws SymbolException {
        if (encoding.version() >= 5) {
            List<String> directories =
                    entries(sections, in, encoding).stream().map(FileEntry::name).toList();
            return new LineFileTables(true, directories, entries(sections, in, encoding));
        }
        List<String> directories = new ArrayList<>();
        for (String name = in.string(); !name.isEmpty(); name = in.string()) {
            directories.add(name);
        }
        List<FileEntry> files = new ArrayList<>();
        for (String name = in.string(); !name.isEmpty(); name = in.string()) {
            files.add(oldFile(name, in));
        }
        return new LineFileTables(false, directories, files);
    }

    /** The rest of a file entry before version 5 (DWARF 4, section 6.2.4, item 12). */
    private static FileEntry oldFile(String name, ByteReader in) throws SymbolException {
        long directory = in.uleb();
        in.uleb(); // time of modification
        in.uleb(); // size
        return new FileEntry(name, directory);
    }

    /** A table with its format before it (DWARF 5, section 6.2.4, items 13 to 20). */
    private static List<FileEntry> entries(DwarfSections sections, ByteReader in, Encoding encoding)
            throws SymbolException {
        int columns = in.u8();
        long[] contents = new long[columns];
        int[] forms = new int[columns];
        for (int i = 0; i < columns; i++) {
            contents[i] = in.uleb();
            forms[i] = (int) in.uleb();
        }
        long count = in.uleb();
        // Every entry takes at least a byte, so that a count cannot make us read for ever.
        if (count < 0 || count > in.remaining()) {
            throw in.problem(
                    "a table of " + Long.toUnsignedString(count) + " entries is not all there");
        }
        List<FileEntry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long start = in.offset();
            entries.add(entry(sections, in, encoding, contents, forms));
            if (in.offset() == start) {
                throw in.problem("entries of no size");
            }
        }
        return entries;
    }

    private static FileEntry entry(
            DwarfSections sections, ByteReader in, Encoding encoding, long[] contents, int[] forms)
            throws SymbolException {
        String name = "";
        long directory = 0;
        for (int i = 0; i < forms.length; i++) {
            long value = Form.read(forms[i], 0, in, encoding);
            if (contents[i] == CONTENT_PATH) {
                name = path(sections, in, forms[i], value);
            } else if (contents[i] == CONTENT_DIRECTORY_INDEX) {
                directory = value;
            }
        }
        return new FileEntry(name, directory);
    }

    private static String path(DwarfSections sections, ByteReader in, int form, long value)
            throws SymbolException {
        return switch (form) {
            case Form.STRING -> in.at(value).string();
            case Form.LINE_STRP -> sections.string(DwarfSections.LINE_STR, value);
            case Form.STRP -> sections.string(DwarfSections.STR, value);
            default -> throw in.problem(String.format("form 0x%x of a path is unknown", form));
        };
    }

    /** The number of the first file. */
    int firstFile() {
        return numberedFrom0 ? 0 : 1;
    }

    /**
     * The path of the file of that number, joined with its directories and normalised; {@code ?} if
     * there is no such file.
     */
    String path(int number, String compilationDirectory) {
        long index = (long) number - firstFile();
        if (index < 0 || index >= files.size()) {
            return UNKNOWN;
        }
        FileEntry file = files.get((int) index);
        String path = SourcePath.join(directory(file.directory), file.name);
        return SourcePath.normalise(SourcePath.join(compilationDirectory, path));
    }

    private String directory(long number) {
        if (numberedFrom0) {
            String first = directories.isEmpty() ? "" : directories.get(0);
            boolean known = number > 0 && number < directories.size();
            return known ? SourcePath.join(first, directories.get((int) number)) : first;
        }
        // Number 0 is the compilation directory.
        boolean known = number > 0 && number <= directories.size();
        return known ? directories.get((int) number - 1) : "";
    }
}
