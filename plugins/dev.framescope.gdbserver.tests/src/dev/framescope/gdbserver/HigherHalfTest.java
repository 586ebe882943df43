package dev.framescope.gdbserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HexFormat;

/** A kernel that is linked where nothing is mapped before it turns paging on. */
class HigherHalfTest extends ServedKernel {
    HigherHalfTest() {
        super(Samples.framesRustDebugElf(), 1);
    }

    private static long pc(String stop) {
        int at = stop.indexOf(";20:") + 4;
        return LittleEndian.get(HexFormat.of().parseHex(stop.substring(at, at + 16)), 0, 8);
    }

    @Test
    void instructionsOfTheHigherHalfCanBeReadBeforePagingIsOn() throws IOException {
        long allocFrame = target.address("alloc_frame");
        long loaded = target.kernel().symbols().elf().loadAddress(allocFrame).orElseThrow();
        String atLoadAddress = gdb.ask(String.format("m%x,10", loaded));
        assertEquals(atLoadAddress, gdb.ask(String.format("m%x,10", allocFrame)));
        assertFalse(atLoadAddress.startsWith("E"), atLoadAddress);
    }

    @Test
    void breakpointOfTheHigherHalfSetBeforePagingIsOnHits() throws IOException {
        long allocFrame = target.address("alloc_frame");
        assertEquals("OK", gdb.ask(String.format("Z0,%x,2", allocFrame)));
        String stop = gdb.ask("vCont;c");
        assertTrue(stop.startsWith("T05swbreak:;"), stop);
        assertEquals(allocFrame, pc(stop));
    }

    @Test
    void functionThatRunsAtItsLoadAddressStopsTooAndIsNoBreakpointToGdb() throws IOException {
        long preparePaging = target.address("prepare_paging");
        assertEquals("OK", gdb.ask(String.format("Z0,%x,2", preparePaging)));
        String stop = gdb.ask("vCont;c");
        assertTrue(stop.startsWith("T05thread:"), stop);
        assertEquals(
                target.kernel().symbols().elf().loadAddress(preparePaging).orElseThrow(), pc(stop));
    }
}
