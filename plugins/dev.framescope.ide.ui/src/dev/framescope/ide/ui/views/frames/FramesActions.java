package dev.framescope.ide.ui.views.frames;

import dev.framescope.ide.ui.views.grid.AddressGrid;
import dev.framescope.ide.ui.views.theme.Icons;
import dev.framescope.insight.ledger.FrameEvent;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;

import java.util.List;

/** The actions of the view Page Frames. */
final class FramesActions {
    private FramesActions() {}

    /** What is done about the selected frame. */
    interface Selected {
        void copy();

        /** Asks for a watchpoint on it. */
        void watch();

        /** Lets the machine stop when the kernel's allocator does this with it. */
        void stopAt(FrameEvent.Kind event);
    }

    static void contribute(IActionBars bars, AddressGrid grid, Selected selected) {
        IToolBarManager tools = bars.getToolBarManager();
        tools.add(action("Zoom in (+)", Icons.ZOOM_IN, () -> grid.zoomIn(grid.selection())));
        tools.add(action("Zoom out (-)", Icons.ZOOM_OUT, () -> grid.zoomOut(grid.selection())));
        tools.add(action("Show all frames (0)", Icons.ZOOM_FIT, grid::zoomToFit));
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), action("Copy", "", selected::copy));
        List<Action> stops = stops(selected);
        MenuManager menu = new MenuManager();
        for (Action stop : stops) {
            bars.getMenuManager().add(stop);
            menu.add(stop);
        }
        menu.addMenuListener(m -> stops.forEach(stop -> stop.setEnabled(grid.selection() >= 0)));
        grid.setMenu(menu.createContextMenu(grid));
    }

    private static List<Action> stops(Selected selected) {
        Action watch = action("Watch This Frame...", Icons.WATCHPOINT, selected::watch);
        watch.setToolTipText("Stop when somebody writes to the selected frame");
        Action allocation =
                action(
                        "Break on Allocation of This Frame",
                        Icons.EVENT_BREAKPOINT,
                        () -> selected.stopAt(FrameEvent.Kind.ALLOCATED));
        allocation.setToolTipText("Stop when the kernel's allocator hands out the selected frame");
        Action release =
                action(
                        "Break on Release of This Frame",
                        Icons.EVENT_BREAKPOINT,
                        () -> selected.stopAt(FrameEvent.Kind.FREED));
        release.setToolTipText("Stop when the kernel's allocator takes the selected frame back");
        return List.of(watch, allocation, release);
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
