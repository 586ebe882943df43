package dev.framescope.debugger;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The listeners of a session. Any thread; one that throws is logged and harms no other. */
final class SessionListeners {
    private static final System.Logger LOG = System.getLogger(SessionListeners.class.getName());

    private final List<SessionListener> all = new CopyOnWriteArrayList<>();

    void add(SessionListener listener) {
        all.add(listener);
    }

    void remove(SessionListener listener) {
        all.remove(listener);
    }

    void tell(Consumer<SessionListener> event) {
        for (SessionListener listener : all) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a listener of the debug session failed", e);
            }
        }
    }
}
