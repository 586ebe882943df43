package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.dwarf.CfaRule;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where a breakpoint on a function stops, compared with GDB. */
class BreakpointAddressTest {

    /** Functions of many shapes; none is inlined, so that each has one place. */
    private static final String PROGRAM =
            """
            #define NOINLINE __attribute__((noinline, noclone))
            typedef unsigned long u64;
            volatile u64 sink;
            NOINLINE void empty(void) {}
            NOINLINE void oneLine(void) { sink = 1; }
            NOINLINE u64 sum(u64 *p, u64 n) { u64 s = 0; while (n--) s += *p++; return s; }
            NOINLINE u64
            spread(
                u64 a,
                u64 b)
            {
                u64 array[4] = {a, b, a, b};
                return sum(array, 4);
            }
            NOINLINE void looping(void)
            {
                while (sink)
                    sink--;
            }
            NOINLINE u64 bigFrame(u64 n)
            {
                u64 buffer[4096];
                for (u64 i = 0; i < 4096; i++)
                    buffer[i] = n ^ i;
                return sum(buffer, n & 4095);
            }
            NOINLINE u64 variadic(u64 n, ...)
            {
                __builtin_va_list list;
                __builtin_va_start(list, n);
                u64 s = 0;
                while (n--)
                    s += __builtin_va_arg(list, u64);
                __builtin_va_end(list);
                return s;
            }
            __attribute__((noreturn)) NOINLINE void halt(void)
            {
                for (;;)
                    ;
            }
            void _start(void)
            {
                empty(); oneLine(); spread(1, 2); looping(); variadic(2, 1, 2); bigFrame(4);
                halt();
            }
            """;

    /** A unit without any variable, and thus without location lists at every level. */
    private static final String NO_VARIABLES =
            """
            #define NOINLINE __attribute__((noinline, noclone))
            NOINLINE void wait(void)
            {
                asm volatile ("nop");
            }
            NOINLINE void twice(void)
            {
                wait();
                wait();
            }
            void _start(void) { for (;;) twice(); }
            """;

    @TempDir Path directory;

    @Test
    void breakpointsOfTheSampleKernelAreThoseOfGdb() throws IOException, SymbolException {
        assertBreakpointsAgree(new GuestProgram(Samples.framesCElf()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-O0 -gdwarf-4", "-O1 -gdwarf-4", "-O2 -gdwarf-5", "-Og -gdwarf-5"})
    void breakpointsOfCompiledFunctionsAreThoseOfGdb(String options)
            throws IOException, SymbolException {
        assertBreakpointsAgree(GuestProgram.ofText(directory, options, "shapes.c", PROGRAM));
        assertBreakpointsAgree(GuestProgram.ofText(directory, options, "plain.c", NO_VARIABLES));
    }

    private static void assertBreakpointsAgree(GuestProgram program)
            throws IOException, SymbolException {
        SymbolFile symbols = program.symbols();
        List<Function> functions = symbols.functions();
        assertFalse(functions.isEmpty());
        Map<String, String> ours = new LinkedHashMap<>();
        for (Function function : functions) {
            ours.put(function.name(), Long.toHexString(symbols.breakpointAddress(function)));
        }
        Map<String, String> gdbs = new LinkedHashMap<>();
        program.gdbBreakpoints(functions.stream().map(Function::name).toList())
                .forEach((name, address) -> gdbs.put(name, Long.toHexString(address)));
        assertEquals(gdbs, ours);
    }

    @Test
    void breakpointsOnLinesAreWhereGdbHasThem() throws IOException, SymbolException {
        GuestProgram program = new GuestProgram(Samples.framesCElf());
        SymbolFile symbols = program.symbols();
        List<String> lines = IntStream.range(1, 60).mapToObj(n -> "kernel/segtree.c:" + n).toList();
        Map<String, Long> gdbs = program.gdbBreakpoints(lines);
        assertTrue(gdbs.size() > 50, gdbs.toString());
        gdbs.forEach(
                (line, address) -> {
                    int number = Integer.parseInt(line.substring(line.indexOf(':') + 1));
                    List<Long> ours = symbols.addressesOf("kernel/segtree.c", number);
                    assertTrue(ours.contains(address), () -> line + ": " + address + " " + ours);
                });
    }

    @Test
    void breakpointsOfTheRustKernelAreThoseOfGdbOrBehindTheStoresThatFollowThem() throws Exception {
        GuestProgram program = new GuestProgram(Samples.framesRustDebugElf());
        SymbolFile symbols = program.symbols();
        Map<String, Function> functions = new LinkedHashMap<>();
        for (Function function : symbols.functions(Pattern.compile("frames_rust::"))) {
            functions.put("'" + function.linkageName() + "'", function);
        }
        Map<String, Long> gdbs = program.gdbBreakpoints(List.copyOf(functions.keySet()));
        assertTrue(gdbs.size() > 100, "functions are there");
        int behind = 0;
        for (Map.Entry<String, Long> gdb : gdbs.entrySet()) {
            Function function = functions.get(gdb.getKey());
            long ours = symbols.breakpointAddress(function);
            long distance = ours - gdb.getValue();
            assertTrue(distance >= 0 && distance <= 40, function + ": " + distance);
            assertTrue(symbols.lineAt(ours).isPresent(), function.toString());
            behind += distance > 0 ? 1 : 0;
            // The compiler addresses every frame by the frame pointer, x8, from there on.
            CfaRule cfa = symbols.frameRulesAt(ours).orElseThrow().cfa();
            CfaRule later = symbols.frameRulesAt(ours + 2).orElseThrow().cfa();
            assertEquals(later, cfa, function.toString());
        }
        assertTrue(behind > 20, "GDB stops in prologues");
    }

    @Test
    void argumentsAreInPlaceWhereABreakpointStops() throws Exception {
        SymbolFile symbols = SymbolFile.open(Samples.framesRustDebugElf());
        Function serve = symbols.functions("Process::serve").get(0);
        // Three stores of arguments follow the mark, which is on the instruction before them.
        assertEquals(0x18, symbols.breakpointAddress(serve) - serve.low());
        SourceLine line = symbols.lineAt(symbols.breakpointAddress(serve)).orElseThrow();
        String text =
                Files.readAllLines(Samples.framesRust().resolve("src/workload.rs"))
                        .get(line.line() - 1);
        assertEquals("self.last = Some(request);", text.strip());
    }

    @Test
    void markedEndOfThePrologueIsPreferred() throws IOException, SymbolException {
        String text =
                """
                    .file 1 "marked.rs"
                    .text
                    .globl _start
                    .type _start, @function
                _start:
                    .loc 1 10
                    addi sp, sp, -16
                    .loc 1 11
                    sd ra, 8(sp)
                    .loc 1 12 3 prologue_end
                    nop
                    ret
                    .size _start, . - _start
                """;
        SymbolFile symbols =
                GuestProgram.ofText(directory, "-mno-relax", "marked.s", text).symbols();
        Function start = symbols.functions("_start").get(0);
        long address = symbols.breakpointAddress(start);
        assertEquals(12, symbols.lineAt(address).orElseThrow().line());
    }

    @Test
    void functionInAssemblyStopsAtItsFirstInstruction() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(Samples.framesCElf());
        Function start = symbols.functions("_start").get(0);
        assertEquals(start.low(), symbols.breakpointAddress(start));
    }
}
