package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.io.EOFException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A file that is read a page at a time, of which a few are kept.
 *
 * <p>The file is not mapped, so that it can be rebuilt while it is in use. One that was replaced
 * under its name, or deleted, is read on as it was; one that was written to in place is not read
 * any more, as old and new bytes would be mixed. The file is closed when nobody refers to this any
 * more.
 */
final class PagedFile implements ByteSource {

    static final int PAGE_SIZE = 1 << 15;

    /** Readers of several sections go along at the same time; 4 MiB in all. */
    private static final int SLOTS = 128;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Path path;
    private final Identity identity;
    private final Handle handle;

    /** A page may be in one slot only, which it shares with others. */
    private final AtomicReferenceArray<Page> slots = new AtomicReferenceArray<>(SLOTS);

    /** By what a file is recognised; the key is null where the file system has none. */
    private record Identity(Object key, long size, FileTime modified) {

        static Identity of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Identity(
                    attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
        }
    }

    /** The open file; does not refer to its {@link PagedFile}, which is to be collected. */
    private static final class Handle implements Runnable {

        private FileChannel channel;

        Handle(Path path) throws IOException {
            channel = open(path);
        }

        private static FileChannel open(Path path) throws IOException {
            return FileChannel.open(path, StandardOpenOption.READ);
        }

        synchronized FileChannel get() {
            return channel;
        }

        /** Opens the file again after the interruption of a thread has closed it for all. */
        synchronized void reopen(Path path) throws IOException {
            if (!channel.isOpen()) {
                channel = open(path);
            }
        }

        @Override
        public synchronized void run() {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(PagedFile.class.getName())
                        .log(System.Logger.Level.WARNING, "a symbol file cannot be closed", e);
            }
        }
    }

    private PagedFile(Path path) throws IOException {
        this.path = path;
        handle = new Handle(path);
        identity = Identity.of(path);
        CLEANER.register(this, handle);
    }

    /**
     * Opens a file for reading.
     *
     * @throws IOException if it cannot be opened
     */
    static PagedFile open(Path path) throws IOException {
        return new PagedFile(path);
    }

    @Override
    public long size() {
        return identity.size;
    }

    @Override
    public boolean isFile() {
        return true;
    }

    @Override
    public Page page(long offset) throws SymbolException {
        long number = offset / PAGE_SIZE;
        int slot = (int) (number % SLOTS);
        Page page = slots.get(slot);
        if (page == null || page.start() != number * PAGE_SIZE) {
            page = read(number * PAGE_SIZE);
            slots.set(slot, page);
        }
        return page;
    }

    private Page read(long start) throws SymbolException {
        byte[] bytes = new byte[(int) Math.min(PAGE_SIZE, identity.size - start)];
        boolean interrupted = false;
        try {
            while (!readFully(bytes, start)) {
                interrupted |= Thread.interrupted();
                handle.reopen(path);
                if (!identity.equals(Identity.of(path))) {
                    throw changed();
                }
            }
            if (isWrittenTo()) {
                throw changed();
            }
        } catch (EOFException e) {
            throw changed();
        } catch (IOException e) {
            throw new SymbolException(path + " cannot be read any more: " + e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return new Page(start, bytes);
    }

    /** Fills the array; false if the file turns out to be closed, by an interruption. */
    private boolean readFully(byte[] bytes, long start) throws IOException {
        FileChannel channel = handle.get();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, start + buffer.position()) < 0) {
                    throw new EOFException();
                }
            }
            return true;
        } catch (ClosedChannelException e) {
            return false;
        }
    }

    private SymbolException changed() {
        return new SymbolException(
                path
                        + " has been changed while it was in use, and is not read any more; start"
                        + " the session again to use the new file");
    }

    /** Whether the file that is open has been written to; not whether its name was given away. */
    private boolean isWrittenTo() throws IOException {
        try {
            Identity now = Identity.of(path);
            return Objects.equals(now.key, identity.key) && !now.equals(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Whether another file, or none, is there under the name now, or other content. */
    boolean isOutdated() {
        try {
            return !identity.equals(Identity.of(path));
        } catch (IOException e) {
            return true; // it is not there, or not to be read
        }
    }
}
