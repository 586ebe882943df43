package dev.framescope.ide.ui.views.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of several things that come and go is shown: a new one, until the reader selects another.
 *
 * @param <T> what is shown
 */
final class Selection<T> {
    private List<T> all = List.of();
    private Optional<T> selected = Optional.empty();

    /** Takes what there is now, the newest last. */
    void update(List<T> now) {
        List<T> added = new ArrayList<>(now);
        added.removeAll(all);
        all = List.copyOf(now);
        if (!added.isEmpty()) {
            selected = Optional.of(added.getLast());
        } else if (selected.filter(all::contains).isEmpty()) {
            selected = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        }
    }

    /** Selects one of what there is; does nothing for anything else. */
    void select(T wanted) {
        if (all.contains(wanted)) {
            selected = Optional.of(wanted);
        }
    }

    List<T> all() {
        return all;
    }

    /** What is shown; empty if there is nothing. */
    Optional<T> selected() {
        return selected;
    }
}
