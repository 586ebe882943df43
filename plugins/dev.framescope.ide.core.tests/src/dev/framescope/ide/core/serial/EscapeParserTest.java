package dev.framescope.ide.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class EscapeParserTest {
    private final StringBuilder text = new StringBuilder();
    private final List<String> sequences = new ArrayList<>();
    private int strings;

    private final EscapeParser parser =
            new EscapeParser(
                    new EscapeParser.Handler() {
                        @Override
                        public void character(char value) {
                            text.append(value);
                        }

                        @Override
                        public void sequence(String whole) {
                            sequences.add(whole.replace('\u001b', 'E'));
                        }

                        @Override
                        public void controlString() {
                            strings++;
                        }
                    });

    @Test
    void tellsSequencesFromText() {
        parser.accept("a\u001b[1;31mb\u001b[?25lc\u001b7d\u001b(Be\r\n");

        assertEquals("abcde\r\n", text.toString());
        assertEquals(List.of("E[1;31m", "E[?25l", "E7", "E(B"), sequences);
    }

    @Test
    void putsASequenceTogetherThatComesInPieces() {
        for (char c : "x\u001b[12;34Hy".toCharArray()) {
            parser.accept(String.valueOf(c));
        }

        assertEquals("xy", text.toString());
        assertEquals(List.of("E[12;34H"), sequences);
    }

    @Test
    void dropsTheContentOfStrings() {
        parser.accept("a\u001b]0;title\u0007b\u001bPsixel\u001b\\c");

        assertEquals("abc", text.toString());
        assertEquals(2, strings);
        assertTrue(sequences.isEmpty());
    }

    @Test
    void aSequenceInAStringEndsTheString() {
        parser.accept("\u001b]0;title\u001b[0mtext");

        assertEquals("text", text.toString());
        assertEquals(List.of("E[0m"), sequences);
    }

    @Test
    void cancelEndsASequenceThatIsNotComplete() {
        parser.accept("\u001b[12\u0018x\u001b]0;\u001ay");

        assertEquals("xy", text.toString());
        assertTrue(sequences.isEmpty());
    }

    @Test
    void executesControlCharactersInTheMidstOfASequence() {
        parser.accept("\u001b[1\n2A");

        assertEquals("\n", text.toString());
        assertEquals(List.of("E[12A"), sequences);
    }

    @Test
    void findsBackToTextFromNoiseThatLooksLikeASequence() {
        parser.accept("\u001b]" + "x".repeat(2 * EscapeParser.LIMIT) + "end");
        parser.accept("\u001b[" + "1".repeat(2 * EscapeParser.LIMIT) + "end");

        assertTrue(text.toString().contains("xend"));
        assertTrue(text.toString().endsWith("1end"));
    }

    @Test
    void aSecondEscapeStartsAnew() {
        parser.accept("\u001b\u001b[3\u001b[0m.");

        assertEquals(".", text.toString());
        assertEquals(List.of("E[0m"), sequences);
    }
}
