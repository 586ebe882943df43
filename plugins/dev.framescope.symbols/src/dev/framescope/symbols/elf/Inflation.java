package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How the content of a section is compressed: with a header as the System V gABI, chapter 4,
 * "Compressed Sections" has it, or with the one that GNU tools wrote before there was that.
 *
 * @param size bytes of the content after inflation
 * @param start where the compressed bytes start in the section
 */
record Inflation(long size, long start) {

    /** Sections that GNU tools compressed have names with this instead of {@code .debug_}. */
    static final String GNU_PREFIX = ".zdebug_";

    private static final int ELFCOMPRESS_ZLIB = 1;
    private static final int ELFCOMPRESS_ZSTD = 2;
    private static final int GNU_MAGIC = 0x42494c5a; // "ZLIB"

    /** A section of debug information gets to a third; one of zeros alone to a thousandth. */
    private static final int MAXIMUM_RATIO = 256;

    private static final long MAXIMUM_SIZE = 1 << 30;

    private static final int CHUNK = 1 << 16;

    /**
     * Reads the header of a section's content; empty if that is not compressed.
     *
     * @throws SymbolException if it is compressed in a way that cannot be inflated
     */
    static Optional<Inflation> of(ElfSection section, ByteReader in) throws SymbolException {
        if (section.compressed()) {
            long type = in.u32();
            in.skip(Integer.BYTES); // ch_reserved
            long size = in.u64();
            in.skip(Long.BYTES); // ch_addralign
            if (type != ELFCOMPRESS_ZLIB) {
                throw in.problem(
                        "compressed with "
                                + (type == ELFCOMPRESS_ZSTD ? "zstd" : "method " + type)
                                + ", which cannot be read; link with --compress-debug-sections=zlib"
                                + " or =none, or run objcopy --decompress-debug-sections on the"
                                + " file");
            }
            return Optional.of(checked(new Inflation(size, in.offset()), in));
        }
        if (section.name().startsWith(GNU_PREFIX) && section.hasContent()) {
            if (in.u32() != GNU_MAGIC) {
                throw in.problem("should be compressed, but does not start with ZLIB");
            }
            return Optional.of(checked(new Inflation(Long.reverseBytes(in.u64()), 12), in));
        }
        return Optional.empty();
    }

    private static Inflation checked(Inflation inflation, ByteReader in) throws SymbolException {
        long most = Math.min(MAXIMUM_SIZE, CHUNK + in.remaining() * MAXIMUM_RATIO);
        if (inflation.size < 0 || inflation.size > most) {
            throw in.problem(
                    String.format(
                            "%s bytes are too many to have been compressed to %d",
                            Long.toUnsignedString(inflation.size), in.remaining()));
        }
        return inflation;
    }

    /** Inflates the content of the section that the reader is over. */
    byte[] inflate(ByteReader section) throws SymbolException {
        ByteReader in = section.at(start);
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        Inflater inflater = new Inflater();
        try {
            while (out.size() < size && !inflater.finished()) {
                if (inflater.needsInput()) {
                    inflater.setInput(in.bytes(Math.min(CHUNK, in.remaining())));
                }
                int count = inflater.inflate(chunk);
                if (count == 0 && (in.remaining() == 0 || inflater.needsDictionary())) {
                    break;
                }
                out.write(chunk, 0, count);
            }
        } catch (DataFormatException e) {
            throw in.problem("compressed, but broken: " + e.getMessage());
        } finally {
            inflater.end();
        }
        if (out.size() != size) {
            throw in.problem(
                    "compressed, but broken: it has " + out.size() + " bytes instead of " + size);
        }
        return out.toByteArray();
    }
}
