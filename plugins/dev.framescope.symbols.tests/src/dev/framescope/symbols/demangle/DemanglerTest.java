package dev.framescope.symbols.demangle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Names as c++filt gives them, and what it does not know. */
class DemanglerTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final long SEED = 20261120;

    /** Names that compilers gave to the functions of programs written for this. */
    private static List<String> corpus() throws IOException {
        try (InputStream in = DemanglerTest.class.getResourceAsStream("corpus.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void namesOfCompilersAreThoseOfCxxfilt() throws IOException {
        List<String> names = corpus();
        List<String> command = new ArrayList<>(List.of("riscv64-unknown-elf-c++filt", "-i"));
        command.addAll(names);
        List<String> expected = Tool.run(Path.of("."), TIMEOUT, command).orFail().lines().toList();
        assertTrue(names.size() > 250 && names.size() == expected.size());
        for (int i = 0; i < names.size(); i++) {
            assertEquals(expected.get(i), Demangler.readable(names.get(i)), names.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "_RINvC1k4modeKVNtNtB2_4Mode4Sv39UE | k::mode::<{k::Mode::Sv39}>",
                "_RINvC1k4modeKVNtNtB2_4Mode4Sv48S6levelsh4_EE"
                        + " | k::mode::<{k::Mode::Sv48 { levels: 4 }}>",
                "_RINvC1k4modeKVNtNtB2_4Mode5OtherTsn3_b1_EE"
                        + " | k::mode::<{k::Mode::Other(-3, true)}>",
                "_RINvC1k5namedKRe706167652022c3a9220a_E | k::named::<\"page \\\"é\\\"\\n\">",
                "_RINvC1k4flagKc27_E | k::flag::<'\\''>",
                "_RNvC1ku9zhler_gra | k::zähler",
                "_ZN1k6memory13gr$uf6$$udf$e17h35fab5c6d16231deE | k::memory::größe",
                "_ZN58_$LT$k..Bitmap$u20$as$u20$k..Allocator$LT$k..Frame$GT$$GT$5alloc"
                        + "17h35fab5c6d16231deE.llvm.123"
                        + " | <k::Bitmap as k::Allocator<k::Frame>>::alloc",
                "_ZGR1a_ | reference temporary #0 for a"
            })
    void whatCxxfiltDoesNotKnowIsReadable(String name, String expected) {
        assertEquals(expected, Demangler.readable(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "_Z",
                "_R",
                "_ZN",
                "_ZN2",
                "_ZN2os",
                "_ZN9osE",
                "_ZNosE",
                "_ZZ",
                "_RN",
                "_ZN99999999999E",
                "_RB_",
                "_RINvC1aE",
                "_Z1fS_",
                "_Z1fT_",
                "_Z1fIXE",
                "_RNvC1a1bx",
                "_R0NvC1a1b",
                "_ZN3FooC9E",
                "_Z1f_junk",
                "memory_ZN1aE",
                "_RNvC1au3a_9"
            })
    void namesThatAreNotMangledStayWhatTheyAre(String name) {
        assertEquals(Optional.empty(), Demangler.demangle(name));
        assertEquals(name, Demangler.readable(name));
    }

    @Test
    void componentThatOnlyLooksLikeAHashIsKept() {
        assertEquals("os::heap", Demangler.readable("_ZN2os4heapE"));
        assertEquals("os::hxyzxyzxyzxyzxyzx", Demangler.readable("_ZN2os17hxyzxyzxyzxyzxyzxE"));
    }

    @Test
    void mutatedNamesEndInTimeAndInBounds() throws IOException {
        List<String> names = corpus();
        Random random = new Random(SEED);
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    for (int round = 0; round < 20_000; round++) {
                        StringBuilder name =
                                new StringBuilder(names.get(random.nextInt(names.size())));
                        String other = names.get(random.nextInt(names.size()));
                        for (int i = random.nextInt(4); i >= 0; i--) {
                            mutate(name, other, random);
                        }
                        String readable = Demangler.readable(name.toString());
                        assertTrue(readable.length() <= 1 << 17, name.toString());
                        NamePath.of(readable);
                    }
                });
    }

    private static void mutate(StringBuilder name, String other, Random random) {
        int at = 2 + random.nextInt(Math.max(1, name.length() - 2));
        switch (random.nextInt(4)) {
            case 0 -> name.setLength(Math.min(at, name.length()));
            case 1 -> name.insert(Math.min(at, name.length()), other, 0, other.length() / 2);
            case 2 -> name.replace(at, Math.min(at + 1, name.length()), randomCharacter(random));
            default -> name.delete(at, Math.min(at + 2, name.length()));
        }
    }

    private static String randomCharacter(Random random) {
        String alphabet = "_0123456789ABCDEFIJKLMNOPRSTXZabcdefgilmnoprstuvwxyz$.";
        return String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
    }

    @Test
    void namesThatStandForEndlessTextAreLeftAsTheyAre() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    // Each argument is a pair of the one before.
                    StringBuilder cxx = new StringBuilder("_Z1f1aIiiE");
                    StringBuilder rust = new StringBuilder("_RINvC1a1bT");
                    String[] digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
                    for (int i = 0; i < 30; i++) {
                        cxx.append("S_I").append("S").append(digits[i]).append("_S");
                        cxx.append(digits[i]).append("_E");
                    }
                    for (int i = 0; i < 30; i++) {
                        rust.append("TB9_B9_E");
                    }
                    assertEquals(cxx.toString(), Demangler.readable(cxx.toString()));
                    assertEquals(rust.toString(), Demangler.readable(rust.toString()));
                    String deep = "_Z1f" + "P".repeat(60_000) + "i";
                    assertEquals(deep, Demangler.readable(deep));
                    String deepRust = "_RINvC1a1b" + "R".repeat(60_000) + "hE";
                    assertEquals(deepRust, Demangler.readable(deepRust));
                });
    }
}
