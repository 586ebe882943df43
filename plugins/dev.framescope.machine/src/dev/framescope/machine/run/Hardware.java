package dev.framescope.machine.run;

import dev.framescope.machine.HartState;
import dev.framescope.machine.MemoryMapEntry;
import dev.framescope.machine.PlacedBlob;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.Trap;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.memory.PhysicalMemory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The machine as run control sees it: harts that can be run, and what goes on around them. Times
 * are nanoseconds of the machine's clock. Machine thread only.
 */
public interface Hardware {
    /** Builds the machine around what run control gives it, in its state at power-on. */
    @FunctionalInterface
    interface Factory {
        Hardware build(HartClocks clocks, Consoles consoles);
    }

    /**
     * The host's ends of what the guest prints to and reads from.
     *
     * @param serial the serial line
     * @param virtio the virtio console, if the configuration has one
     */
    record Consoles(SerialConsole serial, Optional<SerialConsole> virtio) {
        /** Hands to the listeners what has been sent since the last call. */
        void flush() {
            serial.flush();
            virtio.ifPresent(SerialConsole::flush);
        }

        /** Whether something has been typed that the guest has not taken. */
        boolean hasInput() {
            return serial.hasInput() || virtio.filter(SerialConsole::hasInput).isPresent();
        }
    }

    /** The part of {@link dev.framescope.machine.hart.HartHost} that is run control's. */
    interface Hooks {
        /** As {@link dev.framescope.machine.hart.HartHost#codePoint}. */
        boolean codePoint(Hart hart, long paddr);

        /** As {@link dev.framescope.machine.hart.HartHost#trapTaken}. */
        boolean trapTaken(Hart hart, Trap trap);

        /** As {@link dev.framescope.machine.hart.HartHost#privilegeChanged}. */
        void privilegeChanged(Hart hart, PrivilegeChange change);

        /** As {@link dev.framescope.machine.hart.HartHost#satpWritten}. */
        void satpWritten(Hart hart, SatpWrite write);
    }

    /** What the guest has asked for with its power switch. */
    sealed interface PowerRequest {
        /**
         * @param code 0 for an ordinary power-off
         * @param how for a person
         */
        record Off(int code, String how) implements PowerRequest {}

        record Reboot() implements PowerRequest {}
    }

    /** In the order of their numbers. */
    List<Hart> harts();

    /** Has the harts report to the debugger. */
    void setHooks(Hooks hooks);

    PhysicalMemory memory();

    HartState state(int hart);

    /**
     * Lets a hart that waits go on, if an interrupt has come that wakes it.
     *
     * @return whether the hart can execute instructions
     */
    boolean wake(int hart);

    /** Drives the timer interrupt lines of a hart as they are at this time. */
    void updateTimers(int hart, long now);

    /**
     * The next time at which a timer of this hart goes off; {@code Long.MAX_VALUE} if none is
     * armed. A timer that has gone off by now does not count.
     */
    long nextTimer(int hart, long now);

    /** The next time at which a device has something to do; as {@link #nextTimer}. */
    long nextDeviceEvent();

    /** Lets devices do what they have to do by now. */
    void runDeviceEvents();

    /** Moves typed bytes from the consoles into their devices, as far as these have room. */
    void takeInput();

    /** The guest's request since the last call, if any. */
    Optional<PowerRequest> takePowerRequest();

    /** Loads the images again and resets devices and harts. */
    void reboot();

    /** {@code mtime} at this time, in ticks. */
    long mtimeAt(long nanos);

    List<MemoryMapEntry> memoryMap();

    List<PlacedBlob> placedBlobs();

    /** Writes the architectural state of everything but the RAM. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote; the RAM has been loaded. */
    void load(DataInput in) throws IOException;

    /** Releases what it holds of the host's, such as open files. */
    void close();
}
