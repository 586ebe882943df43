package dev.framescope.ide.ui.views.console;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.ui.views.session.ActiveSession;
import dev.framescope.ide.ui.views.session.SessionObserver;
import dev.framescope.ide.ui.views.session.SessionSnapshot;

import org.eclipse.jface.action.Action;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.tm.internal.terminal.control.ITerminalListener;
import org.eclipse.tm.internal.terminal.control.ITerminalViewControl;
import org.eclipse.tm.internal.terminal.control.TerminalViewControlFactory;
import org.eclipse.tm.internal.terminal.provisional.api.ITerminalConnector;
import org.eclipse.tm.internal.terminal.provisional.api.TerminalState;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.ViewPart;

import java.nio.charset.StandardCharsets;

/**
 * The view Machine Console: the serial line of the machine that the debug context is about, as a
 * terminal that understands VT100. The machine's console in the view Console is the same line.
 */
public final class MachineConsoleView extends ViewPart {
    public static final String ID = "dev.framescope.ide.ui.views.machineConsole";

    private static final int BUFFER_LINES = 10_000;

    private final SessionObserver observer = new Follower();
    private ActiveSession sessions;
    private ITerminalViewControl terminal;

    /** The session whose line is connected; null before the first one. */
    private DebugSession session;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(new FillLayout());
        terminal =
                TerminalViewControlFactory.makeControl(
                        new Listener(), parent, new ITerminalConnector[0], true);
        terminal.setCharset(StandardCharsets.UTF_8);
        terminal.setBufferLineLimit(BUFFER_LINES);
        action(ActionFactory.COPY, terminal::copy);
        action(ActionFactory.PASTE, terminal::paste);
        action(ActionFactory.SELECT_ALL, terminal::selectAll);
        sessions = ActiveSession.of(getSite().getWorkbenchWindow());
        sessions.addObserver(observer);
    }

    private void action(ActionFactory factory, Runnable run) {
        Action action =
                new Action() {
                    @Override
                    public void run() {
                        run.run();
                    }
                };
        getViewSite().getActionBars().setGlobalActionHandler(factory.getId(), action);
    }

    private void connect(DebugSession next) {
        if (next.equals(session)) {
            return;
        }
        terminal.disconnectTerminal();
        terminal.clearTerminal();
        session = next;
        terminal.setConnector(new SerialLine(next.machine().console()));
        terminal.connectTerminal();
        setContentDescription(next.kernel().path().getFileName().toString());
    }

    /** The terminal. UI thread only. */
    public ITerminalViewControl terminal() {
        return terminal;
    }

    @Override
    public void setFocus() {
        terminal.setFocus();
    }

    @Override
    public void dispose() {
        if (sessions != null) {
            sessions.removeObserver(observer);
            terminal.disposeTerminal();
        }
        super.dispose();
    }

    private final class Follower implements SessionObserver {
        @Override
        public void show(SessionSnapshot snapshot) {
            connect(snapshot.session());
        }

        /** What has been printed stays, to be read. */
        @Override
        public void showNothing(String message) {
            if (session == null) {
                setContentDescription(message.lines().findFirst().orElse(""));
            }
        }
    }

    private static final class Listener implements ITerminalListener {
        @Override
        public void setState(TerminalState state) {
            // The view shows nothing of it.
        }

        @Override
        public void setTerminalTitle(String title) {
            // The view keeps its own.
        }
    }
}
