package dev.framescope.debugger.stack;

import dev.framescope.machine.HartInspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** Reads what is on a guest's stack. */
final class GuestMemory {
    private GuestMemory() {}

    /** Eight bytes of memory as the hart sees it, little-endian; empty if they cannot be read. */
    static OptionalLong readLong(HartInspection hart, long vaddr) {
        byte[] bytes = new byte[Long.BYTES];
        if (hart.readVirtual(vaddr, bytes, 0, bytes.length) < bytes.length) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }
}
