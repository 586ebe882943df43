package dev.framescope.ide.ui.sourcelookup;

import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.views.disassembly.DisassemblyView;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.sourcelookup.ISourceLookupResult;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IReusableEditor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.EditorPart;

import java.nio.file.Path;

/** Says which source file is not found, and lets the person find it. */
public final class MissingSourceEditor extends EditorPart implements IReusableEditor {
    public static final String ID = "dev.framescope.ide.ui.missingSourceEditor";

    private static final int MARGIN = 16;
    private static final int GAP = 10;

    private Label message;
    private Button locate;

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
    }

    @Override
    public void setInput(IEditorInput input) {
        super.setInputWithNotify(input);
        setPartName(input.getName());
        if (message != null) {
            message.setText(text());
            message.getParent().layout();
        }
    }

    private String text() {
        String recorded = missing().source().reference().recorded();
        String text =
                "Source not found: "
                        + recorded
                        + "\n\nThe kernel was built from this file. If it is on this machine under"
                        + " another path, locate it; what is in the same folders is found then too,"
                        + " and the launch configuration remembers that (tab Source).";
        return recorded.startsWith("/rustc/")
                ? text
                        + "\n\nIt belongs to Rust's own libraries: `rustup component add rust-src`"
                        + " installs their source, and it is found by itself."
                : text;
    }

    private MissingSourceInput missing() {
        return (MissingSourceInput) getEditorInput();
    }

    @Override
    public void createPartControl(Composite parent) {
        Composite content = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN;
        layout.verticalSpacing = GAP;
        content.setLayout(layout);
        message = new Label(content, SWT.WRAP);
        message.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1));
        message.setText(text());
        locate = new Button(content, SWT.PUSH);
        locate.setText("&Locate File...");
        locate.addListener(SWT.Selection, e -> locate());
        Button disassembly = new Button(content, SWT.PUSH);
        disassembly.setText("Show &Disassembly");
        disassembly.addListener(SWT.Selection, e -> showDisassembly());
    }

    private void locate() {
        FileDialog dialog = new FileDialog(getSite().getShell(), SWT.OPEN);
        dialog.setText("Locate " + missing().getName());
        dialog.setFilterNames(new String[] {missing().getName(), "All files"});
        dialog.setFilterExtensions(new String[] {missing().getName(), "*"});
        String file = dialog.open();
        if (file != null) {
            located(Path.of(file));
        }
    }

    /** Takes a file as the one that is missing, and shows the stack frame's line in it. */
    public void located(Path file) {
        IWorkbenchPage page = getSite().getPage();
        try {
            missing().source().locate(file);
            page.closeEditor(this, false);
            showSource(page);
        } catch (CoreException e) {
            ErrorDialog.openError(
                    getSite().getShell(), "Locate File", "The file is not taken.", e.getStatus());
        }
    }

    private static void showSource(IWorkbenchPage page) {
        if (DebugUITools.getDebugContext() instanceof KernelStackFrame frame
                && frame.getLaunch().getSourceLocator() instanceof ISourceLookupDirector director) {
            director.clearSourceElements(frame);
            ISourceLookupResult result = DebugUITools.lookupSource(frame, director);
            DebugUITools.displaySource(result, page);
        }
    }

    private void showDisassembly() {
        try {
            getSite().getPage().showView(DisassemblyView.ID);
        } catch (PartInitException e) {
            ILog.of(getClass()).error("The Disassembly cannot be opened", e);
        }
    }

    @Override
    public void setFocus() {
        locate.setFocus();
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // There is nothing to be saved.
    }

    @Override
    public void doSaveAs() {
        // There is nothing to be saved.
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }
}
