package dev.framescope.ide.ui.views.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class LineFeedsTest {
    private final LineFeeds lineFeeds = new LineFeeds();

    private String translate(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        return new String(lineFeeds.translate(bytes), StandardCharsets.UTF_8);
    }

    @Test
    void lineFeedGoesToTheBeginningOfTheNextLine() {
        assertEquals("a\r\nb\r\n\r\n", translate("a\nb\n\n"));
    }

    @Test
    void lineFeedBehindACarriageReturnStaysAsItIsAlsoInTheNextPiece() {
        assertEquals("a\r\nb\r", translate("a\r\nb\r"));
        assertEquals("\nc", translate("\nc"));
    }
}
