package dev.framescope.machine.snapshot;

import dev.framescope.machine.MachineConfig;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;

/**
 * All state of a machine that a guest could ever notice, at one instant. Immutable; any thread. Of
 * the memory it has the pages that are not zero, and shares with the machine's snapshot before it
 * those that are equal, so that many snapshots cost little. Not in it: what has been typed and not
 * been taken, what has been printed, code points, and the content of drives whose writes go to a
 * file.
 */
public final class MachineSnapshot {
    private final String machine;
    private final long instructions;
    private final byte[] state;
    private final SortedMap<Long, byte[]> pages;

    /**
     * For the machine that takes it. The arguments must not be changed afterwards.
     *
     * @param machine what {@link #describe} says of its configuration
     * @param instructions retired by all harts
     * @param state all but the memory
     * @param pages pages of 4 KiB that are not zero, by their offset in the RAM
     */
    public MachineSnapshot(
            String machine, long instructions, byte[] state, SortedMap<Long, byte[]> pages) {
        this.machine = machine;
        this.instructions = instructions;
        this.state = state;
        this.pages = Collections.unmodifiableSortedMap(pages);
    }

    /** What of a configuration a snapshot and the machine it is restored to must agree in. */
    public static String describe(MachineConfig config) {
        return "%d bytes of memory, harts: %d, firmware: %s, profile: %s, drives: %d, %s virtio%s%s%s"
                .formatted(
                        config.memoryBytes(),
                        config.harts(),
                        config.firmware().name(),
                        config.profile().text(),
                        config.peripherals().drives().size(),
                        config.peripherals().virtio().name().toLowerCase(Locale.ROOT),
                        config.peripherals().console() ? ", console" : "",
                        config.peripherals().entropy() ? ", entropy" : "",
                        config.peripherals().network() ? ", network" : "");
    }

    /** The configuration of the machine it was taken of, for a person. */
    public String machine() {
        return machine;
    }

    /** Instructions that all harts had retired. */
    public long instructions() {
        return instructions;
    }

    /** All but the memory, as the machine wrote it. The array must not be changed. */
    public byte[] state() {
        return state;
    }

    /** Pages of 4 KiB by their offset in the RAM; all others are zero. Not to be changed. */
    public SortedMap<Long, byte[]> pages() {
        return pages;
    }

    /** Writes it in the format that {@link #read(InputStream, String)} reads. */
    public void write(OutputStream out) throws IOException {
        SnapshotFile.write(this, out);
    }

    /** Writes it to a file, which is replaced. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out);
        }
    }

    /**
     * Reads what {@link #write(OutputStream)} wrote.
     *
     * @param name of the source, for messages
     * @throws SnapshotException if it is no snapshot, of another version, or damaged
     */
    public static MachineSnapshot read(InputStream in, String name)
            throws IOException, SnapshotException {
        return SnapshotFile.read(in, name);
    }

    /** As {@link #read(InputStream, String)}, from a file. */
    public static MachineSnapshot read(Path file) throws IOException, SnapshotException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, file.toString());
        }
    }
}
