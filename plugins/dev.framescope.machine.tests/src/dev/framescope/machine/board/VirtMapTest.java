package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.MemoryMapEntry;

import org.junit.jupiter.api.Test;

import java.util.List;

class VirtMapTest {
    private final List<MemoryMapEntry> entries = VirtMap.entries(128L << 20);

    @Test
    void windowsAreInAddressOrderAndDisjoint() {
        for (int i = 1; i < entries.size(); i++) {
            MemoryMapEntry before = entries.get(i - 1);
            MemoryMapEntry entry = entries.get(i);
            assertTrue(before.base() + before.size() <= entry.base(), before + " " + entry);
        }
    }

    @Test
    void beginsWithTheDebugWindowAndEndsWithTheMemory() {
        assertEquals("VIRT_DEBUG", entries.get(0).name());
        MemoryMapEntry last = entries.get(entries.size() - 1);
        assertEquals("VIRT_DRAM", last.name());
        assertEquals(0x80000000L, last.base());
        assertEquals(128L << 20, last.size());
        assertEquals(MemoryMapEntry.Kind.RAM, last.kind());
    }
}
