package dev.framescope.ide.ui.editor.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How far a change of text reaches. */
class LineStatesTest {
    private static final List<String> PIECES =
            List.of("let x = 1;", "/*", "*/", "\"", "r#\"", "\"#", "// c", "'a", "");

    private final List<String> text = new ArrayList<>();
    private final LineStates states = new LineStates(Language.RUST);

    private void reset(String... lines) {
        text.clear();
        text.addAll(List.of(lines));
        states.reset(text.size(), text::get);
    }

    @Test
    void aChangeInsideALineReachesOneLineMore() {
        reset("a", "b", "c", "d");
        text.set(1, "x");
        assertEquals(3, states.replaced(1, 1, 1, text::get));
    }

    @Test
    void theStartOfACommentReachesToItsEnd() {
        reset("a", "b", "c */", "d", "e");
        text.set(0, "/* a");
        assertEquals(3, states.replaced(0, 1, 1, text::get));
    }

    @Test
    void manyChangesGiveTheStatesOfTheWholeText() {
        reset("fn main() {", "}");
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            int first = random.nextInt(text.size());
            int removed = 1 + random.nextInt(Math.min(3, text.size() - first));
            int added = 1 + random.nextInt(3);
            text.subList(first, first + removed).clear();
            for (int line = 0; line < added; line++) {
                text.add(first, PIECES.get(random.nextInt(PIECES.size())));
            }
            states.replaced(first, removed, added, text::get);
            LineStates fresh = new LineStates(Language.RUST);
            fresh.reset(text.size(), text::get);
            assertEquals(text.size(), states.lines());
            for (int line = 0; line <= text.size(); line++) {
                assertEquals(fresh.at(line), states.at(line));
            }
        }
    }
}
