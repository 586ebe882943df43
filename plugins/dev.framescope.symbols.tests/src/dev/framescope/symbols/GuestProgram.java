package dev.framescope.symbols;

import dev.framescope.testing.Tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program built with the cross compiler, and what binutils and GDB say about it.
 *
 * @param elf the linked program
 */
record GuestProgram(Path elf) {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final String MARK = "@@@@";

    private static final Pattern BREAKPOINT = Pattern.compile("Breakpoint \\d+ at 0x([0-9a-f]+)");

    /** Compiles and links sources of C or assembly, freestanding, at 0x80200000. */
    static GuestProgram build(Path directory, String options, Path... sources) {
        Path elf = directory.resolve("program.elf");
        List<String> command = new ArrayList<>();
        command.add("riscv64-unknown-elf-gcc");
        command.addAll(List.of("-march=rv64imac_zicsr", "-mabi=lp64", "-mcmodel=medany"));
        command.addAll(List.of("-ffreestanding", "-nostdlib", "-static"));
        command.addAll(List.of("-Wl,--build-id=none", "-Wl,--no-warn-rwx-segments"));
        command.addAll(List.of(options.split(" ")));
        Arrays.stream(sources).map(Path::toString).forEach(command::add);
        command.addAll(List.of("-o", elf.toString()));
        Tool.run(directory, TIMEOUT, command).orFail();
        return new GuestProgram(elf);
    }

    /** Compiles one source file of that text, linked at 0x80200000. */
    static GuestProgram ofText(Path directory, String options, String name, String text)
            throws IOException {
        Path source = Files.writeString(directory.resolve(name), text);
        return build(directory, options + " -Wl,-Ttext=0x80200000", source);
    }

    /** What a tool says, run beside the program; fails the test if the tool fails. */
    String run(String... command) {
        return Tool.run(elf.getParent(), TIMEOUT, List.of(command)).orFail();
    }

    SymbolFile symbols() throws IOException, SymbolException {
        return SymbolFile.open(elf);
    }

    /**
     * Where GDB puts a breakpoint on each function or line; what it finds no place for is absent.
     */
    Map<String, Long> gdbBreakpoints(List<String> places) {
        List<String> command = new ArrayList<>(List.of("gdb-multiarch", "-nx", "-batch"));
        for (String place : places) {
            command.addAll(List.of("-ex", "echo \\n" + MARK, "-ex", "break " + place));
        }
        command.add(elf.toString());
        String[] answers = Tool.run(elf.getParent(), TIMEOUT, command).output().split(MARK);
        Map<String, Long> addresses = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Matcher matcher = BREAKPOINT.matcher(answers[i + 1]);
            if (matcher.find()) {
                addresses.put(places.get(i), Long.parseUnsignedLong(matcher.group(1), 16));
            }
        }
        return addresses;
    }

    /** The place of each address as addr2line prints it, without its remarks in parentheses. */
    List<String> addr2line(List<Long> addresses) {
        List<String> command = new ArrayList<>(List.of("riscv64-unknown-elf-addr2line", "-e"));
        command.add(elf.toString());
        addresses.stream().map(Long::toHexString).forEach(command::add);
        String output = Tool.run(elf.getParent(), TIMEOUT, command).orFail();
        return output.lines().map(line -> line.replaceAll(" \\(.*", "")).toList();
    }
}
