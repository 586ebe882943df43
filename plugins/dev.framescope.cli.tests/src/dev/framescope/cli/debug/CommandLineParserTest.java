package dev.framescope.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class CommandLineParserTest {
    @Test
    void semicolonsAndLinesSeparateCommandsAndBlanksSeparateWords() throws Exception {
        assertEquals(
                List.of(List.of("break", "main"), List.of("c"), List.of("x", "sp", "16")),
                CommandLineParser.parse(" break  main;c;;\n x sp\t16 ; "));
    }

    @Test
    void quotesHoldAWordTogetherWithItsSemicolons() throws Exception {
        assertEquals(
                List.of(List.of("send", "a; b\"\n")),
                CommandLineParser.parse("send \"a; b\\\"\\n\""));
    }

    @Test
    void emptyQuotesAreAWord() throws Exception {
        assertEquals(List.of(List.of("send", "")), CommandLineParser.parse("send \"\""));
    }

    @Test
    void quoteThatIsNotClosedIsRefused() {
        assertThrows(CommandFailure.class, () -> CommandLineParser.parse("send \"a"));
    }
}
