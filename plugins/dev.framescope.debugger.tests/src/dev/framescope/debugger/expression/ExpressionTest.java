package dev.framescope.debugger.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.debugger.variables.Values;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;

/** Expressions in the C sample, stopped in deallocFrame called by testAllocator. */
class ExpressionTest {
    private static SessionDriver driver;

    @BeforeAll
    static void stopInTheSample() throws Exception {
        driver = SessionDriver.sample();
        driver.breakAt("deallocFrame");
        driver.resume();
    }

    @AfterAll
    static void close() {
        driver.close();
    }

    private static Values values() {
        return driver.session().values();
    }

    private static ValueNode evaluate(String expression) {
        return values().evaluate(FrameId.innermost(0), expression).join();
    }

    private static ExpressionException problem(String expression) {
        CompletionException e = assertThrows(CompletionException.class, () -> evaluate(expression));
        return (ExpressionException) e.getCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 # int # 7",
                "(1 + 2) * 3 # int # 9",
                "7 / 2 - -7 / 2 # int # 6",
                "-7 % 3 # int # -1",
                "1 << 4 | 1 # int # 17",
                "1 ? 2 : 3 # int # 2",
                "0 || 2 && 3 # int # 1",
                "-1 < 1u # int # 0",
                "-1 < 1 # int # 1",
                "0xffffffff # unsigned int # 0xffffffff",
                "4294967295 # long # 4294967295",
                "2147483647 + 1 # int # -2147483648",
                "1ul - 2 # unsigned long # 0xffffffffffffffff",
                "(unsigned char)300 # unsigned char # 44",
                "300 as u8 # u8 # 44",
                "-1 as u16,x # u16 # 0xffff",
                "(char)65 # char # 65 'A'",
                "'a' + 1 # int # 98",
                "017 # int # 15",
                "0o17 + 0b1_01 + 1_000 # int # 1020",
                "1.5 + 2 # double # 3.5",
                "1.5f * 2 # float # 3.0",
                "~0 # int # -1",
                "!3 # int # 0",
                "sizeof(long) # unsigned long # 8",
                "sizeof(FrameAllocator) # unsigned long # 24",
                "sizeof tree.leaves # unsigned long # 8",
                "startAddr >> 12 # usize # 0x8022b",
                "startAddr,d # usize # 2149756928",
                "/t 5 # int # 0b101",
                "255,o # int # 0o377",
                "frameAllocator.allocator.alloc == alloc # int # 1",
                "frameAllocator.allocator.alloc == &dealloc # int # 0",
                "segtree.c::tree.leaves # usize # 32768",
                "'kernel/segtree.c'::tree.leaves # usize # 32768",
                "(&frameAllocator)->startPpn # usize # 0x8022b",
                "((FrameAllocator *)&frameAllocator)->startPpn # usize # 0x8022b",
                "*&startAddr == startAddr # int # 1",
                "&comb[3] - &comb[1] # long # 2",
                "(unsigned long)(&comb[0] + 2) - (unsigned long)comb # long unsigned int # 16",
                "$priv # privilege # S",
                "$priv == S # int # 1",
                "$satp.mode # MODE # Bare",
                "$satp.mode == Sv39 # int # 0",
                "$mstatus.spp == U # int # 1",
                "$a0 == startAddr # int # 1",
                "$x10 == $a0 # int # 1",
                "*(unsigned *)phys(0x80200000) == *(unsigned *)0x80200000 # int # 1",
                "(long)NULL # long # 0",
                "7u & RUNNING # unsigned int # 2",
                "RUNNING | READY # unsigned int # 3",
                "1 == READY # int # 1",
                "2 == READY # int # 0",
                "sizeof(EXITED) # unsigned long # 4",
            })
    void hasTheTypeAndTheValueThatCGivesIt(String expression, String type, String text) {
        ValueNode node = evaluate(expression);
        assertEquals(text, node.text());
        assertEquals(type, node.typeName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "stratAddr # 0 # no variable 'stratAddr'; did you mean 'startAddr'?",
                "1 + a0 # 4 # no variable 'a0'; the register is '$a0'",
                "$a8 # 0 # no register '$a8'; did you mean '$a0'?",
                "1 + # 3 # the expression is not complete",
                "1 + ) # 4 # did not expect ')' here",
                "(1 # 2 # expected ')' before the end",
                "frameAllocator.startPpm # 15 # no field 'startPpm' in a value of type"
                        + " FrameAllocator; did you mean 'startPpn'?",
                "startAddr.x # 10 # a value of type usize has no fields",
                "10 / (1 - 1) # 3 # division by zero",
                "&1 # 0 # the value is not in memory, so it has no address",
                "&$a0 # 0 # the value is in register a0, which has no address",
                "(struct nothing *)0 # 1 # no type 'struct nothing'",
                "1 = 2 # 2 # the value is in no place of the machine, so it cannot be changed",
                "'ab' # 0 # single quotes hold one character; a string has double quotes",
                "0xzz # 0 # 0xzz is no number",
                "startAddr,q # 10 # 'q' is no format; there are x (hexadecimal), d, u, o, t"
                        + " (binary), c and s",
                "1 << 64 # 2 # a shift by 64 of a value of 32 bits",
                "$zero = 1 # 6 # x0 is always zero",
                "$priv = 0 # 6 # the privilege mode cannot be changed",
                "*0x80200000 # 0 # a value of type unsigned int is no pointer; cast it to a"
                        + " pointer, such as (long *)x or x as *const u64",
            })
    void saysWhatIsWrongAndWhere(String expression, int position, String message) {
        ExpressionException e = problem(expression);
        assertEquals(message, e.getMessage());
        assertEquals(position, e.position(), e.getMessage());
    }

    @Test
    void callsNoFunctionsOfTheGuest() {
        for (String call : List.of("alloc()", "dealloc(3)", "dealloc(1, 2)")) {
            assertTrue(problem(call).getMessage().startsWith("functions of the guest are not"));
        }
    }

    @Test
    void slicesAndRepeatsAreArrays() {
        assertEquals("usize [3]", evaluate("comb[0..3]").typeName());
        assertEquals("usize [4]", evaluate("comb[0..=3]").typeName());
        assertEquals("usize [382]", evaluate("comb[2..]").typeName());
        assertEquals("{0, 0, 0}", evaluate("comb[0]@3").text());
        assertEquals("unsigned char [4]", evaluate("phys(0x80200000)[0..4]").typeName());
        assertEquals(
                "the slice needs an end, because a pointer has no length",
                problem("(&comb[0])[1..]").getMessage());
    }

    @Test
    void whatIsNotMappedSaysWhere() {
        ValueNode node = evaluate("*(long *)16");
        assertEquals("<not mapped: 0x10>", node.text());
        assertEquals(false, node.available());
        assertEquals("not mapped: 0x10", problem("*(long *)16 + 1").getMessage());
        assertEquals("<no memory at physical 0x10>", evaluate("*(long *)phys(16)").text());
    }

    @Test
    void offersWhatCanBeTyped() {
        assertEquals("startAddr", completions("star").get(0));
        assertTrue(completions("star").contains("startTicking"));
        assertEquals(List.of("startPpn"), completions("1 + frameAllocator.st"));
        assertEquals(List.of("alloc", "dealloc"), completions("(&frameAllocator)->allocator."));
        assertEquals(List.of("$satp"), completions("$sat"));
        assertEquals(List.of("PPN", "ASID", "MODE"), completions("$satp."));
        assertEquals(List.of("frameAllocator"), completions("frameA"));
    }

    private static List<String> completions(String text) {
        return values().complete(FrameId.innermost(0), text, text.length()).join().stream()
                .map(Completion::text)
                .toList();
    }

    @Test
    void lookingChangesNothing() {
        long before = stateHash();
        for (int level = 0; level < driver.backtrace().size(); level++) {
            FrameId frame = new FrameId(0, level);
            for (ValueNode node : values().variables(frame).join()) {
                values().children(node, 0, 10).join();
            }
            values().statics(frame).join();
            values().registers(frame).join();
        }
        evaluate("*(unsigned char *)0x10000000");
        evaluate("*(unsigned char *)phys(0x10000000)");
        assertEquals(before, stateHash());
    }

    private static long stateHash() {
        return driver.session().machine().inspect(machine -> machine.stateHash()).join();
    }

    @Test
    void nonsenseFailsWithAMessageAndNothingElse() {
        String[] pieces = {
            "1",
            "startAddr",
            "tree",
            ".",
            "->",
            "[",
            "]",
            "(",
            ")",
            "*",
            "&",
            "-",
            "..",
            "@",
            "as",
            "u8",
            "::",
            "$",
            "'",
            "\"",
            "?",
            ":",
            ",",
            "=",
            "sizeof",
            "phys",
            "struct",
            "<",
            ">",
            "1.5",
            "0x",
            "!",
            "long",
            "~",
            " ",
            "%",
            "/",
            "x"
        };
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]);
                text.append(random.nextInt(3) == 0 ? " " : "");
            }
            if (text.indexOf("=") >= 0 && !text.toString().contains("==")) {
                continue;
            }
            try {
                evaluate(text.toString());
            } catch (CompletionException e) {
                assertEquals(ExpressionException.class, e.getCause().getClass(), text.toString());
            }
        }
        assertTrue(problem("(".repeat(1000)).getMessage().contains("nested too deep"));
        assertTrue(problem("-".repeat(1900) + "1").getMessage().contains("nested too deep"));
        assertTrue(problem("1" + "+1".repeat(900)).getMessage().contains("too many parts"));
        assertTrue(problem("tree" + ".x".repeat(900)).getMessage().contains("too many parts"));
        assertEquals("101", evaluate("1" + "+1".repeat(100)).text());
    }
}
