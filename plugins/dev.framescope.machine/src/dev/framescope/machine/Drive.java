package dev.framescope.machine;

import java.nio.file.Path;
import java.util.Objects;

/** A disk that the guest finds in a virtio slot, and where its content comes from. */
public sealed interface Drive {
    /** What becomes of the guest's writes to a file. */
    enum Mode {
        /** They go to the file. */
        READ_WRITE,
        /** The guest is told that it cannot write. */
        READ_ONLY,
        /** They are kept in memory and gone with the machine; the file stays as it is. */
        COPY_ON_WRITE
    }

    /** For messages, and what the guest reads as the disk's serial number (20 bytes of it). */
    String name();

    /**
     * A disk image in a file of the host.
     *
     * @param path the file; it is opened when the machine is created
     * @param mode what becomes of writes
     */
    record OfFile(Path path, Mode mode) implements Drive {
        public OfFile {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(mode, "mode");
        }

        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }
    }

    /**
     * A disk that is in memory and gone with the machine.
     *
     * @param name for messages
     * @param content what it has at power-on; must not be changed afterwards
     * @param readOnly whether the guest is told that it cannot write
     */
    record InMemory(String name, byte[] content, boolean readOnly) implements Drive {
        public InMemory {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(content, "content");
        }
    }
}
