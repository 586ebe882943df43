package dev.framescope.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SourcePathTest {

    @Test
    void normalisingRemovesWhatLeadsNowhere() {
        assertEquals("/src/kernel/main.c", SourcePath.normalise("/src/./lib/..//kernel/main.c"));
        assertEquals("kernel/main.c", SourcePath.normalise("./kernel/main.c"));
        assertEquals("../main.c", SourcePath.normalise("../lib/../main.c"));
        assertEquals("../../main.c", SourcePath.normalise("../../main.c"));
        assertEquals("", SourcePath.normalise("."));
    }

    @Test
    void pathsFromWindowsGetForwardSlashes() {
        assertEquals("C:/src/main.c", SourcePath.normalise("C:\\src\\main.c"));
        assertTrue(SourcePath.isAbsolute("C:\\src"));
        assertFalse(SourcePath.isAbsolute("C:"));
    }

    @Test
    void joiningKeepsAbsolutePaths() {
        assertEquals("/a/b.c", SourcePath.join("/src", "/a/b.c"));
        assertEquals("/src/b.c", SourcePath.join("/src", "b.c"));
        assertEquals("b.c", SourcePath.join("", "b.c"));
    }

    @Test
    void suffixHasToBeOfWholeComponents() {
        assertTrue(SourcePath.endsWith("/src/kernel/memory.c", "memory.c"));
        assertTrue(SourcePath.endsWith("/src/kernel/memory.c", "kernel/memory.c"));
        assertTrue(SourcePath.endsWith("/src/kernel/memory.c", "/src/kernel/memory.c"));
        assertFalse(SourcePath.endsWith("/src/kernel/memory.c", "ory.c"));
        assertFalse(SourcePath.endsWith("/src/kernel/memory.c", "/kernel/memory.c"));
        assertFalse(SourcePath.endsWith("/src/kernel/memory.c", ""));
    }

    @Test
    void commonEndCountsWholeComponents() {
        assertEquals(2, SourcePath.commonEnd("/a/kernel/memory.c", "/b/kernel/memory.c"));
        assertEquals(1, SourcePath.commonEnd("memory.c", "/b/kernel/memory.c"));
        assertEquals(2, SourcePath.commonEnd("kernel/memory.c", "/b/kernel/memory.c"));
        assertEquals(1, SourcePath.commonEnd("/a/kernel/memory.c", "/b/xkernel/memory.c"));
        assertEquals(0, SourcePath.commonEnd("/a/memory.c", "/a/xmemory.c"));
        assertEquals(0, SourcePath.commonEnd("/a/main.c", "/a/memory.h"));
    }
}
