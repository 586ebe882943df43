package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;

import java.util.Optional;
import java.util.function.Consumer;

/** All of a breakpoint in fields: what it stops at and when. On the UI thread. */
final class BreakpointForm {
    private final Optional<SpecFields> what;
    private final OptionFields when = new OptionFields();
    private final Consumer<Optional<String>> listener;
    private ExpressionCheck check;
    private Optional<String> expressionProblem = Optional.empty();

    /**
     * @param what the fields for what it stops at; empty if that cannot be changed
     * @param listener told of what is wrong with what is typed; empty if nothing is
     */
    BreakpointForm(Optional<SpecFields> what, Consumer<Optional<String>> listener) {
        this.what = what;
        this.listener = listener;
    }

    void create(
            Composite parent,
            Optional<BreakpointSpec> spec,
            BreakpointOptions options,
            String spaceName,
            boolean code) {
        what.ifPresent(
                fields -> {
                    Composite top = new Composite(parent, SWT.NONE);
                    GridDataFactory.fillDefaults().grab(true, true).applyTo(top);
                    GridLayoutFactory.fillDefaults().numColumns(2).applyTo(top);
                    fields.create(top, spec, this::changed);
                });
        Group group = new Group(parent, SWT.NONE);
        group.setText("Stop");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
        GridLayoutFactory.swtDefaults().numColumns(2).applyTo(group);
        when.create(group, options, spaceName, code, this::changed);
        check =
                new ExpressionCheck(
                        group,
                        problem -> {
                            expressionProblem = problem;
                            listener.accept(problem());
                        });
        check.ask(when.question());
    }

    private void changed() {
        check.ask(when.question());
        listener.accept(problem());
    }

    /** What is wrong with what is typed. */
    Optional<String> problem() {
        try {
            when.options();
            if (what.isPresent()) {
                what.get().spec();
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        return expressionProblem;
    }

    /** Whether nothing has been typed yet that it could stop at. */
    boolean isEmpty() {
        return what.isPresent() && what.get().isEmpty();
    }

    Optional<BreakpointSpec> spec() {
        return what.map(SpecFields::spec);
    }

    OptionFields when() {
        return when;
    }
}
