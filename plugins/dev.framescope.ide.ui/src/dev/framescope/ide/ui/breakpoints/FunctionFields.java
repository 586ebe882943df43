package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.symbols.Function;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.SimpleContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The function of a breakpoint, with proposals from the programs being debugged. */
final class FunctionFields implements SpecFields {
    private Text function;

    @Override
    public void create(Composite parent, Optional<BreakpointSpec> before, Runnable changed) {
        function = Fields.text(parent, "&Function:", "allocFrame, Stack::push or /^alloc_/");
        if (before.isPresent() && before.get() instanceof BreakpointSpec.AtFunction known) {
            function.setText(known.name());
        }
        function.addModifyListener(event -> changed.run());
        propose(function);
    }

    /** Names come when they have been read: a kernel may have a lot of them. */
    private static void propose(Text field) {
        SimpleContentProposalProvider proposals = new SimpleContentProposalProvider();
        proposals.setFiltering(true);
        new ContentProposalAdapter(field, new TextContentAdapter(), proposals, null, null)
                .setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
        var kernels = DebuggedKernels.all();
        ICoreRunnable reading =
                monitor ->
                        proposals.setProposals(
                                kernels.stream()
                                        .flatMap(target -> target.session().programs().stream())
                                        .flatMap(FunctionFields::functions)
                                        .distinct()
                                        .sorted()
                                        .toArray(String[]::new));
        Job.createSystem("Reading names of functions", reading).schedule();
    }

    private static Stream<String> functions(dev.framescope.debugger.program.Program program) {
        return program.symbols().functions().stream().map(Function::name);
    }

    @Override
    public boolean isEmpty() {
        return function.getText().isBlank();
    }

    @Override
    public BreakpointSpec spec() {
        String text = function.getText().strip();
        problemOf(text)
                .ifPresent(
                        problem -> {
                            throw new IllegalArgumentException(problem);
                        });
        return new BreakpointSpec.AtFunction(text);
    }

    /** Why a text is no name of a function, nor a pattern; C, Rust and assembler names are. */
    static Optional<String> problemOf(String text) {
        String name = text.strip();
        BreakpointSpec.AtFunction spec = new BreakpointSpec.AtFunction(name);
        if (name.isEmpty()) {
            return Optional.of("Give the name of a function.");
        }
        if (spec.isPattern()) {
            try {
                Pattern.compile(name.substring(1, name.length() - 1));
                return Optional.empty();
            } catch (PatternSyntaxException e) {
                return Optional.of("No regular expression: " + e.getDescription() + ".");
            }
        }
        return name.endsWith("()") || name.contains(";")
                ? Optional.of("Give the function's name only, without parentheses.")
                : Optional.empty();
    }
}
