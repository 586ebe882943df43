package dev.framescope.ide.ui.views.session;

/** Told of what is to be shown, on the UI thread. */
public interface SessionObserver {
    /** The debugged kernel, as it is now. */
    void show(SessionSnapshot snapshot);

    /** There is nothing to show; the message says why and what to do. */
    void showNothing(String message);
}
