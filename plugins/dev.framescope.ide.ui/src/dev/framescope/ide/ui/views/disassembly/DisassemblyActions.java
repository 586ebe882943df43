package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.ide.core.model.InstructionStepping;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.views.frames.PageFramesView;
import dev.framescope.ide.ui.views.pagetables.PageTablesView;
import dev.framescope.ide.ui.views.session.ActiveSession;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.ide.ui.views.theme.Icons;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.handlers.IHandlerService;

import java.util.Optional;

/** What can be done in the view: tool bar, menus and keys. */
final class DisassemblyActions {
    private static final String COMMANDS = "dev.framescope.ide.ui.commands.disassembly.";
    private static final int PAGE_SHIFT = 12;

    private final DisassemblyView view;
    private final ViewPreferences preferences;
    private final IPartListener2 steppingFollower = new SteppingFollower();
    private final IAction back;
    private final IAction forward;

    DisassemblyActions(DisassemblyView view, ViewPreferences preferences) {
        this.view = view;
        this.preferences = preferences;
        back = action("Back", () -> view.go(true));
        forward = action("Forward", () -> view.go(false));
        withImage(back, ISharedImages.IMG_TOOL_BACK);
        withImage(forward, ISharedImages.IMG_TOOL_FORWARD);
    }

    private static void withImage(IAction action, String image) {
        ISharedImages images = PlatformUI.getWorkbench().getSharedImages();
        action.setImageDescriptor(images.getImageDescriptor(image));
    }

    private static IAction action(String text, Runnable work) {
        return new Action(text) {
            @Override
            public void run() {
                work.run();
            }
        };
    }

