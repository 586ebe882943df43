package dev.framescope.gdbserver;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineException;

/** What a server gives GDB to debug. All methods may be called from any thread. */
public interface GdbTarget {
    /** To be read, and to place breakpoints in; it is run through {@link #run}. */
    Machine machine();

    /** The program in the machine. */
    KernelImage kernel();

    /** Starts and stops the machine. */
    RunControl run();

    /** What was observed of the kernel's frame allocator. */
    default LedgerSnapshot ledger() {
        return LedgerSnapshot.none();
    }

    /** A client has left: the guest goes on, unless others look at it too. */
    default void clientLeft() {
        run().resume();
    }

    /**
     * Ends the machine and builds it anew, suspended before its first instruction.
     *
     * @return the new target; this one is over
     * @throws MachineException if that cannot be done; the message says why
     */
    default GdbTarget restart() throws MachineException {
        throw new MachineException(
                "this machine cannot be restarted from GDB: restart it where it was started");
    }
}
