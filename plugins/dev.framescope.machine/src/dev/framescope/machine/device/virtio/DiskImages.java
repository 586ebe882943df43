package dev.framescope.machine.device.virtio;

import dev.framescope.machine.Drive;
import dev.framescope.machine.MachineException;

/** Opens the content of drives. */
public final class DiskImages {
    private DiskImages() {}

    /**
     * Opens what a drive describes; close it when done.
     *
     * @throws MachineException if its file cannot be used; the message names it and says why
     */
    public static DiskImage open(Drive drive) throws MachineException {
        return switch (drive) {
            case Drive.OfFile file -> openFile(file);
            case Drive.InMemory memory -> inMemory(memory);
        };
    }

    private static DiskImage openFile(Drive.OfFile file) throws MachineException {
        FileImage image = FileImage.open(file.path(), file.mode());
        return file.mode() == Drive.Mode.COPY_ON_WRITE ? new CopyOnWriteImage(image) : image;
    }

    private static DiskImage inMemory(Drive.InMemory memory) throws MachineException {
        if (memory.content().length == 0) {
            throw new MachineException("drive %s: it is empty".formatted(memory.name()));
        }
        DiskImage image = new ByteImage(memory.content());
        return memory.readOnly() ? image : new CopyOnWriteImage(image);
    }
}
