package dev.framescope.symbols.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.SymbolException;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.OptionalLong;

class ElfFileTest {

    private static final byte[] CODE = {0x13, 0, 0, 0, 0x73, 0, 0x10, 0};

    private static final int EM_X86_64 = 62;

    private static ElfFile parse(ElfBuilder builder) throws SymbolException {
        return ElfFile.parse("kernel", builder.build());
    }

    private static String problemOf(byte[] bytes) {
        return assertThrows(SymbolException.class, () -> ElfFile.parse("kernel", bytes))
                .getMessage();
    }

    @Test
    void headerGivesEntryAndMachine() throws SymbolException {
        ElfFile elf = parse(new ElfBuilder().entry(0x80200000L));
        assertEquals(0x80200000L, elf.entry());
        assertEquals(ElfFile.EM_RISCV, elf.machine());
    }

    @Test
    void filesOfOtherMachinesAreReadSoThatTheCallerCanSayWhatTheyAre() throws SymbolException {
        assertEquals(EM_X86_64, parse(new ElfBuilder().machine(EM_X86_64)).machine());
    }

    @Test
    void sectionsHaveTheirNamesFlagsAndBytes() throws SymbolException {
        long flags = ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR;
        ElfFile elf =
                parse(new ElfBuilder().section(".text", 1, flags, 0x1000, CODE).bss(".bss", 2, 9));
        ElfSection text = elf.section(".text").orElseThrow();
        assertTrue(text.executable());
        assertFalse(text.writable());
        assertTrue(text.contains(0x1007));
        assertFalse(text.contains(0x1008));
        assertArrayEquals(CODE, elf.bytes(text));
        ElfSection bss = elf.section(".bss").orElseThrow();
        assertEquals(9, bss.size());
        assertEquals(0, elf.bytes(bss).length);
    }

    @Test
    void addressesTranslateThroughTheLoadedSegments() throws SymbolException {
        ElfFile elf =
                parse(
                        new ElfBuilder()
                                .segment(5, 0xffff_ffff_8020_0000L, 0x80200000L, CODE, 0x100));
        assertEquals(OptionalLong.of(0x802000ffL), elf.loadAddress(0xffff_ffff_8020_00ffL));
        assertEquals(OptionalLong.of(0xffff_ffff_8020_0004L), elf.linkAddress(0x80200004L));
        assertEquals(OptionalLong.empty(), elf.loadAddress(0xffff_ffff_8020_0100L));
        assertEquals(OptionalLong.empty(), elf.linkAddress(0x801fffffL));
        assertArrayEquals(CODE, elf.bytes(elf.segments().get(0)));
    }

    @Test
    void symbolsHaveValueSizeTypeAndBinding() throws SymbolException {
        ElfFile elf =
                parse(
                        new ElfBuilder()
                                .text(".text", 0x1000, 16)
                                .symbol("start", ElfSymbol.STT_FUNC, 1, 0x1000, 8));
        assertEquals(
                new ElfSymbol("start", 0x1000, 8, ElfSymbol.STT_FUNC, ElfSymbol.STB_GLOBAL, 1),
                elf.symbols().get(0));
        assertEquals(1, elf.symbols().size());
    }

    @Test
    void fileThatIsNoElfIsRefusedByName() {
        assertTrue(problemOf("#!/bin/sh\n".getBytes()).contains("kernel"));
        assertTrue(problemOf("#!/bin/sh\n".getBytes()).contains("not an ELF file"));
        assertTrue(problemOf(new byte[0]).contains("not an ELF file"));
    }

    @Test
    void fileOf32BitsIsRefusedWithAdvice() {
        byte[] bytes = new ElfBuilder().build();
        bytes[4] = 1;
        assertTrue(problemOf(bytes).contains("build the kernel for RV64"));
    }

    @Test
    void bigEndianFileIsRefused() {
        byte[] bytes = new ElfBuilder().build();
        bytes[5] = 2;
        assertTrue(problemOf(bytes).contains("not a little-endian ELF file"));
    }

    @Test
    void truncatedSectionTableIsRefusedWithItsOffset() {
        byte[] bytes = new ElfBuilder().text(".text", 0x1000, 64).build();
        String problem = problemOf(Arrays.copyOf(bytes, bytes.length - 8));
        assertTrue(problem.startsWith("kernel: offset 0x"), problem);
        assertTrue(problem.contains("section headers is not all there"), problem);
    }

    @Test
    void sectionBeyondTheEndOfTheFileIsRefusedByName() {
        byte[] bytes = new ElfBuilder().text(".text", 0x1000, 4).build();
        int header = bytes.length - 2 * 64;
        bytes[header + 33] = 0x7f; // sh_size grows to 0x7f04
        String problem = problemOf(bytes);
        assertTrue(problem.contains(".text"), problem);
        assertTrue(problem.contains("beyond the end"), problem);
    }

    @Test
    void segmentBeyondTheEndOfTheFileIsRefused() {
        byte[] bytes = new ElfBuilder().segment(5, 0, 0, CODE, 8).build();
        bytes[64 + 33] = 1; // p_filesz grows to 0x108
        assertTrue(problemOf(bytes).contains("segment 0"));
    }
}
