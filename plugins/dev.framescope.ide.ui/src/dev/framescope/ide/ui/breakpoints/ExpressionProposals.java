package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.expression.Completion;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.machine.RunState;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Completes expressions with what is known where the debugged kernel stands. */
final class ExpressionProposals implements IContentProposalProvider {
    private static final IContentProposal[] NONE = {};

    /** A person waits: later answers are of no use. */
    private static final long PATIENCE_MS = 200;

    private ExpressionProposals() {}

    /** Offers proposals in a field by Ctrl+Space. */
    static void addTo(Text field) {
        new ContentProposalAdapter(
                        field,
                        new TextContentAdapter(),
                        new ExpressionProposals(),
                        KeyStroke.getInstance(SWT.CTRL, ' '),
                        null)
                .setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
    }

    @Override
    public IContentProposal[] getProposals(String contents, int position) {
        Optional<DebugSession> session =
                DebuggedKernels.session().filter(s -> s.state() == RunState.SUSPENDED);
        if (session.isEmpty()) {
            return NONE;
        }
        try {
            FrameId frame = FrameId.innermost(session.get().lastStop().hart());
            List<Completion> all =
                    session.get()
                            .values()
                            .complete(frame, contents, position)
                            .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return all.stream()
                    .map(completion -> proposal(completion, contents, position))
                    .toArray(IContentProposal[]::new);
        } catch (ExecutionException | TimeoutException e) {
            return NONE; // nothing can be offered in what is not an expression yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    private static IContentProposal proposal(Completion completion, String text, int position) {
        String before = text.substring(0, completion.start()) + completion.text();
        String label =
                completion.detail().isEmpty()
                        ? completion.text()
                        : completion.text() + " : " + completion.detail();
        return new ContentProposal(before + text.substring(position), label, null, before.length());
    }
}
