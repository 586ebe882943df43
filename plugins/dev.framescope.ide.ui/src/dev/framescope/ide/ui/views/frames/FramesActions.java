package dev.framescope.ide.ui.views.frames;

import dev.framescope.ide.ui.views.grid.AddressGrid;
import dev.framescope.ide.ui.views.theme.Icons;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;

/** The actions of the view Page Frames. */
final class FramesActions {
    private FramesActions() {}

    /**
     * @param watch asks for a watchpoint on the selected frame
     */
    static void contribute(IActionBars bars, AddressGrid grid, Runnable copy, Runnable watch) {
        IToolBarManager tools = bars.getToolBarManager();
        tools.add(action("Zoom in (+)", Icons.ZOOM_IN, () -> grid.zoomIn(grid.selection())));
        tools.add(action("Zoom out (-)", Icons.ZOOM_OUT, () -> grid.zoomOut(grid.selection())));
        tools.add(action("Show all frames (0)", Icons.ZOOM_FIT, grid::zoomToFit));
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), action("Copy", "", copy));
        Action watching = action("Watch This Frame...", Icons.WATCHPOINT, watch);
        watching.setToolTipText("Stop when somebody writes to the selected frame");
        bars.getMenuManager().add(watching);
        MenuManager menu = new MenuManager();
        menu.add(watching);
        menu.addMenuListener(m -> watching.setEnabled(grid.selection() >= 0));
        grid.setMenu(menu.createContextMenu(grid));
    }

    private static Action action(String text, String icon, Runnable work) {
        Action action =
                new Action(text) {
                    @Override
                    public void run() {
                        work.run();
                    }
                };
        action.setToolTipText(text);
        if (!icon.isEmpty()) {
            action.setImageDescriptor(Icons.descriptor(icon));
        }
        return action;
    }
}
