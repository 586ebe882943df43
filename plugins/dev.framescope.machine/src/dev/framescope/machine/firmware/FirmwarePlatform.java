package dev.framescope.machine.firmware;

import dev.framescope.machine.device.PowerSwitch;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.memory.BusMaster;

import java.util.List;

/** What the board gives its firmware to work with. */
public interface FirmwarePlatform {
    /** In the order of their numbers. */
    List<Hart> harts();

    /** The memory, as the firmware accesses it for the hart that calls. */
    BusMaster memory();

    PowerSwitch power();

    /** Sends a byte over the serial line. */
    void consoleSend(int value);

    /**
     * Prints a byte as firmware prints text: a line feed goes out behind a carriage return, which
     * terminals need. So does OpenSBI with what kernels print through it.
     */
    default void consoleWrite(int value) {
        if (value == '\n') {
            consoleSend('\r');
        }
        consoleSend(value);
    }

    /** Takes a received byte, 0 to 255; -1 if there is none. */
    int consoleRead();

    /** Whether S-mode may use all these bytes of physical memory. */
    boolean isSupervisorMemory(long paddr, long bytes);

    /** {@code mtime}, in ticks. */
    long mtime();

    /** A hart was reset: drive the interrupt lines of the devices to it again. */
    void driveInterruptLines();

    /** A timer was set, or a hart has changed its state: look again at what runs next. */
    void scheduleChanged();
}
