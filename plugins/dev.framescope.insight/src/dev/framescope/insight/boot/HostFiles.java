package dev.framescope.insight.boot;

import dev.framescope.machine.MachineException;
import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files that a user names, with messages for people when that fails. */
final class HostFiles {
    /** Reads one file. */
    @FunctionalInterface
    interface Reader<T> {
        T read() throws IOException, SymbolException;
    }

    private HostFiles() {}

    /**
     * Reads the whole file.
     *
     * @param what it is, for the message: {@code the device tree}
     * @param maxBytes how large it may be
     */
    static byte[] read(Path path, String what, long maxBytes)
            throws MachineException, SymbolException {
        return read(
                path,
                () -> {
                    long size = Files.size(path);
                    if (size > maxBytes) {
                        throw new IOException(
                                "%s of %d bytes is too large: there is room for %d"
                                        .formatted(what, size, maxBytes));
                    }
                    return Files.readAllBytes(path);
                });
    }

    /** Has the file read, and says what the matter is if it cannot be. */
    static <T> T read(Path path, Reader<T> reader) throws MachineException, SymbolException {
        if (Files.isDirectory(path)) {
            throw new MachineException(path + ": a folder; name a file in it");
        }
        try {
            return reader.read();
        } catch (NoSuchFileException e) {
            throw new MachineException(path + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new MachineException(path + ": not readable for you; check its permissions", e);
        } catch (IOException e) {
            throw new MachineException(path + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new MachineException(
                    path + ": too large for Java's memory; give Java more (-Xmx)", e);
        }
    }
}
