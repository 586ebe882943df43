package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;

import org.eclipse.swt.widgets.Composite;

import java.util.Optional;

/** The fields that say what a breakpoint stops at. On the UI thread. */
interface SpecFields {
    /** Makes the fields in two columns, filled with what there is already. */
    void create(Composite parent, Optional<BreakpointSpec> before, Runnable changed);

    /** Whether nothing has been typed yet; then there is no reason to complain. */
    boolean isEmpty();

    /**
     * What the fields say.
     *
     * @throws IllegalArgumentException if they say nothing that could be stopped at; the message is
     *     for the person
     */
    BreakpointSpec spec();
}
