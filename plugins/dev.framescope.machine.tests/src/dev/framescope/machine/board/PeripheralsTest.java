package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Drive;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.Peripherals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

class PeripheralsTest {
    private static final long KERNEL = 0x80200000L;

    @TempDir private Path directory;

    private static Machine machine(Peripherals peripherals) throws MachineException {
        LoadSegment segment = new LoadSegment(KERNEL, new byte[] {0x6f, 0, 0, 0}, 4);
        LoadImage kernel = new LoadImage("kernel", KERNEL, List.of(segment));
        return VirtMachine.create(MachineConfig.of(kernel).withPeripherals(peripherals));
    }

    private static Peripherals drives(Drive... drives) {
        return Peripherals.NONE.withDrives(List.of(drives));
    }

    @Test
    void driveThatIsMissingKeepsTheMachineFromBeingMade() {
        Path missing = directory.resolve("missing.img");
        Peripherals peripherals = drives(new Drive.OfFile(missing, Drive.Mode.READ_ONLY));
        String message =
                assertThrows(MachineException.class, () -> machine(peripherals).close())
                        .getMessage();
        assertEquals("drive " + missing + ": there is no such file", message);
    }

    @Test
    void closedMachineLetsGoOfItsDrives() throws Exception {
        Path file = Files.write(directory.resolve("disk.img"), new byte[512]);
        Peripherals peripherals = drives(new Drive.OfFile(file, Drive.Mode.READ_WRITE));
        try (Machine machine = machine(peripherals)) {
            assertThrows(MachineException.class, () -> machine(peripherals).close());
            assertFalse(machine.virtioConsole().isPresent());
        }
        machine(peripherals).close();
    }

    @Test
    void boardHasEightSlots() throws MachineException {
        Drive drive = new Drive.InMemory("disk", new byte[512], false);
        Peripherals full =
                Peripherals.NONE
                        .withDrives(Collections.nCopies(5, drive))
                        .withConsole(true)
                        .withEntropy(true)
                        .withNetwork(true);
        try (Machine machine = machine(full)) {
            assertTrue(machine.virtioConsole().isPresent());
        }
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> full.withDrives(Collections.nCopies(6, drive)))
                        .getMessage();
        assertEquals("9 virtio devices: the board has slots for 8", message);
    }
}
