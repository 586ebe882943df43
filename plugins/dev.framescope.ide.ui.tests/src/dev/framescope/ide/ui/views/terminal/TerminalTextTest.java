package dev.framescope.ide.ui.views.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class TerminalTextTest {
    private final TerminalText text = new TerminalText();

    @Test
    void passesColoursAndCursorMovements() {
        String screen = "\u001b[2J\u001b[10;20H\u001b[1;38;5;208mred\u001b[0m\u001b[?25l\u001b7";

        assertEquals(screen, live(screen));
    }

    @Test
    void lineFeedGetsACarriageReturnUnlessItHasOneAlsoInThePieceBefore() {
        assertEquals("a\r\nb\r\n\r\n", live("a\nb\r\n\n"));
        assertEquals("c\r", live("c\r"));
        assertEquals("\nd", live("\nd"));
    }

    @Test
    void handsOverSequencesAndCharactersWhole() {
        assertEquals("", live("\u001b[3"));
        assertEquals("\u001b[31m", live("1m"));
        byte[] bytes = "帧".getBytes(StandardCharsets.UTF_8);
        assertEquals("", converted(0, true, bytes[0], bytes[1]));
        assertEquals("帧", converted(0, true, bytes[2]));
    }

    @Test
    void bytesThatAreNoTextAndUnknownSequencesDoNoHarm() {
        assertEquals("\ufffdab", converted(0, true, (byte) 0xff, (byte) 0, 'a', (byte) 0x0e, 'b'));
        assertEquals("x", live("\u001b]0;title\u0007\u001b]\u0007\u001bPnoise\u001b\\x"));
        assertEquals("x", live("\u001b[99999999999Px"));
        assertEquals("x", live("\u001b[" + "1;".repeat(40) + "mx"));
        assertEquals("x", live("\u001b[ q\u001b[>c\u001b(0x"));
    }

    @Test
    void asksTheTerminalOnlyForTheLiving() {
        assertEquals("$ ", converted(0, false, "$ \u001b[6n".getBytes(StandardCharsets.UTF_8)));
        assertEquals("$ \u001b[6n", live("$ \u001b[6n"));
    }

    @Test
    void saysWhatIsNotShownAndStartsAnewBehindIt() {
        live("\u001b[3");
        assertEquals("\u001b[0m\r\n[42 bytes not shown]\r\n1m", converted(42, true, '1', 'm'));
    }

    @Test
    void endsWithAReplacementForACharacterThatWasCutOff() {
        assertEquals("", converted(0, true, (byte) 0xe5));
        assertEquals("\ufffd", new String(text.end(), StandardCharsets.UTF_8));
    }

    private String live(String printed) {
        return converted(0, true, printed.getBytes(StandardCharsets.UTF_8));
    }

    private String converted(long skipped, boolean live, int... bytes) {
        byte[] piece = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            piece[i] = (byte) bytes[i];
        }
        return converted(skipped, live, piece);
    }

    private String converted(long skipped, boolean live, byte[] bytes) {
        byte[] converted = text.convert(new OutputBacklog.Piece(skipped, bytes, live));
        return new String(converted, StandardCharsets.UTF_8);
    }
}
