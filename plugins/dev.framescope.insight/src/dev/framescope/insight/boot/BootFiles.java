package dev.framescope.insight.boot;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A kernel and what it is given.
 *
 * @param kernel an ELF file, an Image of Linux or contents of memory; compressed with gzip or not
 * @param symbols the ELF file with the kernel's symbols, if that is another file
 * @param initialRamDisk placed behind the kernel
 * @param deviceTree a flattened device tree in place of the board's own
 * @param arguments the kernel's command line; empty for none
 */
public record BootFiles(
        Path kernel,
        Optional<Path> symbols,
        Optional<Path> initialRamDisk,
        Optional<Path> deviceTree,
        String arguments) {
    public BootFiles {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(symbols, "symbols");
        Objects.requireNonNull(initialRamDisk, "initialRamDisk");
        Objects.requireNonNull(deviceTree, "deviceTree");
        Objects.requireNonNull(arguments, "arguments");
    }

    /** A kernel that is given nothing. */
    public static BootFiles of(Path kernel) {
        return new BootFiles(kernel, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    public BootFiles withSymbols(Optional<Path> file) {
        return new BootFiles(kernel, file, initialRamDisk, deviceTree, arguments);
    }

    public BootFiles withInitialRamDisk(Optional<Path> file) {
        return new BootFiles(kernel, symbols, file, deviceTree, arguments);
    }

    public BootFiles withDeviceTree(Optional<Path> file) {
        return new BootFiles(kernel, symbols, initialRamDisk, file, arguments);
    }

    public BootFiles withArguments(String commandLine) {
        return new BootFiles(kernel, symbols, initialRamDisk, deviceTree, commandLine);
    }
}
