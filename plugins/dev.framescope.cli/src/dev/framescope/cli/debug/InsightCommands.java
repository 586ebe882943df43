package dev.framescope.cli.debug;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.query.InsightQuery;
import dev.framescope.insight.query.QueryContext;
import dev.framescope.insight.query.QueryException;

import java.util.List;

/** Commands that show what the machine's memory means to a kernel writer. */
final class InsightCommands {
    static final List<ShellCommand> ALL =
            InsightQuery.all().stream().map(InsightCommands::command).toList();

    private InsightCommands() {}

    private static ShellCommand command(InsightQuery query) {
        return ShellCommand.of(
                String.join(" ", query.names()),
                query.arguments(),
                query.summary(),
                (shell, arguments) -> shell.print(answer(query, shell, arguments)));
    }

    /** An answer, or why there is none. */
    private record Outcome(String text, boolean failed) {}

    private static String answer(InsightQuery query, Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        KernelImage kernel = shell.session().kernel();
        LedgerSnapshot ledger = shell.session().ledger();
        int hart = shell.hart();
        Outcome outcome =
                shell.inspect(
                        machine -> {
                            try {
                                QueryContext context =
                                        new QueryContext(machine, kernel, ledger, hart);
                                return new Outcome(
                                        query.answer().of(context, arguments.words()), false);
                            } catch (QueryException e) {
                                return new Outcome(e.getMessage(), true);
                            }
                        });
        if (outcome.failed()) {
            throw new CommandFailure(outcome.text());
        }
        return outcome.text().stripTrailing();
    }
}
