package dev.framescope.machine;

import java.util.Objects;
import java.util.Optional;

/**
 * What a kernel is given beside its own image. The machine does not modify the arrays, and nobody
 * else may.
 *
 * @param arguments the kernel's command line, {@code bootargs} in the device tree; empty for none
 * @param initialRamDisk placed behind the kernel and told of in the device tree
 * @param deviceTree a flattened device tree to be used in place of the board's own; command line
 *     and initial RAM disk are still added to it
 */
public record BootParameters(
        String arguments, Optional<byte[]> initialRamDisk, Optional<byte[]> deviceTree) {
    /** Nothing. */
    public static final BootParameters NONE =
            new BootParameters("", Optional.empty(), Optional.empty());

    public BootParameters {
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(initialRamDisk, "initialRamDisk");
        Objects.requireNonNull(deviceTree, "deviceTree");
    }

    public BootParameters withArguments(String newArguments) {
        return new BootParameters(newArguments, initialRamDisk, deviceTree);
    }

    public BootParameters withInitialRamDisk(byte[] content) {
        return new BootParameters(arguments, Optional.of(content), deviceTree);
    }

    public BootParameters withDeviceTree(byte[] blob) {
        return new BootParameters(arguments, initialRamDisk, Optional.of(blob));
    }
}
