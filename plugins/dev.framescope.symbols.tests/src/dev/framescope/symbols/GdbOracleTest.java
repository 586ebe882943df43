package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** GDB sees the same functions, variables and types at the same places. */
class GdbOracleTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** GDB needs some milliseconds for each. */
    private static final int MOST_PLACES = 300;

    @TempDir Path directory;

    /** Asks GDB for the blocks around each address, and their variables. */
    private Map<Long, List<GdbScope>> gdbScopes(Path elf, List<Long> addresses) throws IOException {
        String places =
                String.join(",", addresses.stream().map(a -> "0x" + Long.toHexString(a)).toList());
        String script =
                """
                import gdb
                def simple(name):
                    name = name.replace('->', '--')
                    depth = 0
                    for i in range(len(name) - 1, 0, -1):
                        depth += (name[i] in '>)]}') - (name[i] in '<([{')
                        if depth == 0 and name[i - 1:i + 1] == '::':
                            return name[i + 1:].replace('--', '->')
                    return name.replace('--', '->')
                for pc in [%s]:
                    print('PC %%x' %% pc)
                    variables = []
                    block = gdb.block_for_pc(pc)
                    while block is not None and not block.is_static and not block.is_global:
                        for s in block:
                            lost = s.addr_class == gdb.SYMBOL_LOC_OPTIMIZED_OUT
                            fixed = s.addr_class == gdb.SYMBOL_LOC_CONST
                            if s.is_argument or s.is_variable or fixed or lost:
                                variables.append((s.name, s.type.sizeof, lost))
                        if block.function is not None:
                            print('FUNCTION', simple(block.function.name))
                            for v in variables:
                                print('%%s:%%d:%%s' %% v)
                            variables = []
                        block = block.superblock
                """;
        Map<Long, List<GdbScope>> scopes = new LinkedHashMap<>();
        List<GdbScope> current = List.of();
        for (String line : gdb(elf, script.formatted(places)).lines().toList()) {
            if (line.startsWith("PC ")) {
                current = new ArrayList<>();
                scopes.put(Long.parseUnsignedLong(line.substring(3), 16), current);
            } else if (line.startsWith("FUNCTION ")) {
                current.add(new GdbScope(line.substring(9), new TreeSet<>(), new TreeSet<>()));
            } else {
                String[] parts = line.split(":");
                Set<String> all = current.getLast().all;
                all.add(parts[0] + ":" + parts[1]);
                if (parts[2].equals("False")) {
                    current.getLast().found.add(parts[0] + ":" + parts[1]);
                }
            }
        }
        return scopes;
    }

    /**
     * A function as GDB sees it.
     *
     * @param found its variables with their sizes, of those that have places
     * @param all also those that were optimized out: GDB adds them even out of their blocks
     */
    private record GdbScope(String function, Set<String> found, Set<String> all) {}

    private String gdb(Path elf, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("oracle.py"), script);
        List<String> command =
                List.of("gdb-multiarch", "-nx", "-batch", "-x", file.toString(), elf.toString());
        return Tool.run(directory, TIMEOUT, command).orFail();
    }

    private static void compare(List<GdbScope> expected, List<CodeScope> actual, String at) {
        assertEquals(
                expected.stream().map(GdbScope::function).toList(),
                actual.stream().map(scope -> scope.function().name()).toList(),
                at);
        for (int i = 0; i < actual.size(); i++) {
            Set<String> variables = new TreeSet<>();
            for (Variable variable : actual.get(i).variables()) {
                variables.add(variable.name() + ":" + variable.type().size());
            }
            GdbScope scope = expected.get(i);
            String message = at + ": GDB has " + scope + ", not " + variables;
            assertTrue(variables.containsAll(scope.found), message);
            assertTrue(scope.all.containsAll(variables), message);
        }
    }

    /** Some addresses of each line, evenly over the program. */
    private static List<Long> places(SymbolFile symbols) {
        Set<Long> all = new LinkedHashSet<>();
        for (Function function : symbols.functions()) {
            for (long at = function.low(); at < function.high(); at += 6) {
                if (!symbols.scopesAt(at).isEmpty()) {
                    all.add(at);
                }
            }
        }
        List<Long> list = List.copyOf(all);
        int step = Math.max(1, list.size() / MOST_PLACES);
        List<Long> some = new ArrayList<>();
        for (int i = 0; i < list.size(); i += step) {
            some.add(list.get(i));
        }
        return some;
    }

    private void compareScopes(Path elf) throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(elf);
        List<Long> places = places(symbols);
        assertTrue(places.size() > 20, "only " + places.size() + " places");
        gdbScopes(elf, places)
                .forEach((pc, e) -> compare(e, symbols.scopesAt(pc), Long.toHexString(pc)));
        assertEquals(List.of(), symbols.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-O0 -gdwarf-2",
                "-O0 -gdwarf-4",
                "-O0 -gdwarf-5",
                "-O2 -gdwarf-2",
                "-O2 -gdwarf-3",
                "-O2 -gdwarf-4",
                "-O2 -gdwarf-5"
            })
    void functionsAndVariablesOfACProgramAreGdbs(String options)
            throws IOException, SymbolException {
        compareScopes(TypeSamples.c(directory, options).elf());
    }

    @Test
    void functionsAndVariablesOfTheCKernelAreGdbs() throws IOException, SymbolException {
        compareScopes(Samples.framesCElf());
    }

    @Test
    void functionsAndVariablesOfTheRustKernelAreGdbs() throws IOException, SymbolException {
        compareScopes(Samples.framesRustDebugElf());
        compareScopes(Samples.framesRustReleaseElf());
    }

    /** One line a member: its path, place, size and type. */
    private static void layout(String path, long bits, CompositeType type, List<String> lines) {
        for (Member member : type.members()) {
            String name = member.name().isEmpty() ? "?" : member.name();
            long at = bits + 8 * member.offset() + member.bitOffset();
            Type stripped = Types.strip(member.type());
            lines.add(
                    String.format(
                            "%s.%s %d %d %d %s",
                            path,
                            name,
                            at,
                            member.bitSize(),
                            member.type().size(),
                            inGdbsWords(member.type().name())));
            if (stripped instanceof CompositeType inner) {
                layout(path + "." + name, at, inner, lines);
            }
        }
    }

    private static String inGdbsWords(String name) {
        return name.replace("long int", "long")
                .replace("short int", "short")
                .replace("long unsigned int", "unsigned long")
                .replace("short unsigned int", "unsigned short");
    }

    private List<String> gdbLayout(Path elf, String name) throws IOException {
        String script =
                """
                import gdb
                def layout(path, base, type):
                    for f in type.fields():
                        name = f.name or '?'
                        at = base + f.bitpos
                        print('%%s.%%s %%d %%d %%d %%s'
                              %% (path, name, at, f.bitsize, f.type.sizeof, f.type))
                        inner = f.type.strip_typedefs()
                        if inner.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
                            layout(path + '.' + name, at, inner)
                type = gdb.lookup_type('%s')
                print(type.sizeof)
                layout('', 0, type)
                """;
        return gdb(elf, script.formatted(name)).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gdwarf-2", "-gdwarf-3", "-gdwarf-4", "-gdwarf-5", "-gstrict-dwarf"})
    void membersLieWhereGdbFindsThem(String options) throws IOException, SymbolException {
        GuestProgram program = TypeSamples.c(directory, "-O0 -g " + options);
        CompositeType page = (CompositeType) program.symbols().types("struct page").getFirst();
        List<String> lines = new ArrayList<>(List.of("" + page.size()));
        layout("", 0, page, lines);
        assertTrue(lines.size() > 25, lines.toString());
        assertEquals(gdbLayout(program.elf(), "struct page"), lines);
    }

    @Test
    void typesOfTheCKernelsVariablesAreGdbs() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(Samples.framesCElf());
        List<String> names = symbols.globalNames("");
        StringBuilder script = new StringBuilder("import gdb\n");
        List<String> ours = new ArrayList<>();
        for (String name : names) {
            Variable variable = symbols.variables(name).getFirst();
            script.append("s = gdb.lookup_global_symbol('%1$s')".formatted(name))
                    .append(" or gdb.lookup_static_symbol('%1$s')\n".formatted(name))
                    .append("print(s.name, s.type, s.type.sizeof)\n");
            Type type = variable.type();
            ours.add(name + " " + inGdbsWords(type.name()) + " " + type.size());
        }
        assertTrue(names.size() > 10, names.toString());
        assertEquals(gdb(Samples.framesCElf(), script.toString()), String.join("\n", ours) + "\n");
    }
}
