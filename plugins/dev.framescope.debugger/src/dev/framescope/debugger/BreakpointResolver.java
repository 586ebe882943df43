package dev.framescope.debugger;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolFile;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Finds the code that a {@link BreakpointSpec} names. Any thread.
 *
 * @param kernel the kernel
 */
record BreakpointResolver(KernelImage kernel) {
    /**
     * Where to stop.
     *
     * @param locations in address order
     * @param problem why there is none, for a person; empty if there is one
     */
    record Resolution(List<BreakpointLocation> locations, String problem) {}

    Resolution resolve(BreakpointSpec spec) {
        return switch (spec) {
            case BreakpointSpec.AtFunction f -> function(f.name());
            case BreakpointSpec.AtLine l -> line(l.file(), l.line());
            case BreakpointSpec.AtAddress a ->
                    new Resolution(List.of(location(kernel.linkAddress(a.address(), false))), "");
            default -> new Resolution(List.of(), "cannot be set yet");
        };
    }

    private Resolution function(String name) {
        List<Function> functions = symbols().functions(name);
        if (!functions.isEmpty()) {
            return found(functions.stream().mapToLong(symbols()::breakpointAddress), "");
        }
        // A label of assembly code is a place too, though it is no function.
        Optional<Long> label =
                symbols().symbolAddress(name).stream().boxed().findFirst().filter(this::isCode);
        return found(label.stream().mapToLong(Long::longValue), "no function named " + name);
    }

    private Resolution line(String file, int line) {
        List<Long> starts = symbols().addressesOf(file, line);
        return found(
                starts.stream().mapToLong(Long::longValue),
                "no code at " + file + ":" + line + ", nor after it in that file");
    }

    private Resolution found(LongStream linkAddresses, String problemIfNone) {
        List<BreakpointLocation> locations =
                linkAddresses.sorted().distinct().mapToObj(this::location).toList();
        return new Resolution(locations, locations.isEmpty() ? problemIfNone : "");
    }

    private boolean isCode(long linkAddress) {
        return symbols().elf().sections().stream()
                .anyMatch(s -> s.executable() && s.contains(linkAddress));
    }

    private BreakpointLocation location(long linkAddress) {
        Optional<SourceLine> line = symbols().lineAt(linkAddress);
        return new BreakpointLocation(
                kernel.locate(linkAddress), symbols().functionAt(linkAddress), line);
    }

    private SymbolFile symbols() {
        return kernel.symbols();
    }
}
