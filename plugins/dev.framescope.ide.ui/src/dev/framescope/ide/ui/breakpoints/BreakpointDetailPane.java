package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.ui.IDetailPane;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPartSite;

/**
 * Below the Breakpoints view: all of a breakpoint, and where it is armed, to be read and copied.
 */
final class BreakpointDetailPane implements IDetailPane {
    static final String ID = "dev.framescope.ide.ui.breakpointDetails";
    static final String NAME = "Kernel Breakpoint";
    static final String DESCRIPTION = "What a kernel breakpoint stops at, when, and where it is.";

    private StyledText text;

    @Override
    public void init(IWorkbenchPartSite site) {
        // Nothing of the site is needed.
    }

    @Override
    public Control createControl(Composite parent) {
        text = new StyledText(parent, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(text);
        return text;
    }

    @Override
    public void display(IStructuredSelection selection) {
        KernelBreakpoint breakpoint =
                selection == null || selection.size() != 1
                        ? null
                        : Adapters.adapt(selection.getFirstElement(), KernelBreakpoint.class);
        text.setText(breakpoint == null ? "" : BreakpointText.all(breakpoint));
    }

    @Override
    public boolean setFocus() {
        return text.setFocus();
    }

    @Override
    public void dispose() {
        text.dispose();
    }

    @Override
    public String getID() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getDescription() {
        return DESCRIPTION;
    }
}
