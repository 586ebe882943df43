package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.InlinedPlace;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Type;
import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is visible at an instruction, in programs of the cross compiler and in the samples. */
class ScopesTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final List<String> REGISTERS =
            List.of(
                    ("zero ra sp gp tp t0 t1 t2 s0 s1 a0 a1 a2 a3 a4 a5 a6 a7"
                                    + " s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 t3 t4 t5 t6")
                            .split(" "));

    private static final Pattern SYMBOL = Pattern.compile("Symbol (\\w+) is (.*)");
    private static final Pattern IN_REGISTER = Pattern.compile("a variable in \\$(\\w+)");
    private static final Pattern RANGE =
            Pattern.compile("Range 0x([0-9a-f]+)-0x([0-9a-f]+): a variable in \\$(\\w+)");

    @TempDir Path directory;

    /** A frame at an address of which nothing else is known. */
    private static LocationContext at(long pc) {
        return frame(pc, Optional.empty(), new long[0]);
    }

    /** A frame that knows the registers from x0 on. */
    private static LocationContext frame(
            long pc, Optional<LocationContext> caller, long... registers) {
        return new LocationContext() {
            @Override
            public OptionalLong register(int number) {
                return number < registers.length
                        ? OptionalLong.of(registers[number])
                        : OptionalLong.empty();
            }

            @Override
            public OptionalLong cfa() {
                return OptionalLong.empty();
            }

            @Override
            public int read(long address, byte[] into) {
                return 0;
            }

            @Override
            public long linkPc() {
                return pc;
            }

            @Override
            public Optional<LocationContext> caller() {
                return caller;
            }
        };
    }

    private static Variable named(List<CodeScope> scopes, String name) {
        return scopes.getFirst().variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gdwarf-2", "-gdwarf-3", "-gdwarf-4", "-gdwarf-5"})
    void optimizedVariablesAreInTheRegistersGdbNames(String version)
            throws IOException, SymbolException {
        GuestProgram program = TypeSamples.c(directory, "-O2 " + version);
        SymbolFile symbols = program.symbols();
        int compared = 0;
        for (String function : List.of("leaf", "run")) {
            long low = symbols.functions(function).getFirst().low();
            String gdb =
                    Tool.run(
                                    directory,
                                    TIMEOUT,
                                    List.of(
                                            "gdb-multiarch",
                                            "-nx",
                                            "-batch",
                                            "-ex",
                                            "info scope *0x" + Long.toHexString(low),
                                            program.elf().toString()))
                            .orFail();
            String name = "";
            for (String line : gdb.lines().toList()) {
                Matcher symbol = SYMBOL.matcher(line);
                if (symbol.find()) {
                    name = symbol.group(1);
                }
                Matcher fixed = IN_REGISTER.matcher(line);
                Matcher range = RANGE.matcher(line);
                if (range.find()) {
                    long first = Long.parseUnsignedLong(range.group(1), 16);
                    long last = Long.parseUnsignedLong(range.group(2), 16) - 2;
                    assertEquals(register(range.group(3)), place(symbols, name, first), line);
                    assertEquals(register(range.group(3)), place(symbols, name, last), line);
                    compared++;
                } else if (fixed.find()) {
                    assertEquals(register(fixed.group(1)), place(symbols, name, low), line);
                    compared++;
                }
            }
        }
        assertTrue(compared >= 4, compared + " places compared");
    }

    private static Location register(String name) {
        return new Location.Register(REGISTERS.indexOf(name));
    }

    private static Location place(SymbolFile symbols, String name, long pc) {
        return symbols.scopesAt(pc).getLast().variables().stream()
                .filter(variable -> variable.name().equals(name))
                .reduce((inner, outer) -> outer)
                .orElseThrow()
                .locate(at(pc));
    }

    @Test
    void innermostVariableHidesOthersOfItsName() throws IOException, SymbolException {
        GuestProgram program = TypeSamples.c(directory, "-O0 -g");
        SymbolFile symbols = program.symbols();
        long inner = symbols.addressesOf("types.c", 27).getFirst();
        List<CodeScope> scopes = symbols.scopesAt(inner);
        assertEquals(1, scopes.size());
        assertEquals(
                List.of("y", "x", "p", "calls", "y"),
                scopes.getFirst().variables().stream().map(Variable::name).toList());
        assertEquals(26, named(scopes, "y").declaration().orElseThrow().line());
        assertEquals(Variable.Kind.PARAMETER, named(scopes, "x").kind());
        assertEquals(Variable.Kind.STATIC, named(scopes, "calls").kind());
        assertEquals(Variable.Kind.LOCAL, named(scopes, "y").kind());
        assertEquals(Language.C, symbols.languageAt(inner));
    }

    @Test
    void inlinedFunctionsAreFoundByNameWhereverTheyWerePut() throws IOException, SymbolException {
        SymbolFile symbols = TypeSamples.c(directory, "-O2 -g").symbols();
        assertEquals(List.of(), symbols.functions("twice"));
        List<InlinedPlace> places = symbols.inlinedPlaces("twice");
        assertEquals(2, places.size());
        assertEquals(places, symbols.inlinedPlaces(Pattern.compile("^tw")));
        for (InlinedPlace place : places) {
            List<CodeScope> scopes = symbols.scopesAt(place.entry());
            List<String> names = scopes.stream().map(s -> s.function().name()).toList();
            assertTrue(names.containsAll(List.of("twice", "outer", "run")), names.toString());
            assertEquals("run", symbols.functionAt(place.entry()).orElseThrow().name());
        }
        assertEquals(
                List.of(36, 37),
                places.stream().map(place -> place.callSite().orElseThrow().line()).toList());
    }

    @Test
    void functionsAreFoundByExpression() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(Samples.framesCElf());
        List<String> names =
                symbols.functions(Pattern.compile("allocFrame$")).stream()
                        .map(Function::name)
                        .toList();
        assertTrue(names.contains("allocFrame") && names.contains("deallocFrame"), "" + names);
    }

    @Test
    void declaredVariableAndTypeAreFoundWhereTheyAreDefined() throws IOException, SymbolException {
        Path user = directory.resolve("user.c");
        Files.writeString(
                user,
                """
                struct hidden;
                extern struct hidden secret;
                extern char _end[];
                static int mine = 1;
                int use(void) { return mine + (&secret != 0) + (long) _end; }
                void _start(void) { use(); for (;;) ; }
                """);
        Path owner = directory.resolve("owner.c");
        Files.writeString(
                owner,
                """
                struct hidden { long first; int second; };
                struct hidden secret = {1, 2};
                static int mine = 2;
                int other(void) { return mine; }
                """);
        SymbolFile symbols =
                GuestProgram.build(directory, "-O0 -g -Wl,-Ttext=0x80200000", user, owner)
                        .symbols();
        long pc = symbols.functions("use").getFirst().low();
        Variable secret = symbols.variables("secret", pc).getFirst();
        CompositeType type = (CompositeType) secret.type();
        assertTrue(type.complete());
        assertEquals(16, type.size());
        long address = symbols.symbolAddress("secret").orElseThrow();
        assertEquals(new Location.Memory(address), secret.locate(LocationContext.NONE));
        assertEquals(
                new Location.Memory(symbols.symbolAddress("_end").orElseThrow()),
                symbols.variables("_end").getFirst().locate(LocationContext.NONE));
        assertEquals(2, symbols.variables("mine").size());
        long elsewhere = symbols.functions("other").getFirst().low();
        assertEquals(1, symbols.variables("mine", pc).size());
        assertFalse(
                symbols.variables("mine", pc)
                        .getFirst()
                        .locate(at(pc))
                        .equals(
                                symbols.variables("mine", elsewhere)
                                        .getFirst()
                                        .locate(at(elsewhere))));
        assertEquals(List.of("_end", "mine", "secret"), symbols.globalNames(""));
        assertEquals(List.of(), symbols.problems());
    }

    @Test
    void valueOnEntryComesFromTheCaller() throws IOException, SymbolException {
        GuestProgram program =
                GuestProgram.ofText(
                        directory,
                        "-O2 -g",
                        "entry.c",
                        """
                        void __attribute__((noinline)) sink(int x) { asm volatile("" ::: "memory"); }
                        int __attribute__((noinline)) callee(int kept, int lost) {
                            sink(lost);
                            sink(kept);
                            return kept + 1;
                        }
                        void _start(void) { callee(7, 42); for (;;) ; }
                        """);
        SymbolFile symbols = program.symbols();
        Function callee = symbols.functions("callee").getFirst();
        Function start = symbols.functions("_start").getFirst();
        boolean found = false;
        for (long pc = callee.low(); pc < callee.high(); pc += 2) {
            Variable lost = named(symbols.scopesAt(pc), "lost");
            for (long call = start.low(); call < start.high(); call++) {
                Location place = lost.locate(frame(pc, Optional.of(at(call))));
                if (place instanceof Location.Value value) {
                    assertEquals(42, value.bytes()[0]);
                    found = true;
                }
            }
        }
        assertTrue(found, "no value on entry in " + callee);
    }

    @Test
    void typesOfRustAreFoundByPathAndShape() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(Samples.framesRustDebugElf());
        Type option = symbols.types("core::option::Option<usize>").getFirst();
        assertEquals(option.name(), symbols.types("Option<usize>").getFirst().name());
        CompositeType type = assertInstanceOf(CompositeType.class, option);
        assertEquals(16, type.size());
        assertEquals("None", type.variants().orElseThrow().select(0).orElseThrow().name());
        assertEquals("Some", type.variants().orElseThrow().select(1).orElseThrow().name());
        assertTrue(symbols.types("Option").size() > 5);
        Variable allocator = symbols.variables("frame_allocator::FRAME_ALLOCATOR").getFirst();
        assertEquals(
                "frames_rust::memory::frame_allocator::FRAME_ALLOCATOR", allocator.qualifiedName());
        assertInstanceOf(Location.Memory.class, allocator.locate(LocationContext.NONE));
        long pc = symbols.functions("alloc_frame").getFirst().low();
        assertEquals(Language.RUST, symbols.languageAt(pc));
    }

    @Test
    void staticVariablesOfFunctionsAreFoundByName() throws IOException, SymbolException {
        SymbolFile symbols = TypeSamples.c(directory, "-O2 -g").symbols();
        Variable calls = symbols.variables("calls").getFirst();
        assertEquals("int", calls.type().name());
        assertInstanceOf(Location.Memory.class, calls.locate(LocationContext.NONE));
        assertEquals(1, symbols.variables("leaf::calls").size());
        assertEquals(0, symbols.variables("run::calls").size());
        assertEquals(0, symbols.variables("total").size());
    }

    @Test
    void namesOfIntegerTypesOfCAreOne() throws IOException, SymbolException {
        SymbolFile symbols = TypeSamples.c(directory, "-O0 -g").symbols();
        List<String> found = new ArrayList<>();
        for (String name : List.of("unsigned long", "long unsigned int", "unsigned long int")) {
            symbols.types(name).forEach(type -> found.add(type.name() + " " + type.size()));
        }
        assertEquals(
                List.of("long unsigned int 8", "long unsigned int 8", "long unsigned int 8"),
                found);
        assertEquals(1, symbols.types("enum color").size());
        assertEquals(0, symbols.types("union page").size());
        assertEquals("struct page", symbols.types("page").getFirst().name());
    }
}
