package dev.framescope.machine.hart;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Extension;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * menvcfg and senvcfg: what of some extensions M-mode leaves to the modes below, and S-mode to
 * U-mode (Privileged Architecture, Machine Environment Configuration Register).
 */
final class Environment {
    /** Fences of I/O imply memory; nothing to do, but it can be read back. */
    private static final long FIOM = 1;

    /** Two bits; one of their values is reserved. */
    private static final long CBIE = 3 << 4;

    private static final long CBIE_RESERVED = 2 << 4;
    private static final long CBCFE = 1 << 6;
    private static final long CBZE = 1 << 7;
    private static final long ADUE = 1L << 61;
    private static final long PBMTE = 1L << 62;
    private static final long STCE = 1L << 63;

    private final IsaProfile profile;
    private final long machineWritable;
    private final long supervisorWritable;
    private long menvcfg;
    private long senvcfg;

    Environment(IsaProfile profile) {
        this.profile = profile;
        supervisorWritable = FIOM | of(Extension.ZICBOM, CBIE | CBCFE) | of(Extension.ZICBOZ, CBZE);
        machineWritable =
                supervisorWritable
                        | of(Extension.SVADU, ADUE)
                        | of(Extension.SVPBMT, PBMTE)
                        | of(Extension.SSTC, STCE);
    }

    private long of(Extension extension, long fields) {
        return profile.has(extension) ? fields : 0;
    }

    /** What software finds that knows nothing of these: page tables as ever, all else off. */
    void reset() {
        menvcfg = machineWritable & (ADUE | PBMTE);
        senvcfg = 0;
    }

    /** Everything on that M-mode can leave to a supervisor. */
    void openForSupervisor() {
        menvcfg = machineWritable & ~FIOM;
    }

    long machine() {
        return menvcfg;
    }

    long supervisor() {
        return senvcfg;
    }

    void writeMachine(long value) {
        menvcfg = legal(value) & machineWritable;
    }

    void writeSupervisor(long value) {
        senvcfg = legal(value) & supervisorWritable;
    }

    private static long legal(long value) {
        return (value & CBIE) == CBIE_RESERVED ? value & ~CBIE : value;
    }

    /** Whether stimecmp drives the supervisor timer interrupt. */
    boolean supervisorTimer() {
        return (menvcfg & STCE) != 0;
    }

    /** Whether the hart sets A and D bits; if not, clear ones raise page faults. */
    boolean updatesAccessedDirty() {
        return !profile.has(Extension.SVADE)
                && (!profile.has(Extension.SVADU) || (menvcfg & ADUE) != 0);
    }

    /** The bits above the PPN that page-table entries may have set. */
    long pteExtensions() {
        long pbmt = (menvcfg & PBMTE) != 0 ? Sv39.PBMT : 0;
        return profile.has(Extension.SVNAPOT) ? pbmt | Sv39.N : pbmt;
    }

    boolean mayInvalidateBlocks(Privilege privilege) {
        return enabled(privilege, CBIE);
    }

    boolean mayCleanBlocks(Privilege privilege) {
        return enabled(privilege, CBCFE);
    }

    boolean mayZeroBlocks(Privilege privilege) {
        return enabled(privilege, CBZE);
    }

    private boolean enabled(Privilege privilege, long field) {
        return switch (privilege) {
            case MACHINE -> true;
            case SUPERVISOR -> (menvcfg & field) != 0;
            case USER -> (menvcfg & field) != 0 && (senvcfg & field) != 0;
        };
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(menvcfg);
        out.writeLong(senvcfg);
    }

    void load(DataInput in) throws IOException {
        menvcfg = in.readLong();
        senvcfg = in.readLong();
    }
}
