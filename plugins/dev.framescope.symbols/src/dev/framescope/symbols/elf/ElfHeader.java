package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

/**
 * What of the ELF header the other tables need (System V gABI, chapter 4, "ELF Header").
 *
 * @param type {@code e_type}
 * @param machine {@code e_machine}
 * @param entry {@code e_entry}
 * @param segmentTable {@code e_phoff}, file offset of the program header table
 * @param sectionTable {@code e_shoff}, file offset of the section header table; 0 if there is none
 * @param segmentCount {@code e_phnum}, {@link #PN_XNUM} if the first section header has it
 * @param sectionCount {@code e_shnum}, 0 if the first section header has it
 * @param nameSection {@code e_shstrndx}, {@link #SHN_XINDEX} if the first section header has it
 */
record ElfHeader(
        int type,
        int machine,
        long entry,
        long segmentTable,
        long sectionTable,
        int segmentCount,
        int sectionCount,
        int nameSection) {

    static final int PN_XNUM = 0xffff;
    static final int SHN_XINDEX = 0xffff;

    /** Size in bytes of an entry of the program header table. */
    static final int SEGMENT_ENTRY = 56;

    /** Size in bytes of an entry of the section header table. */
    static final int SECTION_ENTRY = 64;

    private static final long MAGIC = 0x464c457fL;
    private static final int CLASS64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int IDENT_SIZE = 16;

    static ElfHeader read(ByteReader file) throws SymbolException {
        checkIdentification(file);
        file.seek(IDENT_SIZE);
        int type = file.u16();
        int machine = file.u16();
        file.skip(Integer.BYTES); // e_version
        long entry = file.u64();
        long segmentTable = file.u64();
        long sectionTable = file.u64();
        file.skip(Integer.BYTES + Short.BYTES); // e_flags, e_ehsize
        int segmentEntry = file.u16();
        int segmentCount = file.u16();
        int sectionEntry = file.u16();
        int sectionCount = file.u16();
        int nameSection = file.u16();
        if (segmentCount != 0 && segmentEntry != SEGMENT_ENTRY) {
            throw file.problem("program headers of " + segmentEntry + " bytes instead of 56");
        }
        if (sectionTable != 0 && sectionEntry != SECTION_ENTRY) {
            throw file.problem("section headers of " + sectionEntry + " bytes instead of 64");
        }
        return new ElfHeader(
                type,
                machine,
                entry,
                segmentTable,
                sectionTable,
                segmentCount,
                sectionCount,
                nameSection);
    }

    private static void checkIdentification(ByteReader file) throws SymbolException {
        if (file.remaining() < Integer.BYTES || file.u32() != MAGIC) {
            file.seek(0);
            throw file.problem("this is not an ELF file (it does not start with 7f 45 4c 46)");
        }
        if (file.u8() != CLASS64) {
            throw file.problem("this is not a 64-bit ELF file; build the kernel for RV64");
        }
        if (file.u8() != LITTLE_ENDIAN) {
            throw file.problem("this is not a little-endian ELF file; build the kernel for RV64");
        }
    }
}
