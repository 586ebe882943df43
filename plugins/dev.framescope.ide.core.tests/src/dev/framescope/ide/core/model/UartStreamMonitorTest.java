package dev.framescope.ide.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class UartStreamMonitorTest {
    private final UartStreamMonitor monitor = new UartStreamMonitor();
    private final StringBuilder heard = new StringBuilder();

    @Test
    void keepsOutputUntilAConsoleTakesItOver() {
        print("before ");
        monitor.addListener((text, source) -> heard.append(text));
        assertEquals("before ", monitor.getContents());
        monitor.flushContents();
        monitor.setBuffered(false);

        print("after");

        assertEquals("after", heard.toString());
        assertEquals("", monitor.getContents());
    }

    @Test
    void putsACharacterTogetherThatCameInPieces() {
        byte[] bytes = "帧".getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            monitor.accept(new byte[] {b});
        }

        assertEquals("帧", monitor.getContents());
    }

    @Test
    void showsBytesThatAreNoTextAsReplacementCharacters() {
        monitor.accept(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe5});
        monitor.end();

        assertEquals("a\ufffdb\ufffd", monitor.getContents());
    }

    @Test
    void leavesOutEscapeSequences() {
        print("\u001b[1;3");
        print("2mok\u001b[0m\n");

        assertEquals("ok\n", monitor.getContents());
    }

    @Test
    void keepsTheEndOfAFloodThatNobodyReads() {
        String line = "x".repeat(1 << 20);
        for (int i = 0; i < 6; i++) {
            print(line);
        }
        print("the end");

        assertTrue(monitor.getContents().endsWith("the end"));
        assertTrue(monitor.getContents().length() < 5 << 20);
    }

    private void print(String text) {
        monitor.accept(text.getBytes(StandardCharsets.UTF_8));
    }
}
