package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.ThreadList;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.query.InsightQuery;
import dev.framescope.insight.query.QueryContext;
import dev.framescope.insight.query.QueryException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What GDB's {@code monitor} command understands. */
final class Monitor {
    private final Context context;

    Monitor(Context context) {
        this.context = context;
    }

    /** The answer to a line; what cannot be answered says why. */
    String answer(String line) throws PacketException {
        List<String> words = Arrays.stream(line.split("\\s+")).filter(w -> !w.isEmpty()).toList();
        if (words.isEmpty() || words.getFirst().equals("help")) {
            return help();
        }
        String name = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        return switch (name) {
            case "harts" -> harts();
            case "physical" -> physical(arguments);
            default -> {
                Optional<InsightQuery> query = InsightQuery.named(name);
                yield query.isPresent()
                        ? ask(query.get(), arguments)
                        : "no monitor command named " + name + "; see: monitor help\n";
            }
        };
    }

    private static String help() {
        StringBuilder help = new StringBuilder("Commands of Framescope's machine:\n");
        for (InsightQuery query : InsightQuery.all()) {
            String synopsis = String.join(", ", query.names()) + " " + query.arguments();
            line(help, synopsis, query.summary());
        }
        line(help, "harts", "what every hart is doing");
        line(help, "physical [on|off]", "whether memory commands mean physical addresses");
        return help.toString();
    }

    private static void line(StringBuilder help, String synopsis, String summary) {
        help.append(String.format("  %-26s %s\n", synopsis.strip(), summary));
    }

    private String harts() throws PacketException {
        return context.inspect(
                machine -> {
                    StringBuilder text = new StringBuilder();
                    for (int hart = 0; hart < machine.hartCount(); hart++) {
                        text.append(
                                String.format(
                                        "hart %d  pc 0x%x  %s\n",
                                        hart,
                                        machine.hart(hart).pc(),
                                        ThreadList.describe(machine.hart(hart))));
                    }
                    return text.toString();
                });
    }

    private String physical(List<String> arguments) {
        if (!arguments.isEmpty()) {
            context.setPhysicalMemory(arguments.getFirst().equals("on"));
        }
        return "memory commands mean "
                + (context.physicalMemory() ? "physical" : "virtual")
                + " addresses\n";
    }

    private String ask(InsightQuery query, List<String> arguments) throws PacketException {
        KernelImage kernel = context.target().kernel();
        LedgerSnapshot ledger = context.target().ledger();
        int hart = context.hart();
        return context.inspect(
                machine -> {
                    try {
                        return query.answer()
                                .of(new QueryContext(machine, kernel, ledger, hart), arguments);
                    } catch (QueryException e) {
                        return e.getMessage() + "\n";
                    }
                });
    }
}
