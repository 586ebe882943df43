package dev.framescope.ide.ui.views.terminal;

import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.ide.ui.views.theme.Icons;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuCreator;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.tm.internal.terminal.control.ITerminalViewControl;
import org.eclipse.tm.internal.terminal.control.actions.AbstractTerminalAction;
import org.eclipse.tm.internal.terminal.control.actions.TerminalActionClearAll;
import org.eclipse.tm.internal.terminal.control.actions.TerminalActionCopy;
import org.eclipse.tm.internal.terminal.control.actions.TerminalActionPaste;
import org.eclipse.tm.internal.terminal.control.actions.TerminalActionSelectAll;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;

import java.util.List;
import java.util.function.Consumer;

/** The actions of the view Machine Console. UI thread only. */
final class ConsoleActions {
    private final MachineConsoleView view;
    private final IAction clear =
            action("Clear", () -> widget(ITerminalViewControl::clearTerminal));
    private final IAction scrollLock =
            new Action("Scroll Lock", IAction.AS_CHECK_BOX) {
                @Override
                public void run() {
                    widget(widget -> widget.setScrollLock(isChecked()));
                }
            };
    private final IAction select = new Action("Select a machine", IAction.AS_DROP_DOWN_MENU) {};

    ConsoleActions(MachineConsoleView view) {
        this.view = view;
        clear.setImageDescriptor(
                PlatformUI.getWorkbench()
                        .getSharedImages()
                        .getImageDescriptor(ISharedImages.IMG_ETOOL_CLEAR));
        scrollLock.setImageDescriptor(Icons.descriptor(Icons.SCROLL_LOCK));
        scrollLock.setToolTipText("Scroll Lock");
        select.setImageDescriptor(Icons.descriptor(Icons.MACHINE_CONSOLE));
        select.setMenuCreator(new MachineMenu());
    }

    /** Puts the actions into the view's tool bar. */
    void contribute() {
        IToolBarManager tools = view.getViewSite().getActionBars().getToolBarManager();
        tools.add(scrollLock);
        tools.add(clear);
        tools.add(new Separator());
        tools.add(select);
        update();
    }

    /** Adapts the actions to the terminal that is shown. */
    void update() {
        boolean present = view.shown().isPresent();
        clear.setEnabled(present);
        scrollLock.setEnabled(present);
        select.setEnabled(present);
        scrollLock.setChecked(
                view.shown().filter(terminal -> terminal.widget().isScrollLock()).isPresent());
    }

    /** Gives a terminal its context menu. */
    static void addMenu(ITerminalViewControl widget) {
        AbstractTerminalAction copy = new TerminalActionCopy(widget);
        copy.setActionDefinitionId("org.eclipse.tm.terminal.copy");
        AbstractTerminalAction paste = new TerminalActionPaste(widget);
        paste.setActionDefinitionId("org.eclipse.tm.terminal.paste");
        List<AbstractTerminalAction> actions =
                List.of(
                        copy,
                        paste,
                        new TerminalActionSelectAll(widget),
                        new TerminalActionClearAll(widget));
        MenuManager menu = new MenuManager();
        actions.forEach(menu::add);
        menu.addMenuListener(manager -> actions.forEach(action -> action.updateAction(true)));
        Control control = widget.getControl();
        control.setMenu(menu.createContextMenu(control));
        control.addDisposeListener(event -> menu.dispose());
    }

    private void widget(Consumer<ITerminalViewControl> work) {
        view.shown().ifPresent(terminal -> work.accept(terminal.widget()));
    }

    private static IAction action(String text, Runnable work) {
        Action action =
                new Action(text) {
                    @Override
                    public void run() {
                        work.run();
                    }
                };
        action.setToolTipText(text);
        return action;
    }

    /** The drop-down menu of all machines. */
    private final class MachineMenu implements IMenuCreator {
        private MenuManager menu = new MenuManager();

        @Override
        public Menu getMenu(Control parent) {
            menu.dispose();
            menu = new MenuManager();
            KernelProcess shown = view.shown().map(MachineTerminal::process).orElse(null);
            for (KernelProcess process : view.machines()) {
                IAction entry =
                        new Action(process.getLabel(), IAction.AS_RADIO_BUTTON) {
                            @Override
                            public void run() {
                                if (isChecked()) {
                                    view.select(process);
                                }
                            }
                        };
                entry.setChecked(process == shown);
                menu.add(entry);
            }
            return menu.createContextMenu(parent);
        }

        @Override
        public Menu getMenu(Menu parent) {
            return null; // it is in no menu
        }

        @Override
        public void dispose() {
            menu.dispose();
        }
    }
}
