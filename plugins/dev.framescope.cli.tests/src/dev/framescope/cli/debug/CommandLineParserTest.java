package dev.framescope.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.cli.debug.CommandLineParser.TypedCommand;

import org.junit.jupiter.api.Test;

import java.util.List;

class CommandLineParserTest {
    private static List<TypedCommand> parse(String text) throws CommandFailure {
        return CommandLineParser.parse(text);
    }

    @Test
    void semicolonsAndLinesSeparateCommands() throws Exception {
        assertEquals(
                List.of(
                        new TypedCommand("break", "main"),
                        new TypedCommand("c", ""),
                        new TypedCommand("x", "sp\t16")),
                parse(" break  main;c;;\n x sp\t16 ; "));
    }

    @Test
    void quotesAndCharactersHoldTheirSemicolons() throws Exception {
        assertEquals(
                List.of(
                        new TypedCommand("send", "\"a; b\\\"\\n\""),
                        new TypedCommand("print", "c == ';'"),
                        new TypedCommand("print", "c == '\\''")),
                parse("send \"a; b\\\"\\n\"; print c == ';'; print c == '\\''"));
    }

    @Test
    void nameEndsBeforeAFormat() throws Exception {
        assertEquals(List.of(new TypedCommand("print", "/x a / b")), parse("print/x a / b"));
    }

    @Test
    void remarksAreNoCommands() throws Exception {
        assertEquals(
                List.of(new TypedCommand("c", "")), parse("# it's a remark; not a command\nc"));
    }

    @Test
    void quoteThatIsNotClosedIsRefused() {
        assertThrows(CommandFailure.class, () -> parse("send \"a"));
    }

    @Test
    void blanksSeparateWordsAndQuotesHoldThemTogether() throws Exception {
        assertEquals(List.of("x", "sp", "16"), Words.of(" x  sp\t16 "));
        assertEquals(List.of("send", "a; b\"\n", ""), Words.of("send \"a; b\\\"\\n\" \"\""));
    }

    @Test
    void numberBehindAnExpressionIsACount() throws Exception {
        assertEquals(
                new Arguments.Counted("sp + 16", 8), Arguments.of("x", "sp + 16 8").counted(64));
        assertEquals(
                new Arguments.Counted("sp + 16", 64), Arguments.of("x", "sp + 16").counted(64));
        assertEquals(new Arguments.Counted("a[0]", 16), Arguments.of("x", "a[0] 0x10").counted(64));
    }
}
