package dev.framescope.machine.run;

import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.testing.Samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Just enough of an ELF loader for the sample kernels, which are well formed. */
final class KernelFile {
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SYMBOL_SIZE = 24;

    private KernelFile() {}

    /** The C sample kernel. */
    static LoadImage framesC() {
        return load(Samples.framesCElf());
    }

    static LoadImage load(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a symbol of the C sample kernel. */
    static long framesCSymbol(String name) {
        try {
            return symbol(Files.readAllBytes(Samples.framesCElf()), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long symbol(byte[] bytes, String name) {
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headers = (int) elf.getLong(40);
        int headerSize = elf.getShort(58);
        for (int i = 0; i < elf.getShort(60); i++) {
            int header = headers + i * headerSize;
            if (elf.getInt(header + 4) == SHT_SYMTAB) {
                int table = (int) elf.getLong(header + 24);
                int end = table + (int) elf.getLong(header + 32);
                int names = headers + elf.getInt(header + 40) * headerSize;
                int strings = (int) elf.getLong(names + 24);
                for (int entry = table; entry < end; entry += SYMBOL_SIZE) {
                    if (stringAt(bytes, strings + elf.getInt(entry)).equals(name)) {
                        return elf.getLong(entry + 8);
                    }
                }
            }
        }
        throw new AssertionError("the kernel has no symbol " + name);
    }

    private static String stringAt(byte[] bytes, int from) {
        int end = from;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    }

    private static LoadImage parse(String name, byte[] bytes) {
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long entry = elf.getLong(24);
        int headers = (int) elf.getLong(32);
        int headerSize = elf.getShort(54);
        List<LoadSegment> segments = new ArrayList<>();
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = headers + i * headerSize;
            int offset = (int) elf.getLong(header + 8);
            int fileSize = (int) elf.getLong(header + 32);
            if (elf.getInt(header) == PT_LOAD) {
                byte[] content = Arrays.copyOfRange(bytes, offset, offset + fileSize);
                segments.add(
                        new LoadSegment(
                                elf.getLong(header + 24), content, elf.getLong(header + 40)));
            }
        }
        return new LoadImage(name, entry, segments);
    }
}
