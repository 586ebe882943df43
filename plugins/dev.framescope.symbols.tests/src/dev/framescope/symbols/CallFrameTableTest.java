package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.dwarf.CfaRule;
import dev.framescope.symbols.dwarf.FrameRules;
import dev.framescope.symbols.dwarf.RegisterRule;
import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Call frame information, compared with readelf's reading of it. */
class CallFrameTableTest {

    private static final Pattern ENTRY = Pattern.compile(".* FDE .* pc=([0-9a-f]+)\\.\\..*");
    private static final Pattern COLUMNS = Pattern.compile("   LOC +CFA +(.*)");
    private static final Pattern ROW = Pattern.compile("([0-9a-f]{16}) (\\S+) +(.*)");

    /** ABI names in the order of the registers. */
    private static final List<String> NAMES =
            List.of(
                    ("zero ra sp gp tp t0 t1 t2 s0 s1 a0 a1 a2 a3 a4 a5 a6 a7"
                                    + " s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 t3 t4 t5 t6")
                            .split(" "));

    private static final String PROGRAM =
            """
            volatile long sink;
            __attribute__((noinline)) long leaf(long a) { return a + sink; }
            __attribute__((noinline)) long many(long a, long b, long c, long d)
            {
                long x = leaf(a), y = leaf(b), z = leaf(c);
                if (x == y)
                    return leaf(d) + z;
                long buffer[600];
                for (int i = 0; i < 600; i++)
                    buffer[i] = leaf(i);
                return buffer[a] + x * y - z;
            }
            void _start(void) { sink = many(1, 2, 3, sink); }
            """;

    @TempDir Path directory;

    @Test
    void rulesOfTheSampleKernelAreThoseOfReadelf() throws IOException, SymbolException {
        assertRulesAgree(new GuestProgram(Samples.framesCElf()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-O2 -gdwarf-4",
                "-O2 -gdwarf-5 -gdwarf64 -fno-asynchronous-unwind-tables",
                "-O2 -g0 -fasynchronous-unwind-tables",
                "-O1 -g -fasynchronous-unwind-tables"
            })
    void rulesInEitherSectionAreThoseOfReadelf(String options) throws IOException, SymbolException {
        assertRulesAgree(GuestProgram.ofText(directory, options, "program.c", PROGRAM));
    }

    private static void assertRulesAgree(GuestProgram program) throws IOException, SymbolException {
        List<String> command =
                List.of(
                        "riscv64-unknown-elf-readelf",
                        "--debug-dump=frames-interp",
                        program.elf().toString());
        String output =
                Tool.run(program.elf().getParent(), Duration.ofMinutes(1), command).orFail();
        SymbolFile symbols = program.symbols();
        List<String> expected = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        String[] columns = {};
        boolean inEntry = false;
        for (String line : output.lines().toList()) {
            Matcher row = ROW.matcher(line);
            Matcher header = COLUMNS.matcher(line);
            if (header.matches()) {
                columns = header.group(1).isBlank() ? new String[0] : header.group(1).split(" +");
            } else if (line.contains("CIE") || ENTRY.matcher(line).matches()) {
                inEntry = !line.contains("CIE");
            } else if (inEntry && row.matches()) {
                long address = Long.parseUnsignedLong(row.group(1), 16);
                expected.add(row.group(1) + " " + row.group(2) + " " + row.group(3).trim());
                ours.add(row.group(1) + " " + text(symbols.frameRulesAt(address), columns));
            }
        }
        assertTrue(expected.size() > 5, output);
        assertEquals(expected.stream().map(line -> line.replaceAll(" +", " ")).toList(), ours);
        assertEquals(List.of(), symbols.problems());
    }

    private static String text(Optional<FrameRules> rules, String[] columns) {
        FrameRules found = rules.orElseThrow();
        CfaRule.RegisterOffset cfa = (CfaRule.RegisterOffset) found.cfa();
        StringBuilder text = new StringBuilder(NAMES.get(cfa.register()) + "+" + cfa.offset());
        for (String column : columns) {
            RegisterRule rule = found.registers().get(NAMES.indexOf(column));
            text.append(rule instanceof RegisterRule.SavedAt saved ? " c" + saved.offset() : " u");
        }
        return text.toString();
    }

    @Test
    void everyKindOfRuleIsRead() throws IOException, SymbolException {
        String text =
                """
                    .text
                    .globl _start
                _start:
                    .cfi_sections .debug_frame
                    .cfi_startproc
                    .cfi_signal_frame
                    .cfi_def_cfa sp, 32
                    .cfi_undefined ra
                    .cfi_same_value s1
                    .cfi_register s2, t0
                    .cfi_val_offset s3, -16
                    .cfi_escape 0x10, 20, 2, 0x70, 8
                    .cfi_escape 0x16, 21, 1, 0x30
                    .cfi_remember_state
                    nop
                    .cfi_def_cfa_register s0
                    .cfi_def_cfa_offset 48
                    .cfi_offset ra, -8
                    nop
                    .cfi_restore_state
                    .cfi_offset s6, -24
                    nop
                    .cfi_restore s6
                    .cfi_escape 0x0f, 2, 0x72, 0
                    nop
                    .cfi_endproc
                """;
        SymbolFile symbols =
                GuestProgram.ofText(directory, "-march=rv64ima -mno-relax", "rules.s", text)
                        .symbols();
        long start = symbols.elf().entry();
        FrameRules first = symbols.frameRulesAt(start).orElseThrow();
        assertTrue(first.signalFrame());
        assertEquals(1, first.returnAddress());
        assertEquals(new CfaRule.RegisterOffset(2, 32), first.cfa());
        Map<Integer, RegisterRule> rules = first.registers();
        assertEquals(new RegisterRule.Undefined(), rules.get(1));
        assertEquals(new RegisterRule.SameValue(), rules.get(9));
        assertEquals(new RegisterRule.InRegister(5), rules.get(18));
        assertEquals(new RegisterRule.CfaPlus(-16), rules.get(19));
        assertArrayEquals(
                new byte[] {0x70, 8}, ((RegisterRule.SavedAtExpression) rules.get(20)).bytes());
        assertArrayEquals(
                new byte[] {0x30}, ((RegisterRule.ValueExpression) rules.get(21)).bytes());

        FrameRules second = symbols.frameRulesAt(start + 7).orElseThrow();
        assertEquals(new CfaRule.RegisterOffset(8, 48), second.cfa());
        assertEquals(new RegisterRule.SavedAt(-8), second.registers().get(1));

        FrameRules third = symbols.frameRulesAt(start + 8).orElseThrow();
        assertEquals(first.cfa(), third.cfa());
        assertEquals(new RegisterRule.Undefined(), third.registers().get(1));
        assertEquals(new RegisterRule.SavedAt(-24), third.registers().get(22));

        FrameRules fourth = symbols.frameRulesAt(start + 12).orElseThrow();
        assertArrayEquals(new byte[] {0x72, 0}, ((CfaRule.Expression) fourth.cfa()).bytes());
        assertFalse(fourth.registers().containsKey(22));
        assertEquals(Optional.empty(), symbols.frameRulesAt(start + 16));
    }
}
