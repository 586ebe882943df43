package dev.framescope.cli;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.MachineConfig;
import dev.framescope.symbols.SymbolException;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The options that say which kernel runs on which machine; shared by all commands. */
final class KernelOptions {
    @Parameters(paramLabel = "KERNEL", description = "The kernel, an ELF file for RV64.")
    private Path kernel;

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            converter = MemorySize.class,
            defaultValue = "128M",
            description = "DRAM: bytes, or a number with K, M or G (default: ${DEFAULT-VALUE}).")
    private long memoryBytes;

    @Option(
            names = "--harts",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many harts, 1 to 8 (default: ${DEFAULT-VALUE}).")
    private int harts;

    @Option(
            names = "--firmware",
            paramLabel = "builtin|none",
            defaultValue = "builtin",
            description = {
                "builtin: the machine serves SBI calls, the kernel starts in S-mode.",
                "none: the kernel starts in M-mode (default: ${DEFAULT-VALUE})."
            })
    private Firmware firmware;

    Path kernel() {
        return kernel;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    int harts() {
        return harts;
    }

    Firmware firmware() {
        return firmware;
    }

    /** The machine that the options ask for. */
    MachineConfig machineConfig(IdlePolicy idle) throws UnusableInputException {
        try {
            return new MachineConfig(
                    memoryBytes, harts, firmware, KernelImage.load(kernel).loadImage(), idle);
        } catch (IllegalArgumentException | SymbolException e) {
            throw new UnusableInputException(e.getMessage());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What to say when the kernel's file cannot be read. */
    UnusableInputException unreadable(IOException e) {
        String problem;
        if (e instanceof NoSuchFileException) {
            problem = "no such file";
        } else if (e instanceof AccessDeniedException) {
            problem = "not readable for you; check its permissions";
        } else if (Files.isDirectory(kernel)) {
            problem = "a folder; name the kernel's ELF file in it";
        } else {
            problem = String.valueOf(e.getMessage());
        }
        return new UnusableInputException(kernel + ": " + problem);
    }
}