    void install() {
        IActionBars bars = view.getViewSite().getActionBars();
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), action("Copy", view::copy));
        bars.setGlobalActionHandler(
                ActionFactory.SELECT_ALL.getId(), action("Select All", view::selectAll));
        bars.setGlobalActionHandler(
                ActionFactory.REFRESH.getId(), action("Refresh", () -> view.refresh(true)));
        IHandlerService handlers = view.getSite().getService(IHandlerService.class);
        handlers.activateHandler(
                IWorkbenchCommandConstants.NAVIGATE_BACKWARD_HISTORY, new ActionHandler(back));
        handlers.activateHandler(
                IWorkbenchCommandConstants.NAVIGATE_FORWARD_HISTORY, new ActionHandler(forward));
        handler("goTo", () -> view.goToBox().focus());
        handler("follow", this::follow);
        view.pane()
                .widget()
                .addListener(
                        SWT.KeyDown,
                        event -> {
                            if (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
                                follow();
                            }
                        });
        fillToolBar(bars.getToolBarManager());
        fillViewMenu(bars.getMenuManager());
        contextMenu(view.pane().widget(), true);
        contextMenu(view.pane().rulerControl(), false);
        update();
    }

    private void handler(String command, Runnable work) {
        view.getSite()
                .getService(IHandlerService.class)
                .activateHandler(
                        COMMANDS + command,
                        new AbstractHandler() {
                            @Override
                            public Object execute(ExecutionEvent event) {
                                work.run();
                                return null;
                            }
                        });
    }

    private void follow() {
        view.pane().selectedRow().ifPresent(view::follow);
    }

    private void fillToolBar(IToolBarManager bar) {
        IAction home = action("Show the stack frame's instruction", view::showFrame);
        home.setImageDescriptor(Icons.descriptor(Icons.CURRENT_INSTRUCTION));
        bar.add(new Separator("stepping"));
        bar.add(home);
        bar.add(back);
        bar.add(forward);
    }

    private void fillViewMenu(IMenuManager menu) {
        menu.add(option("Source Lines", ViewPreferences.SOURCE));
        menu.add(option("Bytes", ViewPreferences.BYTES));
        menu.add(option("Physical Addresses", ViewPreferences.PHYSICAL));
    }

    private IAction option(String text, String name) {
        Action option =
                new Action(text, IAction.AS_CHECK_BOX) {
                    @Override
                    public void run() {
                        preferences.set(name, isChecked());
                        view.refresh(false);
                    }
                };
        option.setChecked(preferences.is(name));
        return option;
    }

    private void contextMenu(Control control, boolean registered) {
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(this::fillContextMenu);
        control.setMenu(menu.createContextMenu(control));
        if (registered) {
            view.getSite().registerContextMenu(menu, view.pane().viewer());
        }
    }

    private void fillContextMenu(IMenuManager menu) {
        Optional<DisassemblyLine.Code> code = view.selectedCode();
        boolean suspended = view.target().filter(KernelDebugTarget::isSuspended).isPresent();
        menu.add(enabled(code.isPresent(), "Toggle Breakpoint\tCtrl+Shift+B", this::toggle));
        menu.add(enabled(code.isPresent() && suspended, "Run to Instruction\tCtrl+R", this::run));
        // Another debugger would not know of the jump.
        boolean ours = view.target().filter(t -> !t.isFollowing()).isPresent();
        boolean jumps = code.isPresent() && suspended && ours;
        menu.add(enabled(jumps, "Jump to Instruction", this::jump));
        menu.add(new Separator());
        boolean named = code.flatMap(DisassemblyLine.Code::reference).isPresent();
        menu.add(enabled(named, "Follow\tF3", this::follow));
        menu.add(action("Go to Address...\tCtrl+G", () -> view.goToBox().focus()));
        menu.add(enabled(back.isEnabled(), "Back", back::run));
        menu.add(enabled(forward.isEnabled(), "Forward", forward::run));
        menu.add(new Separator());
        menu.add(enabled(code.isPresent(), "Show in Page Tables", this::showInPageTables));
        boolean placed = code.filter(c -> c.physical().isPresent()).isPresent();
        menu.add(enabled(placed, "Show Page Frame", this::showPageFrame));
        menu.add(new Separator());
        menu.add(action("Copy\tCtrl+C", view::copy));
        menu.add(action("Refresh\tF5", () -> view.refresh(true)));
        fillViewMenu(menu);
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    }

    private static IAction enabled(boolean enabled, String text, Runnable work) {
        IAction action = action(text, work);
        action.setEnabled(enabled);
        return action;
    }

    private void toggle() {
        view.pane().selectedRow().ifPresent(view::toggleBreakpoint);
    }

    private void run() {
        view.target()
                .ifPresent(t -> view.selectedCode().ifPresent(c -> RunToInstruction.run(t, c)));
    }

    private void jump() {
        int hart = view.frame().map(KernelStackFrame::hartId).orElse(0);
        Optional<DisassemblyLine.Code> code = view.selectedCode();
        if (view.target().isPresent() && code.isPresent()) {
            view.target().get().jumpTo(hart, code.get().address());
        }
    }

    private void showInPageTables() {
        long satp = view.frame().map(f -> f.frame().satp()).orElse(0L);
        view.selectedCode()
                .map(code -> new RichText.Target.Virtual(satp, code.address()))
                .ifPresent(address -> reveal(PageTablesView.ID, address));
    }

    private void showPageFrame() {
        view.selectedCode()
                .filter(code -> code.physical().isPresent())
                .map(code -> code.physical().getAsLong() >>> PAGE_SHIFT)
                .ifPresent(ppn -> reveal(PageFramesView.ID, new RichText.Target.Frame(ppn)));
    }

    private void reveal(String viewId, RichText.Target target) {
        try {
            view.getSite().getPage().showView(viewId);
            ActiveSession.of(view.getSite().getWorkbenchWindow()).reveal(target);
        } catch (PartInitException e) {
            ILog.of(getClass()).error("The view " + viewId + " cannot be opened", e);
        }
    }

    /** Switches on what can be done now. */
    void update() {
        back.setEnabled(view.visited().canGoBack());
        forward.setEnabled(view.visited().canGoForward());
    }

    /** Lets steps go by instruction while the view is the active part. */
    IPartListener2 steppingFollower() {
        return steppingFollower;
    }

    private final class SteppingFollower implements IPartListener2 {
        @Override
        public void partActivated(IWorkbenchPartReference part) {
            if (part.getPart(false) == view) {
                InstructionStepping.setInView(true);
            }
        }

        @Override
        public void partDeactivated(IWorkbenchPartReference part) {
            if (part.getPart(false) == view) {
                InstructionStepping.setInView(false);
            }
        }
    }
}
