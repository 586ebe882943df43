package dev.framescope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds small guests, whose source is in the test, with Debian's riscv64-unknown-elf-gcc. */
public final class CrossCompiler {
    private static final List<String> COMMAND =
            List.of(
                    "riscv64-unknown-elf-gcc",
                    "-g",
                    "-O0",
                    "-march=rv64imac_zicsr",
                    "-mabi=lp64",
                    "-mcmodel=medany",
                    "-ffreestanding",
                    "-fno-omit-frame-pointer",
                    "-nostdlib",
                    "-no-pie",
                    "-Wl,--build-id=none",
                    "-Wl,--no-warn-rwx-segments");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private CrossCompiler() {}

    /**
     * Builds an ELF file in a folder, beside its sources.
     *
     * @param sources file names with their text, C and assembly; the first one's code comes first
     * @param flags for the compiler, such as {@code -Wl,-Ttext=0x80200000} or {@code -T script.ld}
     * @return the file {@code guest.elf}
     */
    public static Path build(Path folder, Map<String, String> sources, String... flags) {
        try {
            List<String> command = new ArrayList<>(COMMAND);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Files.writeString(folder.resolve(source.getKey()), source.getValue());
                if (!source.getKey().endsWith(".ld") && !source.getKey().endsWith(".h")) {
                    command.add(source.getKey());
                }
            }
            command.addAll(List.of(flags));
            command.addAll(List.of("-o", "guest.elf"));
            Tool.run(folder, TIMEOUT, command).orFail();
            return folder.resolve("guest.elf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #build(Path, Map, String...)}, one assembly file linked at an address. */
    public static Path assemble(Path folder, long address, String source) {
        return build(
                folder,
                Map.of("guest.S", source),
                "-Wl,-n", // no ELF headers in the first segment
                "-Wl,-Ttext=0x" + Long.toHexString(address),
                "-Wl,-e,_start");
    }
}
