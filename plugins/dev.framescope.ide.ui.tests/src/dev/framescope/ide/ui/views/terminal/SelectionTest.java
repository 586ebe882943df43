package dev.framescope.ide.ui.views.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class SelectionTest {
    private final Selection<String> selection = new Selection<>();

    @Test
    void selectsNothingWhereNothingIs() {
        selection.update(List.of());

        assertEquals(Optional.empty(), selection.selected());
    }

    @Test
    void selectsWhatIsNew() {
        selection.update(List.of("a"));
        selection.update(List.of("a", "b"));

        assertEquals(Optional.of("b"), selection.selected());
    }

    @Test
    void keepsWhatTheReaderSelected() {
        selection.update(List.of("a", "b"));
        selection.select("a");
        selection.update(List.of("a", "b"));

        assertEquals(Optional.of("a"), selection.selected());
    }

    @Test
    void selectsTheLastThatIsLeftWhenTheSelectedGoes() {
        selection.update(List.of("a", "b", "c"));
        selection.update(List.of("a", "b"));

        assertEquals(Optional.of("b"), selection.selected());
    }

    @Test
    void cannotSelectWhatIsNotThere() {
        selection.update(List.of("a"));
        selection.select("b");

        assertEquals(Optional.of("a"), selection.selected());
    }
}
