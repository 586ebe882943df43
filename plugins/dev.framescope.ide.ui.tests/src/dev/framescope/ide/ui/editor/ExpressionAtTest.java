package dev.framescope.ide.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is evaluated when the mouse is at the character before the bar. */
class ExpressionAtTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x = cou|nt + 1; count",
                "a->b[i].c| = 1; a->b[i].c",
                "a->b|[i].c = 1; a->b",
                "a->b[i|].c = 1; i",
                "self.alloc|ator.next; self.allocator",
                "os::memory::FRAM|ES.len; os::memory::FRAMES",
                "f(x).fie|ld; none",
                "0x12|34; none",
                "for i in 0..en|d; end",
                "(a +| b); none",
            })
    void isTheNameWithWhatItIsAPartOf(String marked, String expected) {
        int bar = marked.indexOf('|');
        String text = marked.replace("|", "");
        assertEquals(
                expected,
                ExpressionAt.find(text, bar - 1).map(range -> range.in(text)).orElse("none"));
    }
}
