package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.demangle.NamePath;
import dev.framescope.symbols.scope.InlinedPlace;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What is found by its name is what is found when everything is read. */
class NameSearchTest {

    private static final Pattern ANY = Pattern.compile("");

    /** How many names of a program are looked for, more or less. */
    private static final int NAMES = 50;

    @TempDir Path directory;

    static List<Path> kernels() {
        return List.of(
                Samples.framesCElf(), Samples.framesRustDebugElf(), Samples.framesRustReleaseElf());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void functionsOfEachNameAreThoseOfTheWholeProgram(Path kernel) throws Exception {
        SymbolFile whole = SymbolFile.open(kernel);
        List<Function> all = whole.functions(ANY);
        assertTrue(all.size() > 20, "functions are there");
        for (String name : names(all)) {
            List<Function> wanted =
                    all.stream().filter(f -> FunctionName.matches(f, name)).distinct().toList();
            assertEquals(wanted, whole.functions(name), name);
        }
        assertEquals(List.of(), whole.functions("nobody_has_this_name"));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void inlinedPlacesOfEachNameAreThoseOfTheWholeProgram(Path kernel) throws Exception {
        SymbolFile whole = SymbolFile.open(kernel);
        List<InlinedPlace> all = whole.inlinedPlaces(ANY);
        for (String name : names(all.stream().map(InlinedPlace::function).toList())) {
            List<InlinedPlace> wanted =
                    all.stream().filter(p -> FunctionName.matches(p.function(), name)).toList();
            assertEquals(wanted, whole.inlinedPlaces(name), name);
        }
    }

    /** Some of the names that functions have, of each kind. */
    private static List<String> names(List<Function> functions) {
        TreeSet<String> names = new TreeSet<>();
        for (Function function : functions) {
            names.add(NamePath.of(function.qualifiedName()).last());
            names.add(function.name());
            names.add(function.linkageName());
        }
        int every = 1 + names.size() / NAMES;
        List<String> sorted = List.copyOf(names);
        return IntStream.range(0, sorted.size())
                .filter(i -> i % every == 0)
                .mapToObj(sorted::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void variablesOfEachNameAreFoundBeforeAllIsRead(Path kernel) throws Exception {
        List<String> names = SymbolFile.open(kernel).globalNames("");
        assertFalse(names.isEmpty());
        SymbolFile some = SymbolFile.open(kernel);
        for (String name : names) {
            assertFalse(some.variables(name).isEmpty(), name);
        }
        assertEquals(List.of(), some.variables("nobody_has_this_name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gdwarf-3", "-gdwarf-5", "-gdwarf-4 -fdebug-types-section", "-gz"})
    void namesAreFoundWhereverTheFormatPutsThem(String options) throws Exception {
        // GCC writes short names into the entries and long ones into a table.
        SymbolFile symbols =
                GuestProgram.ofText(
                                directory,
                                "-O0 -g " + options,
                                "short.c",
                                "struct s { int a; } v; struct longer { int b; } variable;"
                                        + " int f(void) { static int own; return own++ + v.a; }"
                                        + " int function(void) { return f() + variable.b; }"
                                        + " void _start(void) { function(); }")
                        .symbols();
        for (String name : List.of("v", "variable", "own", "f::own")) {
            assertEquals(1, symbols.variables(name).size(), name);
        }
        for (String name : List.of("s", "longer", "struct longer", "int")) {
            assertEquals(1, symbols.types(name).size(), name);
        }
        for (String name : List.of("f", "function", "_start")) {
            assertEquals(1, symbols.functions(name).size(), name);
        }
        assertEquals(List.of(), symbols.types("long"));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void enumerationsAreFoundByTheirEnumerators(Path kernel) throws Exception {
        boolean rust = !kernel.equals(Samples.framesCElf());
        SymbolFile symbols = SymbolFile.open(kernel);
        String name = rust ? "ResetReason::SystemFailure" : "RUNNING";
        List<EnumType> found = symbols.enumerations(name, OptionalLong.empty());
        assertFalse(found.isEmpty(), name);
        String last = NamePath.of(name).last();
        for (EnumType type : found) {
            assertTrue(type.enumerators().stream().anyMatch(e -> e.name().equals(last)));
        }
        assertEquals(List.of(), symbols.enumerations("NoSuchName", OptionalLong.empty()));
    }

    @Test
    void variablesAroundCodeAreThoseOfItsSource() throws Exception {
        SymbolFile c = SymbolFile.open(Samples.framesCElf());
        long memory = c.functions("allocFrame").get(0).low();
        List<String> names = c.variablesAround(memory).stream().map(Variable::name).toList();
        assertTrue(names.contains("frameAllocator"), names.toString());
        assertFalse(names.contains("tree"), names.toString());
        SymbolFile rust = SymbolFile.open(Samples.framesRustDebugElf());
        long serve = rust.functions("Process::serve").get(0).low();
        List<String> crate = rust.variablesAround(serve).stream().map(Variable::name).toList();
        assertTrue(crate.contains("FRAME_ALLOCATOR"), crate.toString());
    }

    @Test
    void partsOfNamesAreNoNames() throws Exception {
        SymbolFile symbols = SymbolFile.open(Samples.framesCElf());
        assertEquals(List.of(), symbols.functions("Frame"));
        assertEquals(List.of(), symbols.variables("Allocator"));
    }
}
