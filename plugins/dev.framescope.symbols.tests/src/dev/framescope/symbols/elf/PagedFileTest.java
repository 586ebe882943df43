package dev.framescope.symbols.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.SymbolException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;

/** Files that are read a page at a time, and what happens when they change meanwhile. */
class PagedFileTest {

    private static final int PAGE = PagedFile.PAGE_SIZE;

    @TempDir Path directory;

    private Path path;
    private byte[] content;
    private ByteReader reader;

    @BeforeEach
    void openAFileOfThreePages() throws IOException {
        content = new byte[2 * PAGE + 100];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 251 + 1);
        }
        path = Files.write(directory.resolve("file"), content);
        // Older than what the tests write, however coarse the file system's clock is.
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        reader = ByteReader.ofFile("file", PagedFile.open(path));
    }

    @Test
    void valuesAcrossTheBorderOfPagesAreWhatTheyAreInOneArray() throws SymbolException {
        ByteReader whole = ByteReader.ofFile("file", content);
        for (int offset = PAGE - 9; offset <= PAGE + 1; offset++) {
            assertEquals(whole.at(offset).u64(), reader.at(offset).u64());
            ByteReader mixed = reader.at(offset);
            ByteReader expected = whole.at(offset);
            assertEquals(expected.u16(), mixed.u16());
            assertEquals(expected.u8(), mixed.u8());
            assertEquals(expected.u32(), mixed.u32());
            assertEquals(expected.u64(), mixed.u64());
            assertEquals(expected.uleb(), mixed.uleb());
            assertEquals(expected.sleb(), mixed.sleb());
            assertEquals(expected.offset(), mixed.offset());
        }
    }

    @Test
    void bytesAndStringsMayTakeSeveralPages() throws IOException, SymbolException {
        assertArrayEquals(
                Arrays.copyOfRange(content, 7, 2 * PAGE + 9), reader.at(7).bytes(2 * PAGE + 2));
        byte[] text = "x".repeat(2 * PAGE).getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("strings");
        Files.write(file, ByteBuffer.allocate(2 * PAGE + 4).put(text).array());
        ByteReader strings = ByteReader.ofFile("strings", PagedFile.open(file));
        assertEquals("x".repeat(2 * PAGE - 5), strings.at(5).string());
        strings.seek(2 * PAGE - 1);
        assertEquals("x", strings.string());
        assertEquals("", strings.string());
        assertEquals(2 * PAGE + 2, strings.offset());
    }

    @Test
    void endIsThatOfTheFile() throws SymbolException {
        reader.seek(content.length - 4);
        assertThrows(SymbolException.class, reader::u64);
        assertEquals(content.length - 4, reader.offset());
        reader.skip(4);
        assertEquals(0, reader.remaining());
        assertThrows(SymbolException.class, reader::u8);
    }

    @Test
    void fileThatIsWrittenToIsNotReadAnyMore() throws IOException, SymbolException {
        reader.u8();
        byte[] other = new byte[content.length];
        Files.write(path, other, StandardOpenOption.WRITE);
        String problem = assertThrows(SymbolException.class, reader.at(PAGE)::u8).getMessage();
        assertTrue(problem.contains(path + " has been changed while it was in use"), problem);
    }

    @Test
    void fileThatIsTruncatedIsNotReadAnyMore() throws IOException, SymbolException {
        reader.u8();
        Files.write(path, new byte[3]);
        String problem = assertThrows(SymbolException.class, reader.at(2 * PAGE)::u8).getMessage();
        assertTrue(problem.contains("has been changed"), problem);
    }

    @Test
    void fileThatIsReplacedOrDeletedIsReadOnAsItWas() throws IOException, SymbolException {
        PagedFile file = PagedFile.open(path);
        assertFalse(file.isOutdated());
        Files.delete(path);
        assertTrue(file.isOutdated());
        assertEquals(content[PAGE], (byte) reader.at(PAGE).u8());
        Files.write(path, new byte[5]);
        assertTrue(file.isOutdated());
        assertEquals(content[2 * PAGE], (byte) reader.at(2 * PAGE).u8());
    }

    @Test
    void threadThatIsInterruptedReadsOnAndStaysInterrupted() throws SymbolException {
        Thread.currentThread().interrupt();
        try {
            int value = reader.at(PAGE).u8();
            assertTrue(Thread.currentThread().isInterrupted());
            assertEquals(content[PAGE], (byte) value);
        } finally {
            Thread.interrupted();
        }
        assertEquals(content[2 * PAGE], (byte) reader.at(2 * PAGE).u8());
    }

    @Test
    void fileThatWasReplacedIsRefusedAfterAnInterruption() throws IOException, SymbolException {
        Files.delete(path);
        Files.write(path, content);
        Thread.currentThread().interrupt();
        try {
            assertThrows(SymbolException.class, reader.at(PAGE)::u8);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void elfFileOnDiskIsWhatItIsInMemory() throws IOException, SymbolException {
        byte[] text = new byte[3 * PAGE];
        ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).putInt(2 * PAGE, 0x12345678);
        byte[] bytes =
                new ElfBuilder()
                        .section(".text", 1, 6, 0x1000, text)
                        .symbol("start", ElfSymbol.STT_FUNC, 1, 0x1000, 8)
                        .build();
        ElfFile memory = ElfFile.parse("elf", bytes);
        ElfFile disk = ElfFile.open(Files.write(directory.resolve("elf"), bytes));
        assertEquals(memory.sections(), disk.sections());
        assertEquals(memory.symbols(), disk.symbols());
        ElfSection section = disk.section(".text").orElseThrow();
        assertArrayEquals(text, disk.bytes(section));
        assertEquals(0x12345678, disk.reader(section).at(2 * PAGE).u32());
        assertFalse(disk.isOutdated());
        assertFalse(memory.isOutdated());
    }
}
