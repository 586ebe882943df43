package dev.framescope.ide.ui.breakpoints;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.ui.texteditor.AbstractRulerActionDelegate;
import org.eclipse.ui.texteditor.ITextEditor;

import java.util.Optional;

/** In an editor's ruler: the properties of the breakpoint at the line, set if there is none. */
public final class RulerPropertiesDelegate extends AbstractRulerActionDelegate {
    @Override
    protected IAction createAction(ITextEditor editor, IVerticalRulerInfo ruler) {
        return new Action() {
            @Override
            public void run() {
                Optional<IFile> file = SourceFiles.workspaceFile(editor);
                int line = ruler.getLineOfLastMouseButtonActivity() + 1;
                if (file.isPresent() && line > 0) {
                    BreakpointProperties.openAt(editor.getSite(), file.get(), line);
                }
            }
        };
    }
}
