package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.Translation;
import dev.framescope.machine.Trap;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Registers;
import dev.framescope.machine.memory.PageWatcher;
import dev.framescope.machine.memory.PhysicalMemory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One RV64 hart with M, S and U mode, of some {@link IsaProfile}. Machine thread only.
 *
 * <p>Two counts: {@link #slots} goes up by one for every instruction that is executed, be it
 * retired or ended by an exception, and drives the machine's clock; {@link #retired} counts only
 * those that retired, as minstret does. Taking an interrupt costs no slot.
 */
public final class Hart {
    /** A power of two above {@link Decoder#NO_REGISTER}. */
    private static final int REGISTER_FILE = 64;

    private static final int REGISTERS = 32;

    /** So many traps without an instruction retired in between are a loop that never ends. */
    private static final int TRAP_LOOP_LENGTH = 1024;

    /** An {@link #end} that is always reached. */
    private static final long NOW = Long.MIN_VALUE;

    /** No count of slots. */
    private static final long NEVER = -1;

    private final int id;
    private final HartHost host;
    private final long[] x = new long[REGISTER_FILE];
    private final Fault fault = new Fault();
    private final Csrs csrs;
    private final Mmu mmu;
    private final CodeCache code;
    private final Atomics atomics;
    private final Traps traps;
    private final SystemInstructions system;
    private final Interpreter interpreter;
    private final HartInspector inspector;

    private long pc;
    private Privilege privilege = Privilege.MACHINE;
    private boolean waiting;
    private long slots;
    private long notRetired;

    /** The count of slots at which the interpreter returns to {@link #run}. */
    private long end;

    /** What is to end {@link #run} before its budget does; null if nothing. */
    private RunEnd stop;

    private boolean exitRequested;
    private boolean trapReporting;
    private boolean privilegeReporting;
    private boolean satpReporting;
    private Trap lastTrap;
    private long retiredAtLastTrap;
    private int trapsWithoutProgress;

    /**
     * Where the host was asked about a code point last; that instruction is not asked for again.
     */
    private long askedPc;

    private long askedSlots = NEVER;

    /** A hart of the default profile. */
    public Hart(int id, PhysicalMemory memory, HartHost host) {
        this(id, memory, host, IsaProfile.DEFAULT);
    }

    /** In reset, in M-mode at address 0; see {@link #reset}. */
    public Hart(int id, PhysicalMemory memory, HartHost host, IsaProfile profile) {
        this.id = id;
        this.host = host;
        csrs = new Csrs(this, profile);
        HartWatch watch = new HartWatch(this, csrs, memory);
        MemoryPort port = new MemoryPort(memory, watch, fault);
        mmu = new Mmu(memory, port, csrs, fault);
        code = new CodeCache(this, memory, mmu, csrs, new ProfileDecoder(profile), fault);
        mmu.onClear(code::forgetTranslations);
        atomics = new Atomics(this, mmu, port, memory, fault);
        traps = new Traps(this, csrs);
        DataAccess data = new DataAccess(memory, port, mmu, watch, fault);
        CacheBlocks blocks = new CacheBlocks(this, mmu, csrs.environment(), data, fault);
        system = new SystemInstructions(this, csrs, traps, blocks, fault);
        FloatUnit floats = new FloatUnit(this, csrs, data, code, fault);
        interpreter =
                new Interpreter(
                        this, x, mmu, data, code, atomics, system, floats, memory.ram().chunks());
        inspector = new HartInspector(this, memory, csrs);
        memory.addWatcher(new Watcher());
        mmu.rightsChanged(privilege);
    }

    private final class Watcher implements PageWatcher {
        @Override
        public void pageWatched(long pageAddress) {
            mmu.watch(pageAddress);
        }

        @Override
        public void codeWritten(long paddr, int bytes) {
            code.written(paddr, bytes);
        }

        @Override
        public void codeDropped(long pageAddress) {
            code.dropped(pageAddress);
        }

        @Override
        public boolean reservedAfterStore(long paddr, int bytes) {
            return atomics.reservedAfterStore(paddr, bytes);
        }
    }

    public int id() {
        return id;
    }

    /**
     * Puts the hart into its reset state and points it at its first instruction. Registers but a0
     * and a1 are zero. The counts go on.
     */
    public void reset(long newPc, Privilege newPrivilege, long a0, long a1) {
        Arrays.fill(x, 0);
        x[Registers.A0] = a0;
        x[Registers.A1] = a1;
        csrs.reset();
        atomics.clearReservation();
        waiting = false;
        lastTrap = null;
        askedSlots = NEVER;
        jump(newPc, newPrivilege);
        mmu.flush();
    }

    /**
     * Sets the CSRs as firmware leaves them for a supervisor: exceptions and interrupts delegated,
     * counters and all memory open. Call after {@link #reset}.
     */
    public void openForSupervisor() {
        csrs.openForSupervisor();
        mmu.flush();
    }

    /** Whether an {@code ecall} from S-mode goes to {@link HartHost#supervisorCall}. */
    public void serveSupervisorCalls(boolean on) {
        system.serveSupervisorCalls(on);
    }

    /** Executes up to {@code budget} slots. */
    public RunEnd run(long budget) {
        long limit = slots + budget;
        stop = null;
        exitRequested = false;
        if (waiting && !interruptPending()) {
            return RunEnd.WAITING;
        }
        waiting = false;
        RunEnd reason = runUntil(limit);
        atomics.othersMayRun();
        return reason;
    }

    private RunEnd runUntil(long limit) {
        while (true) {
            if (stop != null) {
                return stop;
            }
            if (exitRequested) {
                return RunEnd.EXIT_REQUESTED;
            }
            if (slots >= limit) {
                return RunEnd.BUDGET;
            }
            end = limit;
            if (!askedHere() && takeInterrupt()) {
                continue;
            }
            try {
                interpreter.run();
            } catch (Fault e) {
                takeException(e);
            }
        }
    }

    /** An instruction that the host was asked about is executed next, whatever happens. */
    private boolean askedHere() {
        return askedSlots == slots && askedPc == pc;
    }

    private boolean takeInterrupt() {
        Trap trap = traps.takeInterrupt();
        if (trap == null) {
            return false;
        }
        trapTaken(trap);
        return true;
    }

    private void takeException(Fault e) {
        countNotRetired();
        slots++;
        if (retired() != retiredAtLastTrap) {
            retiredAtLastTrap = retired();
            trapsWithoutProgress = 0;
        }
        trapsWithoutProgress++;
        trapTaken(traps.takeException(e.cause(), e.tval()));
        if (trapsWithoutProgress >= TRAP_LOOP_LENGTH) {
            trapsWithoutProgress = 0;
            stop = RunEnd.TRAP_LOOP;
        }
    }

    private void trapTaken(Trap trap) {
        lastTrap = trap;
        atomics.clearReservation();
        if (trapReporting && host.trapTaken(this, trap)) {
            stop = RunEnd.TRAP_POINT;
        }
        if (privilegeReporting && trap.from() != trap.to()) {
            Optional<Trap> cause = Optional.of(trap);
            host.privilegeChanged(
                    this, new PrivilegeChange(id, trap.epc(), trap.from(), trap.to(), cause));
        }
    }

    /** Goes on behind a trap. */
    void returnFromTrap(long newPc, Privilege to) {
        long from = pc;
        Privilege before = privilege;
        jump(newPc, to);
        if (privilegeReporting && before != to) {
            host.privilegeChanged(
                    this, new PrivilegeChange(id, from, before, to, Optional.empty()));
        }
    }

    /** An instruction has written satp. */
    void satpWritten(long before) {
        if (satpReporting) {
            host.satpWritten(this, new SatpWrite(id, pc, before, csrs.satp()));
        }
    }

    /**
     * Asks the host about the code point at pc, unless it was asked just now.
     *
     * @param paddr where the pc leads
     */
    boolean stopsAtCodePoint(long paddr) {
        if (exitRequested) {
            return true; // because of the fetch; asked when the hart goes on
        }
        if (askedHere()) {
            return false;
        }
        askedPc = pc;
        askedSlots = slots;
        if (host.codePoint(this, paddr)) {
            stop = RunEnd.CODE_POINT;
            attend();
            return true;
        }
        return false;
    }

    /** Ends {@link #run} after the current instruction. */
    public void requestExit() {
        exitRequested = true;
        attend();
    }

    /** Makes the interpreter return after the current instruction. */
    private void attend() {
        end = NOW;
    }

    /** To be called when an interrupt may have become pending or enabled. */
    void interruptsChanged() {
        if (interruptPending()) {
            attend();
        }
    }

    void waitForInterrupt() {
        if (!interruptPending()) {
            waiting = true;
            stop = RunEnd.WAITING;
            attend();
        }
    }

    /** Sets pc and privilege. */
    void jump(long newPc, Privilege newPrivilege) {
        pc = newPc;
        privilege = newPrivilege;
        mmu.rightsChanged(newPrivilege);
        interruptsChanged();
    }

    /** Writes the interpreter's locals back. */
    void sync(long newPc, long newSlots) {
        pc = newPc;
        slots = newSlots;
    }

    /** The count of slots at which the interpreter is to return. */
    long end() {
        return end;
    }

    /** The current instruction takes a slot but does not retire. */
    void countNotRetired() {
        notRetired++;
    }

    HartHost host() {
        return host;
    }

    Mmu mmu() {
        return mmu;
    }

    /** Instructions retired since the machine was built. */
    public long retired() {
        return slots - notRetired;
    }

    /**
     * Instruction slots used since the machine was built: those retired, and those that trapped.
     */
    public long slots() {
        return slots;
    }

    /** Whether it is in {@code wfi}: {@link #run} does nothing until {@link #interruptPending}. */
    public boolean waiting() {
        return waiting;
    }

    /** Whether an interrupt is pending that is enabled in mie, so that {@code wfi} ends. */
    public boolean interruptPending() {
        return csrs.pending() != 0;
    }

    /**
     * Sets a line of mip. {@link Interrupt#SEI} is the external line, which is or-ed with the bit
     * that software writes.
     */
    public void setInterrupt(int interrupt, boolean level) {
        csrs.setLine(interrupt, level);
        interruptsChanged();
    }

    /**
     * Replaces the code points.
     *
     * @param linkAddresses matched against the pc under any translation; sorted as signed numbers
     * @param loadAddresses matched against the pc while fetches are not translated; sorted as well
     * @param physicalAddresses matched against where the pc leads; sorted as well
     */
    public void setCodePoints(
            long[] linkAddresses, long[] loadAddresses, long[] physicalAddresses) {
        code.setCodePoints(new CodePoints(linkAddresses, loadAddresses, physicalAddresses));
        attend();
    }

    /** To be called when {@link PhysicalMemory#watched} has changed. */
    public void watchedPagesChanged() {
        mmu.watchedPagesChanged();
    }

    /** Whether {@link HartHost#trapTaken} is called. */
    public void setTrapReporting(boolean on) {
        trapReporting = on;
    }

    /** Whether {@link HartHost#privilegeChanged} is called. */
    public void setPrivilegeReporting(boolean on) {
        privilegeReporting = on;
    }

    /** Whether {@link HartHost#satpWritten} is called. */
    public void setSatpReporting(boolean on) {
        satpReporting = on;
    }

    /** The trap that was taken last, if any since reset. */
    public Optional<Trap> lastTrap() {
        return Optional.ofNullable(lastTrap);
    }

    /** As the instruction: what is fetched from now on is what memory holds now. */
    public void fenceI() {
        // decoded code follows every store already, by whatever hart
    }

    /** As the instruction, for all addresses and address spaces. */
    public void sfenceVma() {
        mmu.flush();
        attend();
    }

    /** The address of the instruction that is executed now or next. */
    public long pc() {
        return pc;
    }

    /** Makes the hart go on elsewhere; bit 0 is ignored. */
    public void setPc(long newPc) {
        pc = newPc & ~1L;
    }

    /** An integer register, 0 to 31. */
    public long x(int register) {
        if (register >= REGISTERS) {
            throw new IndexOutOfBoundsException("register x" + register);
        }
        return x[register];
    }

    /** Sets an integer register; x0 stays zero. */
    public void setX(int register, long value) {
        if (register < 0 || register >= REGISTERS) {
            throw new IndexOutOfBoundsException("register x" + register);
        }
        write(register == 0 ? Decoder.NO_REGISTER : register, value);
    }

    /** Writes a decoded destination, which may be {@link Decoder#NO_REGISTER}. */
    void write(int rd, long value) {
        x[rd] = value;
    }

    public Privilege privilege() {
        return privilege;
    }

    /** A CSR as a read in M-mode would give it; empty if there is none. */
    public OptionalLong csr(int number) {
        return csrs.exists(number) ? OptionalLong.of(csrs.read(number)) : OptionalLong.empty();
    }

    /**
     * Writes a CSR as a write in M-mode would.
     *
     * @throws IllegalArgumentException if there is none, or it is read-only
     */
    public void setCsr(int number, long value) {
        if (!csrs.exists(number)) {
            throw new IllegalArgumentException("there is no CSR " + Csr.name(number));
        }
        if (Csr.isReadOnly(number)) {
            throw new IllegalArgumentException("the CSR " + Csr.name(number) + " is read-only");
        }
        csrs.write(number, value);
    }

    /** A floating-point register, 0 to 31: 64 bits; the upper half of a single is all ones. */
    public long f(int register) {
        return csrs.floats().values()[register];
    }

    /** Sets a floating-point register, 0 to 31, and mstatus.FS to dirty if the hart has F. */
    public void setF(int register, long value) {
        csrs.setFloat(register, value);
    }

    /** Goes on in another mode. */
    public void setPrivilege(Privilege newPrivilege) {
        jump(pc, newPrivilege);
    }

    /** Whether stimecmp drives the supervisor timer interrupt (Sstc, menvcfg.STCE). */
    public boolean supervisorTimerEnabled() {
        return csrs.environment().supervisorTimer();
    }

    /**
     * The value of {@code mtime}, unsigned, from which on {@link Interrupt#STI} is to be pending,
     * if {@link #supervisorTimerEnabled}. When it changes, {@link #run} returns.
     */
    public long supervisorTimer() {
        return csrs.stimecmp();
    }

    /** {@code satp} where it translates fetches now; 0 in M-mode and in bare mode. */
    public long effectiveSatp() {
        return mmu.fetchTranslated() ? csrs.satp() : 0;
    }

    /** The bits above the PPN that page-table entries may have set for this hart. */
    public long pteExtensions() {
        return csrs.environment().pteExtensions();
    }

    /** Walks the page tables for this hart as it stands, without any effect. */
    public Translation translate(long vaddr, Access access) {
        return inspector.translate(vaddr, access);
    }

    /** Walks under another root, with supervisor privilege and SUM, without any effect. */
    public Translation translate(long satp, long vaddr, Access access) {
        return inspector.translate(satp, vaddr, access);
    }

    /**
     * Where an address leads under a {@code satp}, 0 for none, regardless of permissions and
     * without any effect; -1 if nowhere.
     */
    public long physicalAddress(long satp, long vaddr) {
        return inspector.physicalAddress(satp, vaddr);
    }

    /** Tells where a {@code satp}, 0 for none, maps some virtual addresses, and by what. */
    public void visitMapping(long satp, long vaddr, long bytes, MappingVisitor visitor) {
        inspector.visitMapping(satp, vaddr, bytes, visitor);
    }

    /**
     * Copies memory as a {@code satp} maps it, 0 for none, regardless of permissions and without
     * any effect.
     *
     * @return how many bytes were copied before the first that is not mapped to memory
     */
    public int readVirtual(long satp, long vaddr, byte[] destination, int offset, int length) {
        return inspector.readVirtual(satp, vaddr, destination, offset, length);
    }

    /**
     * Writes memory as a {@code satp} maps it, 0 for none, regardless of permissions.
     *
     * @return how many bytes were written before the first that is not mapped to RAM
     */
    public int writeVirtual(long satp, long vaddr, byte[] source, int offset, int length) {
        return inspector.writeVirtual(satp, vaddr, source, offset, length);
    }

    /** Writes the architectural state. */
    public void save(DataOutput out) throws IOException {
        for (int i = 1; i < REGISTERS; i++) {
            out.writeLong(x[i]);
        }
        out.writeLong(pc);
        out.writeByte(privilege.bits());
        out.writeBoolean(waiting);
        out.writeLong(slots);
        out.writeLong(notRetired);
        out.writeLong(atomics.reservation());
        out.writeByte(atomics.reservedBytes());
        csrs.save(out);
    }

    /** Reads what {@link #save} wrote. The memory is to be loaded before. */
    public void load(DataInput in) throws IOException {
        for (int i = 1; i < REGISTERS; i++) {
            x[i] = in.readLong();
        }
        pc = in.readLong();
        privilege = Privilege.ofBits(in.readByte());
        waiting = in.readBoolean();
        slots = in.readLong();
        notRetired = in.readLong();
        atomics.setReservation(in.readLong(), in.readByte());
        csrs.load(in);
        askedSlots = NEVER;
        lastTrap = null;
        code.clear();
        mmu.rightsChanged(privilege);
        mmu.flush();
        atomics.othersMayRun();
    }

    /** A digest of what the TLBs hold, for proving that an inspection did not fill them. */
    public long tlbDigest() {
        return mmu.tlbDigest() * 31 + code.digest();
    }
}
