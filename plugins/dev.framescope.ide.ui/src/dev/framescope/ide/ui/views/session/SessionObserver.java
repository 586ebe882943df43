package dev.framescope.ide.ui.views.session;

/** Told of what is to be shown, on the UI thread if nothing else is said. */
public interface SessionObserver {
    /**
     * The debugged kernel has been read and is going to be shown: time to get ready while the UI
     * thread is busy with the stop. Called in a job; the snapshot may be dropped afterwards.
     */
    void prepare(SessionSnapshot snapshot);

    /** The debugged kernel, as it is now. */
    void show(SessionSnapshot snapshot);

    /** There is nothing to show; the message says why and what to do. */
    void showNothing(String message);
}
