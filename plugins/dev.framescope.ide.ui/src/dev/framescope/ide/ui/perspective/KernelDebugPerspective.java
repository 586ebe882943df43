package dev.framescope.ide.ui.perspective;

import dev.framescope.ide.ui.views.disassembly.DisassemblyView;
import dev.framescope.ide.ui.views.frames.PageFramesView;
import dev.framescope.ide.ui.views.memory.PhysicalMemoryView;
import dev.framescope.ide.ui.views.pagetables.PageTablesView;
import dev.framescope.ide.ui.views.symbols.SymbolFilesView;
import dev.framescope.ide.ui.views.terminal.MachineConsoleView;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.progress.IProgressConstants;

/**
 * The perspective Kernel Debug: the debugger above, the three views of the machine's memory below.
 */
public final class KernelDebugPerspective implements IPerspectiveFactory {
    public static final String ID = "dev.framescope.ide.ui.perspective";

    private static final float LEFT = 0.24f;
    private static final float RIGHT = 0.66f;
    private static final float UPPER = 0.37f;
    private static final String NEW_C_EXAMPLE = "dev.framescope.ide.ui.framesC";
    private static final String NEW_RUST_EXAMPLE = "dev.framescope.ide.ui.framesRust";
    private static final String BREAKPOINT_ACTION_SET = "org.eclipse.debug.ui.breakpointActionSet";
    private static final String ERROR_LOG = "org.eclipse.pde.runtime.LogView";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editor = layout.getEditorArea();
        IFolderLayout debug = layout.createFolder("debug", IPageLayout.LEFT, LEFT, editor);
        debug.addView(IDebugUIConstants.ID_DEBUG_VIEW);
        debug.addView(IPageLayout.ID_PROJECT_EXPLORER);
        IFolderLayout memory = layout.createFolder("memory", IPageLayout.BOTTOM, UPPER, "debug");
        memory.addView(PhysicalMemoryView.ID);
        IFolderLayout state = layout.createFolder("state", IPageLayout.RIGHT, RIGHT, editor);
        state.addView(IDebugUIConstants.ID_VARIABLE_VIEW);
        state.addView(IDebugUIConstants.ID_REGISTER_VIEW);
        state.addView(IDebugUIConstants.ID_BREAKPOINT_VIEW);
        state.addView(IDebugUIConstants.ID_EXPRESSION_VIEW);
        state.addView(DisassemblyView.ID);
        IFolderLayout tables = layout.createFolder("tables", IPageLayout.BOTTOM, UPPER, "state");
        tables.addView(PageTablesView.ID);
        IFolderLayout frames = layout.createFolder("frames", IPageLayout.BOTTOM, UPPER, editor);
        frames.addView(PageFramesView.ID);
        frames.addView(MachineConsoleView.ID);
        frames.addView(IConsoleConstants.ID_CONSOLE_VIEW);
        frames.addView(SymbolFilesView.ID);
        frames.addPlaceholder(IDebugUIConstants.ID_MEMORY_VIEW);
        frames.addPlaceholder(IPageLayout.ID_PROBLEM_VIEW);
        frames.addPlaceholder(IProgressConstants.PROGRESS_VIEW_ID);
        frames.addPlaceholder(ERROR_LOG);
        addShortcuts(layout);
    }

    private static void addShortcuts(IPageLayout layout) {
        layout.addActionSet(IDebugUIConstants.LAUNCH_ACTION_SET);
        layout.addActionSet(IDebugUIConstants.DEBUG_ACTION_SET);
        layout.addActionSet(BREAKPOINT_ACTION_SET);
        layout.addActionSet(IPageLayout.ID_NAVIGATE_ACTION_SET);
        layout.addNewWizardShortcut(NEW_C_EXAMPLE);
        layout.addNewWizardShortcut(NEW_RUST_EXAMPLE);
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.project");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.file");
        layout.addShowViewShortcut(PhysicalMemoryView.ID);
        layout.addShowViewShortcut(PageFramesView.ID);
        layout.addShowViewShortcut(PageTablesView.ID);
        layout.addShowViewShortcut(MachineConsoleView.ID);
        layout.addShowViewShortcut(DisassemblyView.ID);
        layout.addShowViewShortcut(SymbolFilesView.ID);
        layout.addShowViewShortcut(IDebugUIConstants.ID_VARIABLE_VIEW);
        layout.addShowViewShortcut(IDebugUIConstants.ID_EXPRESSION_VIEW);
        layout.addShowViewShortcut(IDebugUIConstants.ID_DEBUG_VIEW);
        layout.addShowViewShortcut(IDebugUIConstants.ID_REGISTER_VIEW);
        layout.addShowViewShortcut(IDebugUIConstants.ID_BREAKPOINT_VIEW);
        layout.addShowViewShortcut(IDebugUIConstants.ID_MEMORY_VIEW);
        layout.addShowViewShortcut(IConsoleConstants.ID_CONSOLE_VIEW);
        layout.addPerspectiveShortcut(IDebugUIConstants.ID_DEBUG_PERSPECTIVE);
    }
}
