package dev.framescope.symbols;

import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Finds the file with the debug information of a stripped program, which {@code objcopy
 * --add-gnu-debuglink} names in it (GDB manual, "Separate Debug Files").
 */
final class SeparateDebugFile {

    private static final String LINK_SECTION = ".gnu_debuglink";

    /** Where the file may lie, from the program's folder. */
    private static final List<String> FOLDERS = List.of("", ".debug");

    private static final int CHUNK = 1 << 16;

    private final Path program;
    private final String name;
    private final long checksum;

    private SeparateDebugFile(Path program, String name, long checksum) {
        this.program = program;
        this.name = name;
        this.checksum = checksum;
    }

    /**
     * Opens the file.
     *
     * @param problems is told if there should be one that is not there, or is of another build
     * @return empty if the program needs none
     */
    static Optional<ElfFile> of(Path program, ElfFile elf, Consumer<SymbolException> problems) {
        Optional<ElfSection> link = elf.section(LINK_SECTION);
        if (link.isEmpty() || elf.debugSection(".debug_info").isPresent()) {
            return Optional.empty();
        }
        try {
            ByteReader in = elf.reader(link.get());
            String name = in.string();
            in.skip(-in.offset() & Integer.BYTES - 1);
            return Optional.of(new SeparateDebugFile(program, name, in.u32()).open());
        } catch (SymbolException e) {
            problems.accept(e);
            return Optional.empty();
        }
    }

    private ElfFile open() throws SymbolException {
        try {
            for (String folder : FOLDERS) {
                Path file = program.resolveSibling(folder).resolve(name);
                boolean other = !file.toAbsolutePath().equals(program.toAbsolutePath());
                if (other && Files.isRegularFile(file)) {
                    return checked(file);
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw new SymbolException(program + ": its debug information cannot be read: " + e);
        }
        throw new SymbolException(
                program
                        + " has its debug information in "
                        + name
                        + ", which is not beside it: copy it there");
    }

    private ElfFile checked(Path file) throws IOException, SymbolException {
        CRC32 actual = new CRC32();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                actual.update(chunk, 0, count);
            }
        }
        if (actual.getValue() != checksum) {
            throw new SymbolException(
                    file
                            + " is not the debug information of this "
                            + program
                            + ", but of another build: copy the one that was made with it there");
        }
        return ElfFile.open(file);
    }
}
