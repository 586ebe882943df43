package dev.framescope.debugger.stack;

import dev.framescope.testing.Tool;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Unwinds by what the code does. */
class UnwinderWithoutCallFrameInformationTest extends UnwinderContract {
    @TempDir private Path folder;

    @Override
    Path prepared(Path elf) {
        Path stripped = folder.resolve("stripped.elf");
        Tool.run(
                        folder,
                        Duration.ofMinutes(2),
                        List.of(
                                "riscv64-unknown-elf-objcopy",
                                "--remove-section=.debug_frame",
                                elf.toString(),
                                stripped.toString()))
                .orFail();
        return stripped;
    }
}
