package dev.framescope.ide.ui.editor.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Which parts of source lines get which colour. */
class LineLexerTest {
    /** The coloured parts of a text, each as its kind and its characters. */
    private static List<String> parts(Language language, String text) {
        List<String> parts = new ArrayList<>();
        int state = LineLexer.CODE;
        for (String line : text.split("\n", -1)) {
            LineLexer.Result result = LineLexer.lex(language, line, state);
            for (Token token : result.tokens()) {
                int end = token.start() + token.length();
                parts.add(token.kind() + " " + line.substring(token.start(), end));
            }
            state = result.state();
        }
        return parts;
    }

    @Test
    void cHasKeywordsTypesNumbersAndComments() {
        assertEquals(
                List.of("KEYWORD static", "TYPE int", "NUMBER 0x1fUL", "COMMENT // a \"comment\""),
                parts(Language.C, "static int x = 0x1fUL; // a \"comment\""));
    }

    @Test
    void cCommentsReachOverLinesAndDoNotNest() {
        assertEquals(
                List.of("COMMENT /* one /* two", "COMMENT three */", "KEYWORD return", "NUMBER 1"),
                parts(Language.C, "/* one /* two\nthree */ return 1; */"));
    }

    @Test
    void cStringsKnowEscapesAndContinuations() {
        assertEquals(
                List.of("STRING \"a\\\"b\"", "STRING \"c\\", "STRING d\"", "KEYWORD return"),
                parts(Language.C, "f(\"a\\\"b\", \"c\\\nd\"); return"));
    }

    @Test
    void aStringThatIsNotClosedEndsWithItsLine() {
        assertEquals(
                List.of("STRING \"open", "KEYWORD return"), parts(Language.C, "\"open\nreturn"));
    }

    @Test
    void cDirectivesNameHeaders() {
        assertEquals(
                List.of("DIRECTIVE # include", "STRING <a/b.h>", "DIRECTIVE #define", "NUMBER 1"),
                parts(Language.C, "# include <a/b.h>\n#define X 1"));
    }

    @Test
    void rustCommentsNest() {
        assertEquals(
                List.of("COMMENT /* a /* b", "COMMENT */ still */", "KEYWORD let"),
                parts(Language.RUST, "/* a /* b\n*/ still */ let"));
    }

    @Test
    void rustTellsLifetimesFromCharacters() {
        assertEquals(
                List.of("LABEL 'a", "TYPE str", "STRING 'x'", "STRING '\\n'", "STRING '\\''"),
                parts(Language.RUST, "&'a str, 'x', '\\n', '\\''"));
    }

    @Test
    void rustRawStringsEndWithTheirHashSigns() {
        assertEquals(
                List.of("STRING r#\"a \"quoted\" \\", "STRING b\"#", "KEYWORD fn"),
                parts(Language.RUST, "r#\"a \"quoted\" \\\nb\"#; fn"));
    }

    @Test
    void rustHasAttributesMacrosAndRanges() {
        assertEquals(
                List.of(
                        "DIRECTIVE #[cfg(feature = [\"x\"])]",
                        "DIRECTIVE println!",
                        "KEYWORD for",
                        "KEYWORD in",
                        "NUMBER 0",
                        "NUMBER 1_000u64"),
                parts(
                        Language.RUST,
                        "#[cfg(feature = [\"x\"])]\nprintln!(); for i in 0..1_000u64"));
    }

    @Test
    void assemblyHasLabelsMnemonicsRegistersAndDirectives() {
        assertEquals(
                List.of(
                        "LABEL _start:",
                        "KEYWORD c.addi",
                        "REGISTER sp",
                        "NUMBER 16",
                        "COMMENT # grow",
                        "DIRECTIVE .section",
                        "KEYWORD beqz",
                        "REGISTER a0"),
                parts(
                        Language.ASSEMBLY,
                        "_start: c.addi sp, -16 # grow\n  .section .text\n  beqz a0, 1f"
                                .replace("1f", "out")));
    }

    @Test
    void assemblyThatIsPreprocessedHasItsDirectives() {
        assertEquals(
                List.of("DIRECTIVE #define", "NUMBER 8", "COMMENT # no directive"),
                parts(Language.ASSEMBLY, "#define SIZE 8\n# no directive"));
    }

    @Test
    void linkerScriptsHaveTheirOwnWords() {
        assertEquals(
                List.of("KEYWORD SECTIONS", "NUMBER 0x80200000", "KEYWORD KEEP", "COMMENT /* c */"),
                parts(
                        Language.LINKER_SCRIPT,
                        "SECTIONS { . = 0x80200000; KEEP(*(.text)) /* c */ }"));
    }
}
