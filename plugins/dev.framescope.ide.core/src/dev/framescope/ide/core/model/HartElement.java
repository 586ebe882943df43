package dev.framescope.ide.core.model;

/** An element that belongs to one hart. */
public interface HartElement {
    /** The hart's number. */
    int hartId();
}
