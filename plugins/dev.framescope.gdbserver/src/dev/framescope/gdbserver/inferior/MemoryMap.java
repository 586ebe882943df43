package dev.framescope.gdbserver.inferior;

import dev.framescope.machine.Inspection;
import dev.framescope.machine.MemoryMapEntry;

/**
 * The memory map (GDB manual, section Memory Map Format). GDB applies it to virtual addresses and
 * takes what is not listed for nothing at all, so all that is not ROM is listed as RAM.
 */
public final class MemoryMap {
    private MemoryMap() {}

    /** The document for a machine. Call on the machine thread. */
    public static String of(Inspection machine) {
        Xml xml = Xml.document("memory-map", "");
        long start = 0;
        for (MemoryMapEntry entry : machine.memoryMap()) {
            if (entry.kind() == MemoryMapEntry.Kind.ROM) {
                range(xml, "ram", start, entry.base() - start);
                range(xml, "rom", entry.base(), entry.size());
                start = entry.base() + entry.size();
            }
        }
        range(xml, "ram", start, -start);
        return xml.end("memory-map");
    }

    private static void range(Xml xml, String type, long start, long length) {
        if (length != 0) {
            xml.empty(
                    "memory",
                    Xml.attribute("type", type)
                            + Xml.hex("start", start)
                            + Xml.hex("length", length));
        }
    }
}
