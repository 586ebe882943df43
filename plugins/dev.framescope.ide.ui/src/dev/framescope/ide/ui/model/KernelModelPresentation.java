package dev.framescope.ide.ui.model;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelLineBreakpoint;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.InstructionStepping;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.core.model.KernelValue;
import dev.framescope.ide.core.model.ValueDetails;
import dev.framescope.ide.core.sourcelookup.MissingSource;
import dev.framescope.ide.ui.breakpoints.BreakpointIcons;
import dev.framescope.ide.ui.breakpoints.BreakpointText;
import dev.framescope.ide.ui.sourcelookup.MissingSourceEditor;
import dev.framescope.ide.ui.sourcelookup.MissingSourceInput;
import dev.framescope.ide.ui.views.theme.Icons;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.debug.ui.IDebugModelPresentationExtension;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;

import java.util.Objects;

/** Labels, images and editors for the kernel's debug model. */
public final class KernelModelPresentation extends LabelProvider
        implements IDebugModelPresentationExtension {
    private static final String GENERIC_EDITOR = "org.eclipse.ui.genericeditor.GenericEditor";

    /**
     * Made when the first image is asked for, on the UI thread; the platform makes this elsewhere.
     */
    private ResourceManager images;

    @Override
    public void setAttribute(String attribute, Object value) {
        // Labels do not depend on the view's settings: types are shown nowhere.
    }

    @Override
    public String getText(Object element) {
        return switch (element) {
            case KernelDebugTarget target -> targetText(target);
            case HartThread hart -> hartText(hart);
            case KernelStackFrame frame -> frame.getName();
            case KernelBreakpoint breakpoint -> BreakpointText.label(breakpoint);
            default -> null; // the platform's own label
        };
    }

    private static String targetText(KernelDebugTarget target) {
        String name =
                InstructionStepping.isChosen()
                        ? target.getName() + " · steps by instruction"
                        : target.getName();
        return target.isTerminated() ? "<terminated> " + name : name;
    }

    private static String hartText(HartThread hart) {
        if (hart.isTerminated()) {
            return "<terminated> " + hart.getName();
        }
        if (!hart.isSuspended()) {
            return "hart " + hart.id() + (hart.isStepping() ? " (stepping)" : " (running)");
        }
        String reason = hart.stopDescription();
        return hart.getName() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** Our own images need it; all other labels are computed in jobs. */
    @Override
    public boolean requiresUIThread(Object element) {
        return element instanceof KernelBreakpoint breakpoint
                && BreakpointIcons.of(breakpoint).isPresent();
    }

    @Override
    public Image getImage(Object element) {
        if (!(element instanceof KernelBreakpoint breakpoint)) {
            return null; // the platform's own image
        }
        return BreakpointIcons.of(breakpoint)
                .map(icon -> isEnabled(breakpoint) ? icon : icon.replace(".svg", "-disabled.svg"))
                .map(Icons::descriptor)
                .map(this::image)
                .orElse(null);
    }

    private Image image(ImageDescriptor descriptor) {
        if (images == null) {
            images = new LocalResourceManager(JFaceResources.getResources());
        }
        return images.get(descriptor);
    }

    private static boolean isEnabled(KernelBreakpoint breakpoint) {
        try {
            return breakpoint.isEnabled()
                    && DebugPlugin.getDefault().getBreakpointManager().isEnabled();
        } catch (CoreException e) {
            return false; // gone meanwhile
        }
    }

    /** Tells all there is to tell of a value. */
    @Override
    public void computeDetail(IValue value, IValueDetailListener listener) {
        if (value instanceof KernelValue known) {
            ValueDetails.of(known)
                    .whenComplete(
                            (text, problem) ->
                                    listener.detailComputed(
                                            value,
                                            problem == null ? text : known.getValueString()));
            return;
        }
        try {
            listener.detailComputed(value, value.getValueString());
        } catch (DebugException e) {
            ILog.of(getClass()).error("A value has no text", e);
            listener.detailComputed(value, Objects.toString(e.getMessage(), ""));
        }
    }

    @Override
    public IEditorInput getEditorInput(Object element) {
        return switch (element) {
            case IFile file -> new FileEditorInput(file);
            case MissingSource missing -> new MissingSourceInput(missing);
            case LocalFileStorage file ->
                    new FileStoreEditorInput(
                            EFS.getLocalFileSystem().getStore(file.getFile().toURI()));
            case KernelLineBreakpoint breakpoint when breakpoint.file() instanceof IFile file ->
                    new FileEditorInput(file);
            default -> null;
        };
    }

    /** The generic editor, unless another editor than the plain text editor is set for the file. */
    @Override
    public String getEditorId(IEditorInput input, Object element) {
        if (input instanceof MissingSourceInput) {
            return MissingSourceEditor.ID;
        }
        try {
            String preferred = IDE.getEditorDescriptor(input.getName(), true, false).getId();
            return preferred.equals("org.eclipse.ui.DefaultTextEditor")
                            || preferred.startsWith("org.eclipse.ui.system")
                    ? GENERIC_EDITOR
                    : preferred;
        } catch (CoreException e) {
            return GENERIC_EDITOR; // no editor is set for such files
        }
    }

    @Override
    public void dispose() {
        if (images != null) {
            images.dispose();
        }
        super.dispose();
    }
}
