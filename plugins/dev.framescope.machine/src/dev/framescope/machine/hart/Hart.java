package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;
import dev.framescope.machine.Trap;
import dev.framescope.machine.memory.PhysicalMemory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One RV64IMAC hart with M, S and U mode. Machine thread only.
 *
 * <p>Two counts: {@link #slots} goes up by one for every instruction that is executed, be it
 * retired or ended by an exception, and drives the machine's clock; {@link #retired} counts only
 * those that retired, as minstret does. Taking an interrupt costs no slot.
 */
public final class Hart {
    /** In reset, in M-mode at address 0; see {@link #reset}. */
    public Hart(int id, PhysicalMemory memory, HartHost host) {
        throw new UnsupportedOperationException();
    }

    public int id() {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts the hart into its reset state and points it at its first instruction. Registers but a0
     * and a1 are zero. The counts go on.
     */
    public void reset(long pc, Privilege privilege, long a0, long a1) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the CSRs as firmware leaves them for a supervisor: exceptions and interrupts delegated,
     * counters and all memory open. Call after {@link #reset}.
     */
    public void openForSupervisor() {
        throw new UnsupportedOperationException();
    }

    /** Whether an {@code ecall} from S-mode goes to {@link HartHost#supervisorCall}. */
    public void serveSupervisorCalls(boolean on) {
        throw new UnsupportedOperationException();
    }

    /**
     * Executes up to {@code budget} slots; the field comments of {@link RunEnd} say why it ends.
     */
    public RunEnd run(long budget) {
        throw new UnsupportedOperationException();
    }

    /** Ends {@link #run} after the current instruction. */
    public void requestExit() {
        throw new UnsupportedOperationException();
    }

    /** Instructions retired since the machine was built. */
    public long retired() {
        throw new UnsupportedOperationException();
    }

    /**
     * Instruction slots used since the machine was built: those retired, and those that trapped.
     */
    public long slots() {
        throw new UnsupportedOperationException();
    }

    /** Whether it is in {@code wfi}: {@link #run} does nothing until {@link #interruptPending}. */
    public boolean waiting() {
        throw new UnsupportedOperationException();
    }

    /** Whether an interrupt is pending that is enabled in mie, so that {@code wfi} ends. */
    public boolean interruptPending() {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets a line of mip. {@link Interrupt#SEI} is the external line, which is or-ed with the bit
     * that software writes.
     */
    public void setInterrupt(int interrupt, boolean level) {
        throw new UnsupportedOperationException();
    }

    /**
     * Replaces the code points.
     *
     * @param linkAddresses matched against the pc under any translation; sorted as signed numbers
     * @param loadAddresses matched against the pc while fetches are not translated; sorted as well
     */
    public void setCodePoints(long[] linkAddresses, long[] loadAddresses) {
        throw new UnsupportedOperationException();
    }

    /** Whether {@link HartHost#trapTaken} is called. */
    public void setTrapReporting(boolean on) {
        throw new UnsupportedOperationException();
    }

    /** The trap that was taken last, if any since reset. */
    public Optional<Trap> lastTrap() {
        throw new UnsupportedOperationException();
    }

    /** As the instruction: what is fetched from now on is what memory holds now. */
    public void fenceI() {
        throw new UnsupportedOperationException();
    }

    /** As the instruction, for all addresses and address spaces. */
    public void sfenceVma() {
        throw new UnsupportedOperationException();
    }

    public long pc() {
        throw new UnsupportedOperationException();
    }

    public void setPc(long pc) {
        throw new UnsupportedOperationException();
    }

    /** An integer register, 0 to 31. */
    public long x(int register) {
        throw new UnsupportedOperationException();
    }

    /** Sets an integer register; x0 stays zero. */
    public void setX(int register, long value) {
        throw new UnsupportedOperationException();
    }

    public Privilege privilege() {
        throw new UnsupportedOperationException();
    }

    /** A CSR as a read in M-mode would give it; empty if there is none. */
    public OptionalLong csr(int number) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a CSR as a write in M-mode would.
     *
     * @throws IllegalArgumentException if there is none, or it is read-only
     */
    public void setCsr(int number, long value) {
        throw new UnsupportedOperationException();
    }

    /** {@code satp} where it translates fetches now; 0 in M-mode and in bare mode. */
    public long effectiveSatp() {
        throw new UnsupportedOperationException();
    }

    /** Walks the page tables for this hart as it stands, without any effect. */
    public Translation translate(long vaddr, Access access) {
        throw new UnsupportedOperationException();
    }

    /** Walks under another root, with supervisor privilege and SUM, without any effect. */
    public Translation translate(long satp, long vaddr, Access access) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies memory as this hart sees it, regardless of permissions and without any effect.
     *
     * @return how many bytes were copied before the first that is not mapped to memory
     */
    public int readVirtual(long vaddr, byte[] destination, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes memory as this hart sees it, regardless of permissions.
     *
     * @return how many bytes were written before the first that is not mapped to RAM
     */
    public int writeVirtual(long vaddr, byte[] source, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Writes the architectural state. */
    public void save(DataOutput out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Reads what {@link #save} wrote. */
    public void load(DataInput in) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** A digest of what the TLBs hold, for proving that an inspection did not fill them. */
    public long tlbDigest() {
        throw new UnsupportedOperationException();
    }
}
