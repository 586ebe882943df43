package dev.framescope.machine.hart;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.Trap;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.memory.PhysicalMemory;
import dev.framescope.testing.Asm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A hart with four MiB of RAM and a host that records what it is asked. It starts in M-mode at
 * {@link #CODE}, with all memory open to S-mode and U-mode; traps into M-mode go to {@link
 * #HANDLER}, those into S-mode to {@link #S_HANDLER}; both loop.
 */
final class Guest implements HartHost {
    static final long RAM = 0x8000_0000L;
    static final long RAM_BYTES = 4 << 20;
    static final long CODE = RAM;
    static final long DATA = RAM + 0x1_0000;
    static final long HANDLER = RAM + 0x2_0000;
    static final long S_HANDLER = RAM + 0x3_0000;

    /** The root of the page tables that {@link #map} builds; the others follow. */
    static final long ROOT = RAM + 0x10_0000;

    static final int R = 1 << 1;
    static final int W = 1 << 2;
    static final int X = 1 << 3;
    static final int U = 1 << 4;
    static final int A = 1 << 6;
    static final int D = 1 << 7;

    final PhysicalMemory memory;
    final Hart hart;
    final List<Long> codePointsReached = new ArrayList<>();
    final List<Trap> traps = new ArrayList<>();
    long mtime;
    Predicate<Hart> onCodePoint = hart -> true;
    Predicate<Hart> onSupervisorCall = hart -> true;
    Predicate<Trap> onTrap = trap -> false;
    private long nextTable = ROOT + 0x1000;

    Guest() {
        this(new PhysicalMemory(RAM, RAM_BYTES), 0);
    }

    Guest(PhysicalMemory memory, int id) {
        this(memory, id, IsaProfile.DEFAULT);
    }

    Guest(PhysicalMemory memory, int id, IsaProfile profile) {
        this.memory = memory;
        hart = new Hart(id, memory, this, profile);
        hart.reset(CODE, Privilege.MACHINE, 0, 0);
        setCsr(Csr.PMPADDR0, -1);
        setCsr(Csr.PMPCFG0, 0x1f);
        setCsr(Csr.MTVEC, HANDLER);
        setCsr(Csr.STVEC, S_HANDLER);
        code(HANDLER, asm -> asm.label("here").j("here"));
        code(S_HANDLER, asm -> asm.label("here").j("here"));
    }

    /** A hart of another profile than the default one. */
    static Guest of(IsaProfile profile) {
        return new Guest(new PhysicalMemory(RAM, RAM_BYTES), 0, profile);
    }

    /** As {@link #running(Consumer)}, on a hart of some profile. */
    static Guest running(IsaProfile profile, Consumer<Asm> program) {
        Guest guest = of(profile);
        guest.code(CODE, program);
        return guest;
    }

    /** Puts code at {@link #CODE}, which is where the hart goes on. */
    static Guest running(Consumer<Asm> program) {
        Guest guest = new Guest();
        guest.code(CODE, program);
        return guest;
    }

    @Override
    public long mtime(Hart of) {
        return mtime;
    }

    @Override
    public boolean supervisorCall(Hart of) {
        return onSupervisorCall.test(of);
    }

    @Override
    public boolean codePoint(Hart of, long paddr) {
        codePointsReached.add(of.pc());
        return onCodePoint.test(of);
    }

    @Override
    public boolean trapTaken(Hart of, Trap trap) {
        traps.add(trap);
        return onTrap.test(trap);
    }

    @Override
    public void privilegeChanged(Hart of, PrivilegeChange change) {
        throw new AssertionError(change);
    }

    @Override
    public void satpWritten(Hart of, SatpWrite write) {
        throw new AssertionError(write);
    }

    /** Assembles to a physical address. */
    Asm code(long paddr, Consumer<Asm> program) {
        Asm asm = new Asm(paddr);
        program.accept(asm);
        write(paddr, asm.bytes());
        return asm;
    }

    void write(long paddr, byte[] bytes) {
        if (memory.write(paddr, bytes, 0, bytes.length) != bytes.length) {
            throw new IllegalArgumentException("not RAM: 0x" + Long.toHexString(paddr));
        }
    }

    void store(long paddr, long value) {
        write(paddr, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    long load(long paddr) {
        return memory.peek(paddr, 8);
    }

    /** Goes on elsewhere, in another mode. */
    Guest at(long pc, Privilege privilege) {
        hart.jump(pc, privilege);
        return this;
    }

    /** Executes so many instructions. */
    RunEnd step(long slots) {
        return hart.run(slots);
    }

    /** Runs until the pc is there. */
    void runTo(long pc) {
        for (int i = 0; i < 10_000; i++) {
            if (hart.pc() == pc) {
                return;
            }
            hart.run(1);
        }
        throw new AssertionError("never came to 0x%x, is at 0x%x".formatted(pc, hart.pc()));
    }

    long x(int register) {
        return hart.x(register);
    }

    long csr(int number) {
        return hart.csr(number).orElseThrow();
    }

    void setCsr(int number, long value) {
        hart.setCsr(number, value);
    }

    Trap lastTrap() {
        return hart.lastTrap().orElseThrow(() -> new AssertionError("no trap was taken"));
    }

    /** Maps a page of 4 KiB; flags beside V. */
    void map(long vaddr, long paddr, long flags) {
        store(pteAddress(vaddr, 0), pte(paddr, flags));
    }

    static long pte(long paddr, long flags) {
        return paddr >>> 12 << 10 | flags | 1;
    }

    /** Where the page-table entry of an address is, with the tables above it made. */
    long pteAddress(long vaddr, int level) {
        long table = ROOT;
        for (int at = 2; at > level; at--) {
            long address = table + (vaddr >>> 12 + 9 * at & 511) * 8;
            if (load(address) == 0) {
                store(address, pte(nextTable, 0));
                nextTable += 0x1000;
            }
            table = load(address) >>> 10 << 12;
        }
        return table + (vaddr >>> 12 + 9 * level & 511) * 8;
    }

    static long sv39(long root) {
        return 8L << 60 | root >>> 12;
    }

    /** Turns translation on for S-mode and U-mode. */
    void pagingOn() {
        setCsr(Csr.SATP, sv39(ROOT));
    }
}
