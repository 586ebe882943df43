package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.Machine;

/**
 * Observes a kernel's frame allocator from outside, through code points at its functions and at the
 * places they return to. Costs nothing while the allocator does not run. Writes on the machine
 * thread; {@link #snapshot} and {@link #close} may be called from any thread.
 */
public final class AllocationLedger implements AutoCloseable {
    private AllocationLedger() {}

    /**
     * Starts to observe.
     *
     * @throws IllegalArgumentException if the kernel has no function of one of the names; the
     *     message says which
     */
    public static AllocationLedger attach(
            Machine machine, KernelImage kernel, AllocatorFunctions functions) {
        throw new UnsupportedOperationException();
    }

    /** What is known now; cheap. */
    public LedgerSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /** Stops to observe; what is known stays. */
    @Override
    public void close() {}
}
