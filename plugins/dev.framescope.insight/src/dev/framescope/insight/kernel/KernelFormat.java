package dev.framescope.insight.kernel;

import dev.framescope.symbols.SymbolException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads the files that kernels come in: ELF, Linux's Image for RISC-V (also as an EFI program),
 * plain memory contents, and any of these compressed with gzip. All of them become an ELF file: for
 * those that are none, the one with a single segment.
 */
final class KernelFormat {
    /** No kernel decompresses to more. */
    static final int MAX_UNCOMPRESSED_BYTES = 512 << 20;

    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int ELF_MAGIC = 0x464c457f; // 0x7f "ELF"
    private static final int DOS_MAGIC = 0x5a4d; // "MZ"
    private static final int CPIO_MAGIC = 0x37303730; // "0707"
    private static final int UIMAGE_MAGIC = 0x56190527;

    // The Linux kernel's Documentation/arch/riscv/boot-image-header.rst
    private static final int IMAGE_HEADER_SIZE = 64;
    private static final int IMAGE_SIZE_OFFSET = 16;
    private static final int IMAGE_MAGIC2_OFFSET = 56;
    private static final int IMAGE_MAGIC2 = 0x05435352; // "RSC" 0x05

    // System V gABI, chapters 4 and 5
    private static final int ELF_HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int SEGMENT_OFFSET = ELF_HEADER_SIZE + PROGRAM_HEADER_SIZE;
    private static final byte[] ELF_IDENTIFICATION = {
        0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short ET_EXEC = 2;
    private static final short EM_RISCV = 243;
    private static final int PT_LOAD = 1;
    private static final int READ_WRITE_EXECUTE = 7;
    private static final long PAGE_BYTES = 4096;

    /** So much of a file is looked at to see whether it is text. */
    private static final int TEXT_SAMPLE = 512;

    private final String name;
    private final long loadAddress;

    private KernelFormat(String name, long loadAddress) {
        this.name = name;
        this.loadAddress = loadAddress;
    }

    /** Whether a file is one of ELF as it is. */
    static boolean isElf(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return word(in.readNBytes(Integer.BYTES), 0) == ELF_MAGIC;
        }
    }

    /**
     * The program in a file as an ELF file.
     *
     * @param name for messages
     * @param loadAddress where a program is placed that does not say where
     * @throws SymbolException if it is no program that could run
     */
    static byte[] toElf(String name, byte[] file, long loadAddress) throws SymbolException {
        return new KernelFormat(name, loadAddress).convert(file);
    }

    private byte[] convert(byte[] file) throws SymbolException {
        byte[] bytes = (word(file, 0) & 0xffff) == GZIP_MAGIC ? decompress(file) : file;
        if (word(bytes, 0) == ELF_MAGIC) {
            return bytes;
        }
        if (bytes.length == 0) {
            throw new SymbolException(name + " is empty: there is nothing to run");
        }
        if (bytes.length >= IMAGE_HEADER_SIZE && word(bytes, IMAGE_MAGIC2_OFFSET) == IMAGE_MAGIC2) {
            return oneSegment(bytes, imageSize(bytes));
        }
        if ((word(bytes, 0) & 0xffff) == DOS_MAGIC) {
            throw new SymbolException(
                    name
                            + " is an EFI or DOS program, but no kernel for RISC-V: it lacks the"
                            + " header of Linux's Image");
        }
        if (word(bytes, 0) == CPIO_MAGIC) {
            throw new SymbolException(
                    name + " is an initial RAM disk, no kernel: give the kernel that it is for");
        }
        if (word(bytes, 0) == UIMAGE_MAGIC) {
            throw new SymbolException(
                    name + " is a U-Boot image: give the kernel that it was made of");
        }
        if (isText(bytes)) {
            throw new SymbolException(
                    name + " is a text file, no kernel: give an ELF file or an Image for RV64");
        }
        return oneSegment(bytes, bytes.length);
    }

    private byte[] decompress(byte[] file) throws SymbolException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            byte[] bytes = in.readNBytes(MAX_UNCOMPRESSED_BYTES);
            if (bytes.length == MAX_UNCOMPRESSED_BYTES && in.read() >= 0) {
                throw new SymbolException(
                        name
                                + " is no kernel: it decompresses to more than "
                                + (MAX_UNCOMPRESSED_BYTES >> 20)
                                + " MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new SymbolException(
                    name + " is compressed with gzip, but broken: " + e.getMessage());
        }
    }

    /** What the kernel needs in memory, with its zeroed data; not less than the file has. */
    private long imageSize(byte[] image) throws SymbolException {
        long size =
                ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getLong(IMAGE_SIZE_OFFSET);
        if (size < 0) {
            throw new SymbolException(
                    name + " is broken: its header says that it needs more memory than there is");
        }
        return Math.max(size, image.length);
    }

    private static boolean isText(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, TEXT_SAMPLE); i++) {
            int value = bytes[i];
            if (value < ' ' && value != '\n' && value != '\r' && value != '\t') {
                return false;
            }
        }
        return true;
    }

    private byte[] oneSegment(byte[] content, long memorySize) {
        ByteBuffer elf =
                ByteBuffer.allocate(SEGMENT_OFFSET + content.length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(ELF_IDENTIFICATION)
                .putShort(ET_EXEC)
                .putShort(EM_RISCV)
                .putInt(1) // e_version
                .putLong(loadAddress) // e_entry
                .putLong(ELF_HEADER_SIZE) // e_phoff
                .putLong(0) // e_shoff
                .putInt(0) // e_flags
                .putShort((short) ELF_HEADER_SIZE)
                .putShort((short) PROGRAM_HEADER_SIZE)
                .putShort((short) 1) // e_phnum
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        elf.putInt(PT_LOAD)
                .putInt(READ_WRITE_EXECUTE)
                .putLong(SEGMENT_OFFSET)
                .putLong(loadAddress) // p_vaddr
                .putLong(loadAddress) // p_paddr
                .putLong(content.length)
                .putLong(memorySize)
                .putLong(PAGE_BYTES);
        return elf.put(content).array();
    }

    /** Four bytes, little-endian; 0 if the file is too short. */
    private static int word(byte[] bytes, int offset) {
        return bytes.length < offset + Integer.BYTES
                ? 0
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }
}
