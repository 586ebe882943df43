package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.dwarf.SourcePath;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions and inlined functions at addresses, compared with what addr2line says. */
class InlinedFramesTest {

    /** Every instruction of a small kernel, some of a large one. */
    private static final int ADDRESSES = 6_000;

    @TempDir Path directory;

    @Test
    void framesOfTheSampleKernelAreThoseOfAddr2line() throws IOException, SymbolException {
        assertFramesAgree(Samples.framesCElf());
    }

    @Test
    void framesOfTheOptimisedSampleKernelAreThoseOfAddr2line() throws IOException, SymbolException {
        assertFramesAgree(Samples.framesCBuilt(directory, "-O2"));
    }

    @Test
    void framesOfTheRustKernelAreThoseOfAddr2line() throws IOException, SymbolException {
        assertFramesAgree(Samples.framesRustDebugElf());
    }

    @Test
    void framesOfTheOptimisedRustKernelAreThoseOfAddr2line() throws IOException, SymbolException {
        assertFramesAgree(Samples.framesRustReleaseElf());
    }

    private void assertFramesAgree(Path elf) throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(elf);
        List<Long> addresses = codeOf(symbols);
        List<List<String>> expected = addr2line(elf, addresses);
        assertEquals(addresses.size(), expected.size());
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < addresses.size(); i++) {
            List<String> ours = frames(symbols, addresses.get(i));
            boolean named = ours.size() > 1 || !expected.get(i).get(0).startsWith("?? ");
            compared += named ? ours.size() : 0;
            if (!ours.isEmpty() && !agree(ours, expected.get(i))) {
                wrong.add(
                        String.format("%x: %s is not %s", addresses.get(i), ours, expected.get(i)));
            }
        }
        assertTrue(compared > addresses.size() / 2, "only " + compared + " frames");
        assertEquals(
                List.of(), wrong.subList(0, Math.min(5, wrong.size())), wrong.size() + " in all");
    }

    /** For a few addresses addr2line knows the line, but not the function. */
    private static boolean agree(List<String> ours, List<String> expected) {
        List<String> known = new ArrayList<>(ours);
        for (int i = 0; i < Math.min(ours.size(), expected.size()); i++) {
            if (expected.get(i).startsWith("?? ")) {
                known.set(i, ours.get(i).replaceFirst("\\S+", "??"));
            }
        }
        return known.equals(expected);
    }

    private static List<Long> codeOf(SymbolFile symbols) {
        List<Long> addresses = new ArrayList<>();
        for (ElfSection section : symbols.elf().sections()) {
            for (long at = 0; section.executable() && at < section.size(); at += 2) {
                addresses.add(section.address() + at);
            }
        }
        int step = Math.max(1, addresses.size() / ADDRESSES);
        List<Long> some = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i += step) {
            some.add(addresses.get(i));
        }
        return some;
    }

    /** Name and line of each function at an address, the innermost first. */
    private static List<String> frames(SymbolFile symbols, long address) {
        List<String> frames = new ArrayList<>();
        Optional<SourceLine> line = symbols.lineAt(address);
        for (CodeScope scope : symbols.scopesAt(address)) {
            frames.add(scope.function().linkageName() + " " + text(line));
            line = scope.callSite();
        }
        return frames;
    }

    private static String text(Optional<SourceLine> line) {
        return line.map(place -> place.fileName() + ":" + place.line()).orElse("?");
    }

    private static List<List<String>> addr2line(Path elf, List<Long> addresses) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("riscv64-unknown-elf-addr2line", "-a", "-f", "-i", "-e"));
        command.add(elf.toString());
        addresses.stream().map(Long::toHexString).forEach(command::add);
        List<List<String>> frames = new ArrayList<>();
        String name = null;
        String output = new GuestProgram(elf).run(command.toArray(String[]::new));
        for (String line : output.lines().toList()) {
            if (line.startsWith("0x")) {
                frames.add(new ArrayList<>());
                name = null;
            } else if (name == null) {
                name = line;
            } else {
                frames.getLast().add(name + " " + place(line));
                name = null;
            }
        }
        return frames;
    }

    private static String place(String printed) {
        String place = SourcePath.normalise(printed.replaceAll(" \\(.*", ""));
        String file = place.substring(place.lastIndexOf('/') + 1);
        return file.endsWith(":?") || file.endsWith(":0") ? "?" : file;
    }
}
