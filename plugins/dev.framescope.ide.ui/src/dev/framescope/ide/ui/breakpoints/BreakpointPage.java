package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;

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
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.ui.dialogs.PropertyPage;

/** The properties of a kernel breakpoint: whether it stops, and from which arrival on. */
public final class BreakpointPage extends PropertyPage {
    private Button enabledField;
    private Spinner hitCountField;

    /** For the platform. */
    public BreakpointPage() {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        KernelBreakpoint breakpoint = breakpoint();
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(page);
        new Label(page, SWT.NONE).setText("Place:");
        new Label(page, SWT.NONE).setText(breakpoint.describe());
        new Label(page, SWT.NONE).setText("Stop from &hit:");
        hitCountField = FunctionBreakpointDialog.hitCountField(page);
        hitCountField.setSelection(breakpoint.hitCount());
        enabledField = new Button(page, SWT.CHECK);
        GridDataFactory.swtDefaults().span(2, 1).applyTo(enabledField);
        enabledField.setText("&Enabled");
        try {
            enabledField.setSelection(breakpoint.isEnabled());
        } catch (CoreException e) {
            ILog.of(getClass()).log(e.getStatus());
            setErrorMessage(e.getStatus().getMessage());
        }
        return page;
    }

    private KernelBreakpoint breakpoint() {
        return Adapters.adapt(getElement(), KernelBreakpoint.class);
    }

    @Override
    public boolean performOk() {
        KernelBreakpoint breakpoint = breakpoint();
        boolean enabled = enabledField.getSelection();
        int hitCount = hitCountField.getSelection();
        Job job =
                Job.create(
                        "Changing the breakpoint " + breakpoint.describe(),
                        (ICoreRunnable)
                                monitor -> {
                                    breakpoint.setHitCount(hitCount);
                                    breakpoint.setEnabled(enabled);
                                });
        job.schedule();
        return true;
    }
}
