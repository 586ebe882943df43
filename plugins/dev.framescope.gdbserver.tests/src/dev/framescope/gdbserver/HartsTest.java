package dev.framescope.gdbserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

class HartsTest extends ServedKernel {
    HartsTest() {
        super(Samples.framesCElf(), 3);
    }

    @Test
    void everyHartIsAThread() throws IOException {
        assertEquals("mp1.1,p1.2,p1.3", gdb.ask("qfThreadInfo"));
        assertEquals("l", gdb.ask("qsThreadInfo"));
        String threads = gdb.ask("qXfer:threads:read::0,4000");
        assertTrue(threads.contains("id=\"p1.3\" core=\"2\" name=\"hart2\""), threads);
    }

    @Test
    void threadsOfAnotherFormAreAgreedWhereProcessesAreNotWanted() throws IOException {
        gdb.ask("qSupported:");
        assertEquals("m1,2,3", gdb.ask("qfThreadInfo"));
    }

    @Test
    void registersAreThoseOfTheSelectedHart() throws IOException {
        long mhartid = 66 + 0xf14;
        assertEquals("OK", gdb.ask("Hgp1.3"));
        assertEquals("0200000000000000", gdb.ask(String.format("p%x", mhartid)));
        assertEquals("QCp1.3", gdb.ask("qC"));
        assertEquals("OK", gdb.ask("Hgp1.1"));
        assertEquals("0".repeat(16), gdb.ask(String.format("p%x", mhartid)));
    }

    @Test
    void aHartThatWasNotStartedSaysSo() throws IOException {
        String extra = gdb.ask("qThreadExtraInfo,p1.2");
        assertEquals(
                "hart1 stopped",
                new String(HexFormat.of().parseHex(extra), StandardCharsets.UTF_8));
    }

    @Test
    void threadsThatThereAreNotAreRefused() throws IOException {
        assertEquals("E.there is no thread 4", gdb.ask("Hgp1.4"));
        assertEquals("E.there is no process 2", gdb.ask("Tp2.1"));
        assertEquals("OK", gdb.ask("Tp1.3"));
    }

    @Test
    void stepMovesTheChosenHartOnly() throws IOException {
        String stop = gdb.ask("vCont;s:p1.1;c");
        assertTrue(stop.startsWith("T05thread:p1.1;"), stop);
        assertEquals(1, target.machine().inspect(m -> m.instructions()).join());
    }
}
