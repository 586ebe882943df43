package dev.framescope.debugger;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How steps are made.
 *
 * @param skippedFunctions functions that a step into runs through, as it does through those without
 *     debug information: expressions that are to match the whole name
 * @param skippedFiles the same for all functions of source files: expressions that are to be found
 *     in the path, which has forward slashes
 * @param otherHartsStand whether only the hart that is stepped runs; what waits for another hart
 *     then never ends
 * @param stopsInHandlers whether a step ends at the first instruction of an interrupt's handler,
 *     instead of letting the handler do its work
 */
public record StepOptions(
        List<Pattern> skippedFunctions,
        List<Pattern> skippedFiles,
        boolean otherHartsStand,
        boolean stopsInHandlers) {
    /** Nothing is skipped but handlers; all harts run while a step runs over a call. */
    public static final StepOptions DEFAULT = new StepOptions(List.of(), List.of(), false, false);

    public StepOptions {
        Objects.requireNonNull(skippedFunctions, "skippedFunctions");
        skippedFunctions = List.copyOf(skippedFunctions);
        skippedFiles = List.copyOf(skippedFiles);
    }

    public StepOptions withSkippedFunctions(List<Pattern> functions) {
        return new StepOptions(functions, skippedFiles, otherHartsStand, stopsInHandlers);
    }

    public StepOptions withSkippedFiles(List<Pattern> files) {
        return new StepOptions(skippedFunctions, files, otherHartsStand, stopsInHandlers);
    }

    public StepOptions withOtherHartsStanding(boolean stand) {
        return new StepOptions(skippedFunctions, skippedFiles, stand, stopsInHandlers);
    }

    public StepOptions withStopsInHandlers(boolean stop) {
        return new StepOptions(skippedFunctions, skippedFiles, otherHartsStand, stop);
    }

    /** Whether a step into runs through a function. */
    boolean skips(Optional<Function> function, Optional<SourceLine> line) {
        return function.isPresent()
                        && skippedFunctions.stream()
                                .anyMatch(p -> p.matcher(function.get().name()).matches())
                || line.isPresent()
                        && skippedFiles.stream().anyMatch(p -> p.matcher(line.get().file()).find());
    }
}
