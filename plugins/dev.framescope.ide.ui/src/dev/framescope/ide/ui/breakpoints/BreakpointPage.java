package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.breakpoints.KernelAddressBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelEventBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelWatchpoint;
import dev.framescope.ide.core.breakpoints.MarkerBreakpoint;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.PropertyPage;

import java.util.Optional;

/** The properties of a kernel breakpoint: what it stops at, when, and where it is armed. */
public final class BreakpointPage extends PropertyPage {
    private static final int STATUS_HEIGHT = 48;

    private Button enabled;
    private BreakpointForm form;

    /** For the platform. */
    public BreakpointPage() {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        KernelBreakpoint breakpoint = breakpoint();
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(5, 10).applyTo(page);
        enabled = Fields.check(page, "&Enabled", isEnabled(breakpoint));
        Optional<BreakpointSpec> spec = editable(breakpoint);
        if (spec.isEmpty()) {
            new Label(page, SWT.NONE).setText("Line: " + breakpoint.describe());
        }
        form =
                new BreakpointForm(
                        kind(breakpoint).map(BreakpointKind::newFields), this::showProblem);
        form.create(
                page,
                spec,
                breakpoint.options(),
                breakpoint.spaceName(),
                kind(breakpoint).map(BreakpointKind::isCode).orElse(true));
        showStatus(page, breakpoint);
        return page;
    }

    /** What it stops at, as far as the page changes that: a line is changed in the editor. */
    private static Optional<BreakpointSpec> editable(KernelBreakpoint breakpoint) {
        return breakpoint instanceof MarkerBreakpoint free
                ? Optional.of(free.spec())
                : Optional.empty();
    }

    private static Optional<BreakpointKind> kind(KernelBreakpoint breakpoint) {
        return switch (breakpoint) {
            case KernelFunctionBreakpoint f -> Optional.of(BreakpointKind.FUNCTION);
            case KernelAddressBreakpoint a -> Optional.of(BreakpointKind.ADDRESS);
            case KernelWatchpoint w -> Optional.of(BreakpointKind.WATCHPOINT);
            case KernelEventBreakpoint e when e.spec() instanceof BreakpointSpec.OnFrame ->
                    Optional.of(BreakpointKind.FRAME);
            case KernelEventBreakpoint e -> Optional.of(BreakpointKind.EVENT);
            default -> Optional.empty();
        };
    }

    private boolean isEnabled(KernelBreakpoint breakpoint) {
        try {
            return breakpoint.isEnabled();
        } catch (CoreException e) {
            ILog.of(getClass()).log(e.getStatus());
            setErrorMessage(e.getStatus().getMessage());
            return false;
        }
    }

    private static void showStatus(Composite page, KernelBreakpoint breakpoint) {
        String status = BreakpointText.details(breakpoint);
        if (!status.isEmpty()) {
            Text text = new Text(page, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
            text.setText(status);
            text.setBackground(page.getBackground());
            GridDataFactory.fillDefaults()
                    .grab(true, false)
                    .hint(Fields.WIDTH_HINT, STATUS_HEIGHT)
                    .applyTo(text);
        }
    }

    private void showProblem(Optional<String> problem) {
        setErrorMessage(problem.orElse(null));
        setValid(problem.isEmpty());
    }

    private KernelBreakpoint breakpoint() {
        return Adapters.adapt(getElement(), KernelBreakpoint.class);
    }

    @Override
    public boolean performOk() {
        KernelBreakpoint breakpoint = breakpoint();
        boolean on = enabled.getSelection();
        Optional<BreakpointSpec> spec = form.spec();
        BreakpointOptions options = form.when().options();
        String spaceName = form.when().spaceName();
        ICoreRunnable change =
                monitor -> {
                    if (spec.isPresent() && breakpoint instanceof MarkerBreakpoint free) {
                        free.setSpec(spec.get());
                    }
                    breakpoint.setOptions(options, spaceName);
                    breakpoint.setEnabled(on);
                };
        Job.create("Changing the breakpoint " + breakpoint.describe(), change).schedule();
        return true;
    }
}
