package dev.framescope.cli.debug;

import dev.framescope.debugger.StepOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The command that shows and changes how steps are made. */
final class StepSettings {
    private StepSettings() {}

    static void change(Shell shell, Arguments arguments) throws CommandFailure {
        StepOptions options = shell.session().stepOptions();
        if (arguments.count() > 0) {
            options = changed(options, arguments);
            shell.session().setStepOptions(options);
        }
        shell.print(describe(options));
    }

    private static StepOptions changed(StepOptions options, Arguments arguments)
            throws CommandFailure {
        String what = arguments.words().getFirst();
        return switch (what) {
            case "one" -> options.withOtherHartsStanding(true);
            case "all" -> options.withOtherHartsStanding(false);
            case "clear" -> options.withSkippedFunctions(List.of()).withSkippedFiles(List.of());
            case "skip" -> skipping(options, arguments);
            default ->
                    throw new CommandFailure(
                            "stepping " + what + ": there are one, all, skip, clear");
        };
    }

    private static StepOptions skipping(StepOptions options, Arguments arguments)
            throws CommandFailure {
        String kind = arguments.required(1, "function or file");
        Pattern pattern = pattern(arguments.required(2, "a regular expression"));
        return switch (kind) {
            case "function" ->
                    options.withSkippedFunctions(with(options.skippedFunctions(), pattern));
            case "file" -> options.withSkippedFiles(with(options.skippedFiles(), pattern));
            default -> throw new CommandFailure("stepping skip " + kind + ": function or file");
        };
    }

    private static Pattern pattern(String text) throws CommandFailure {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new CommandFailure(
                    "no regular expression: " + text + " (" + e.getDescription() + ")");
        }
    }

    private static List<Pattern> with(List<Pattern> patterns, Pattern more) {
        List<Pattern> all = new ArrayList<>(patterns);
        all.add(more);
        return all;
    }

    private static String describe(StepOptions options) {
        return (options.otherHartsStand()
                        ? "only the hart that is stepped runs"
                        : "all harts run while a call is stepped over")
                + "; functions that are skipped: "
                + list(options.skippedFunctions())
                + "; files: "
                + list(options.skippedFiles());
    }

    private static String list(List<Pattern> patterns) {
        return patterns.isEmpty()
                ? "none"
                : String.join(", ", patterns.stream().map(Pattern::pattern).toList());
    }
}
