package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.CodeSpace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where the reader has been, to go back and forward. */
final class Visited {
    private static final int MOST = 100;

    private final Deque<Place> back = new ArrayDeque<>();
    private final Deque<Place> forward = new ArrayDeque<>();

    /** An address that was looked at. */
    record Place(CodeSpace space, long address) {}

    /** The reader leaves a place for another one. */
    void leave(Place from) {
        if (!from.equals(back.peek())) {
            back.push(from);
        }
        if (back.size() > MOST) {
            back.removeLast();
        }
        forward.clear();
    }

    boolean canGoBack() {
        return !back.isEmpty();
    }

    boolean canGoForward() {
        return !forward.isEmpty();
    }

    /** Goes to the place that was left last. */
    Optional<Place> back(Place from) {
        return move(back, forward, from);
    }

    /** Goes to the place from which the reader went back last. */
    Optional<Place> forward(Place from) {
        return move(forward, back, from);
    }

    private static Optional<Place> move(Deque<Place> out, Deque<Place> into, Place from) {
        if (out.isEmpty()) {
            return Optional.empty();
        }
        into.push(from);
        return Optional.of(out.pop());
    }

    void clear() {
        back.clear();
        forward.clear();
    }
}
