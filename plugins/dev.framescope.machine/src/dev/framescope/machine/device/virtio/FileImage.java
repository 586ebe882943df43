package dev.framescope.machine.device.virtio;

import dev.framescope.machine.Drive;
import dev.framescope.machine.MachineException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** A disk image in a file of the host. */
final class FileImage implements DiskImage {
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final boolean readOnly;

    /** How often it was written to: what went to the file does not come back. */
    private long writes;

    private FileImage(Path path, FileChannel channel, long size, boolean readOnly) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.readOnly = readOnly;
    }

    /**
     * @throws MachineException if the file cannot be used; the message names it and says why
     */
    static FileImage open(Path path, Drive.Mode mode) throws MachineException {
        boolean writing = mode == Drive.Mode.READ_WRITE;
        check(path, writing);
        Set<StandardOpenOption> options =
                writing
                        ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
                        : Set.of(StandardOpenOption.READ);
        try {
            FileChannel channel = FileChannel.open(path, options);
            try {
                if (writing) {
                    lock(path, channel);
                }
                return new FileImage(path, channel, sizeOf(path, channel), !writing);
            } catch (IOException | MachineException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new MachineException("drive %s cannot be opened: %s".formatted(path, e), e);
        }
    }

    private static void check(Path path, boolean writing) throws MachineException {
        if (!Files.exists(path)) {
            throw new MachineException("drive %s: there is no such file".formatted(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new MachineException("drive %s: not a file".formatted(path));
        }
        if (!Files.isReadable(path)) {
            throw new MachineException("drive %s: you may not read this file".formatted(path));
        }
        if (writing && !Files.isWritable(path)) {
            throw new MachineException(
                    ("drive %s: you may not write to this file; attach it read-only, or as a"
                                    + " copy-on-write drive")
                            .formatted(path));
        }
    }

    /** Two machines that write to one file would destroy it. */
    private static void lock(Path path, FileChannel channel) throws IOException, MachineException {
        boolean locked;
        try {
            locked = channel.tryLock() != null; // it is released when the channel is closed
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new MachineException(
                    ("drive %s: another machine writes to this file; attach it as a copy-on-write"
                                    + " drive")
                            .formatted(path));
        }
    }

    private static long sizeOf(Path path, FileChannel channel)
            throws IOException, MachineException {
        long size = channel.size();
        if (size == 0) {
            throw new MachineException("drive %s: the file is empty".formatted(path));
        }
        return size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void read(long offset, byte[] destination, int at, int length) throws IOException {
        int done = 0;
        while (done < length) {
            ByteBuffer buffer = ByteBuffer.wrap(destination, at + done, length - done);
            int count = channel.read(buffer, offset + done);
            if (count < 0) {
                Arrays.fill(destination, at + done, at + length, (byte) 0);
                return;
            }
            done += count;
        }
    }

    @Override
    public void write(long offset, byte[] source, int at, int length) throws IOException {
        writes++;
        ByteBuffer buffer = ByteBuffer.wrap(source, at, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, offset + buffer.position() - at);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!readOnly) {
            channel.force(false);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(writes);
    }

    @Override
    public void load(DataInput in) throws IOException {
        long then = in.readLong();
        if (then != writes) {
            throw new IOException(
                    ("drive %s has been written to since the snapshot, and a file does not go"
                                    + " back; use a copy-on-write drive")
                            .formatted(path));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
