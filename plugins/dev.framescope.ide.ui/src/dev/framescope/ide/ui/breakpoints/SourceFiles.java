package dev.framescope.ide.ui.breakpoints;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which editors show source that a kernel may be built from. */
public final class SourceFiles {
    private static final Set<String> EXTENSIONS =
            Set.of("c", "h", "s", "asm", "rs", "cc", "cpp", "cxx", "hpp", "inc");

    private SourceFiles() {}

    /** The workspace's source file in an editor; empty if it shows something else. */
    public static Optional<IFile> workspaceFile(IWorkbenchPart part) {
        return input(part)
                .map(input -> input.getAdapter(IFile.class))
                .filter(file -> isSource(file.getFileExtension()));
    }

    /** The path of the source file in an editor, in the workspace or not. */
    public static Optional<Path> path(IWorkbenchPart part) {
        Optional<IPath> inWorkspace = workspaceFile(part).map(IFile::getLocation);
        if (inWorkspace.isPresent()) {
            return inWorkspace.map(IPath::toPath);
        }
        return input(part)
                .filter(IURIEditorInput.class::isInstance)
                .map(input -> ((IURIEditorInput) input).getURI())
                .filter(uri -> "file".equals(uri.getScheme()))
                .map(Path::of);
    }

    private static Optional<IEditorInput> input(IWorkbenchPart part) {
        return part instanceof ITextEditor editor
                ? Optional.ofNullable(editor.getEditorInput())
                : Optional.empty();
    }

    private static boolean isSource(String extension) {
        return extension != null && EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
    }
}
