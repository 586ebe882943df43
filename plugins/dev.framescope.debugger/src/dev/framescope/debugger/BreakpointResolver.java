package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.CodeLocation;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.scope.InlinedPlace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Finds the code that a {@link BreakpointSpec.Code} names, in all programs. Any thread.
 *
 * @param programs where to look
 */
record BreakpointResolver(Programs programs) {
    /**
     * Where to stop.
     *
     * @param locations program by program, in address order
     * @param problem why there is none, for a person; empty if there is one
     */
    record Resolution(List<BreakpointLocation> locations, String problem) {}

    /**
     * Looks for code.
     *
     * @param onlyProgram the name of the only program to look in
     */
    Resolution resolve(BreakpointSpec.Code spec, Optional<String> onlyProgram) {
        List<Program> candidates =
                programs.all().stream()
                        .filter(p -> onlyProgram.isEmpty() || p.name().equals(onlyProgram.get()))
                        .toList();
        if (candidates.isEmpty()) {
            return new Resolution(List.of(), "no program named " + onlyProgram.orElse(""));
        }
        return switch (spec) {
            case BreakpointSpec.AtFunction f -> function(f, candidates);
            case BreakpointSpec.AtLine l ->
                    found(
                            candidates,
                            p ->
                                    p.symbols().addressesOf(l.file(), l.line()).stream()
                                            .mapToLong(Long::longValue),
                            "no code at %s:%d, nor after it in that file"
                                    .formatted(l.file(), l.line()));
            case BreakpointSpec.AtAddress a ->
                    new Resolution(List.of(address(a.address(), onlyProgram, candidates)), "");
            case BreakpointSpec.AtPhysicalAddress p ->
                    new Resolution(List.of(physical(p.paddr())), "");
        };
    }

    private Resolution function(BreakpointSpec.AtFunction function, List<Program> candidates) {
        if (!function.isPattern()) {
            return found(
                    candidates,
                    p -> named(p, function.name()),
                    "no function named " + function.name());
        }
        String text = function.name().substring(1, function.name().length() - 1);
        try {
            Pattern pattern = Pattern.compile(text);
            return found(
                    candidates,
                    p -> matching(p, pattern),
                    "no function whose name matches " + function.name());
        } catch (PatternSyntaxException e) {
            return new Resolution(
                    List.of(), "'" + text + "' is no regular expression: " + e.getDescription());
        }
    }

    private static LongStream named(Program program, String name) {
        SymbolFile symbols = program.symbols();
        List<Long> entries = entries(symbols, symbols.functions(name), symbols.inlinedPlaces(name));
        if (!entries.isEmpty()) {
            return entries.stream().mapToLong(Long::longValue);
        }
        // A label of assembly code is a place too, though it is no function.
        OptionalLong label = symbols.symbolAddress(name);
        return label.isPresent() && program.hasCodeAt(label.getAsLong())
                ? LongStream.of(label.getAsLong())
                : LongStream.empty();
    }

    private static LongStream matching(Program program, Pattern name) {
        SymbolFile symbols = program.symbols();
        return entries(symbols, symbols.functions(name), symbols.inlinedPlaces(name)).stream()
                .mapToLong(Long::longValue);
    }

    private static List<Long> entries(
            SymbolFile symbols, List<Function> functions, List<InlinedPlace> inlined) {
        return Stream.concat(
                        functions.stream().map(symbols::breakpointAddress),
                        inlined.stream().map(InlinedPlace::entry))
                .toList();
    }

    private static Resolution found(
            List<Program> candidates,
            java.util.function.Function<Program, LongStream> addresses,
            String problemIfNone) {
        List<BreakpointLocation> locations = new ArrayList<>();
        for (Program program : candidates) {
            addresses
                    .apply(program)
                    .sorted()
                    .distinct()
                    .mapToObj(link -> BreakpointLocation.of(new CodePlace(program, link)))
                    .forEach(locations::add);
        }
        return new Resolution(locations, locations.isEmpty() ? problemIfNone : "");
    }

    /** An address counts whatever runs there, unless a program was named. */
    private BreakpointLocation address(
            long address, Optional<String> onlyProgram, List<Program> candidates) {
        if (onlyProgram.isPresent()) {
            return BreakpointLocation.of(new CodePlace(candidates.get(0), address));
        }
        List<Program> owners = candidates.stream().filter(p -> p.hasCodeAt(address)).toList();
        if (owners.size() == 1) {
            BreakpointLocation location =
                    BreakpointLocation.of(new CodePlace(owners.get(0), address));
            return new BreakpointLocation(
                    Optional.empty(), location.code(), location.function(), location.line());
        }
        OptionalLong link = programs.kernel().linkAddress(address);
        return owners.isEmpty() && link.isPresent()
                ? BreakpointLocation.of(new CodePlace(programs.kernel(), link.getAsLong()))
                : alone(CodeLocation.at(address));
    }

    private BreakpointLocation physical(long paddr) {
        CodeLocation code = CodeLocation.physical(paddr);
        OptionalLong link = programs.kernel().linkAddress(paddr);
        if (link.isEmpty()) {
            return alone(code);
        }
        CodePlace place = new CodePlace(programs.kernel(), link.getAsLong());
        return new BreakpointLocation(Optional.empty(), code, place.function(), place.line());
    }

    private static BreakpointLocation alone(CodeLocation code) {
        return new BreakpointLocation(Optional.empty(), code, Optional.empty(), Optional.empty());
    }
}
