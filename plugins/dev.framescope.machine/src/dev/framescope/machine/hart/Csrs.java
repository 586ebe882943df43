package dev.framescope.machine.hart;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Extension;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The CSRs of a hart, with what writes leave of a value (WARL). Numbers, not rights: who may access
 * what is {@link SystemInstructions}' job.
 */
final class Csrs {
    /** RV64 (MXL=2) with S and U. */
    private static final long MISA_BASE = 2L << 62 | letter('S') | letter('U');

    /** All exceptions but an ecall from M-mode; 10 and 14 do not exist. */
    private static final long DELEGABLE_EXCEPTIONS = 0xb3ff;

    private static final long S_INTERRUPTS =
            1L << Interrupt.SSI | 1L << Interrupt.STI | 1L << Interrupt.SEI;
    private static final long M_INTERRUPTS =
            1L << Interrupt.MSI | 1L << Interrupt.MTI | 1L << Interrupt.MEI;
    private static final long SSIP = 1L << Interrupt.SSI;
    private static final long STIP = 1L << Interrupt.STI;
    private static final long SEIP = 1L << Interrupt.SEI;

    /** A deadline of stimecmp that no time reaches. */
    private static final long NEVER = -1;

    private static final long COUNTERS = 0xffff_ffffL;

    /** What OpenSBI delegates: misaligned fetch, breakpoint, ecall from U, the page faults. */
    private static final long FIRMWARE_MEDELEG = 0xb109;

    /** By number. */
    private final boolean[] exists = new boolean[1 << 12];

    private final Hart hart;
    private final Counters counters;
    private final Pmp pmp = new Pmp();
    private final IsaProfile profile;
    private final long misa;
    private final Environment environment;
    private final FloatRegisters floats = new FloatRegisters();

    private long mstatus;
    private long medeleg;
    private long mideleg;
    private long mie;

    /** All but the external line of SEIP. */
    private long mip;

    private boolean externalLine;
    private long mtvec;
    private long mcounteren;
    private long mscratch;
    private long mepc;
    private long mcause;
    private long mtval;
    private long stvec;
    private long scounteren;
    private long sscratch;
    private long sepc;
    private long scause;
    private long stval;
    private long satp;
    private long stimecmp;

    Csrs(Hart hart, IsaProfile profile) {
        this.hart = hart;
        this.profile = profile;
        misa = misa(profile);
        environment = new Environment(profile);
        counters = new Counters(hart);
        for (int number = 0; number < exists.length; number++) {
            exists[number] = implemented(number);
        }
        reset();
    }

    private static long misa(IsaProfile profile) {
        long value = MISA_BASE;
        for (Extension extension : Extension.values()) {
            if (extension.isLetter() && profile.has(extension)) {
                value |= letter(extension.name().charAt(0));
            }
        }
        return value;
    }

    private static long letter(char extension) {
        return 1L << extension - 'A';
    }

    void reset() {
        mstatus = 0;
        medeleg = mideleg = mie = 0;
        mip &= M_INTERRUPTS; // lines, which devices drive
        mtvec = mcounteren = mscratch = mepc = mcause = mtval = 0;
        stvec = scounteren = sscratch = sepc = scause = stval = satp = 0;
        stimecmp = NEVER;
        environment.reset();
        floats.reset();
        counters.reset();
        pmp.reset();
    }

    /** As firmware leaves them for a supervisor. */
    void openForSupervisor() {
        medeleg = FIRMWARE_MEDELEG;
        mideleg = S_INTERRUPTS;
        mcounteren = COUNTERS;
        scounteren = 7;
        environment.openForSupervisor();
        if (profile.has(Extension.F)) {
            mstatus |= Status.FS;
        }
        pmp.openAll();
    }

    /** Whether there is a CSR of this number. */
    boolean exists(int number) {
        return number >= 0 && number < exists.length && exists[number];
    }

    private boolean implemented(int number) {
        return switch (number) {
            case Csr.SSTATUS, Csr.SIE, Csr.STVEC, Csr.SCOUNTEREN, Csr.SENVCFG -> true;
            case Csr.SSCRATCH, Csr.SEPC, Csr.SCAUSE, Csr.STVAL, Csr.SIP, Csr.SATP -> true;
            case Csr.MSTATUS, Csr.MISA, Csr.MEDELEG, Csr.MIDELEG, Csr.MIE, Csr.MTVEC -> true;
            case Csr.MCOUNTEREN, Csr.MENVCFG, Csr.MCOUNTINHIBIT, Csr.MSCRATCH, Csr.MEPC -> true;
            case Csr.MCAUSE, Csr.MTVAL, Csr.MIP, Csr.MCYCLE, Csr.MINSTRET -> true;
            case Csr.FFLAGS, Csr.FRM, Csr.FCSR -> profile.has(Extension.F);
            case Csr.STIMECMP -> profile.has(Extension.SSTC);
            case Csr.TSELECT, Csr.TDATA1, Csr.TDATA2, Csr.TDATA3 -> true;
            default ->
                    isReadOnlyZero(number)
                            || number >= Csr.CYCLE && number <= Csr.INSTRET
                            || number == Csr.MHARTID
                            || isPmpAddr(number)
                            || isPmpCfg(number);
        };
    }

    /** On RV64 the odd configuration registers do not exist. */
    private static boolean isPmpCfg(int number) {
        int register = number - Csr.PMPCFG0;
        return register >= 0 && register < Pmp.ENTRIES / 4 && (register & 1) == 0;
    }

    private static boolean isPmpAddr(int number) {
        return number >= Csr.PMPADDR0 && number < Csr.PMPADDR0 + Pmp.ENTRIES;
    }

    private static boolean isReadOnlyZero(int number) {
        return number >= Csr.HPMCOUNTER3 && number <= Csr.HPMCOUNTER31
                || number >= Csr.MHPMCOUNTER3 && number <= Csr.MHPMCOUNTER31
                || number >= Csr.MHPMEVENT3 && number <= Csr.MHPMEVENT31
                || number >= Csr.MVENDORID && number <= Csr.MIMPID
                || number == Csr.MCONFIGPTR;
    }

    /** Reads one that exists. */
    long read(int number) {
        return switch (number) {
            case Csr.CYCLE, Csr.MCYCLE -> counters.cycle();
            case Csr.TIME -> hart.host().mtime(hart);
            case Csr.INSTRET, Csr.MINSTRET -> counters.instret();
            case Csr.SSTATUS -> mstatus() & Status.S_READABLE;
            case Csr.SIE -> mie & mideleg;
            case Csr.STVEC -> stvec;
            case Csr.SCOUNTEREN -> scounteren;
            case Csr.SENVCFG -> environment.supervisor();
            case Csr.STIMECMP -> stimecmp;
            case Csr.FFLAGS, Csr.FRM, Csr.FCSR -> floats.readCsr(number);
            case Csr.SSCRATCH -> sscratch;
            case Csr.SEPC -> sepc;
            case Csr.SCAUSE -> scause;
            case Csr.STVAL -> stval;
            case Csr.SIP -> mip() & mideleg;
            case Csr.SATP -> satp;
            case Csr.MHARTID -> hart.id();
            default -> readMachine(number);
        };
    }

    private long readMachine(int number) {
        return switch (number) {
            case Csr.MSTATUS -> mstatus();
            case Csr.MISA -> misa;
            case Csr.MEDELEG -> medeleg;
            case Csr.MIDELEG -> mideleg;
            case Csr.MIE -> mie;
            case Csr.MTVEC -> mtvec;
            case Csr.MCOUNTEREN -> mcounteren;
            case Csr.MENVCFG -> environment.machine();
            case Csr.MCOUNTINHIBIT -> counters.inhibit();
            case Csr.MSCRATCH -> mscratch;
            case Csr.MEPC -> mepc;
            case Csr.MCAUSE -> mcause;
            case Csr.MTVAL -> mtval;
            case Csr.MIP -> mip();
            default -> {
                if (isPmpCfg(number)) {
                    yield pmp.readCfg(number - Csr.PMPCFG0);
                }
                yield isPmpAddr(number) ? pmp.readAddr(number - Csr.PMPADDR0) : 0;
            }
        };
    }

    /** The value on which csrrs and csrrc work: for mip without the external line. */
    long readForUpdate(int number) {
        return switch (number) {
            case Csr.MIP -> mip;
            case Csr.SIP -> mip & mideleg;
            default -> read(number);
        };
    }

    /** Writes one that exists and is not read-only, and makes the hart heed it. */
    void write(int number, long value) {
        switch (number) {
            case Csr.SSTATUS -> writeStatus(value, Status.S_WRITABLE);
            case Csr.SIE -> mie = merge(mie, value, mideleg);
            case Csr.STVEC -> stvec = trapVector(stvec, value);
            case Csr.SCOUNTEREN -> scounteren = value & COUNTERS;
            case Csr.SENVCFG -> environment.writeSupervisor(value);
            case Csr.STIMECMP -> writeTimer(value);
            case Csr.FFLAGS, Csr.FRM, Csr.FCSR -> {
                floats.writeCsr(number, value);
                floatsChanged();
            }
            case Csr.SSCRATCH -> sscratch = value;
            case Csr.SEPC -> sepc = value & ~1L;
            case Csr.SCAUSE -> scause = value;
            case Csr.STVAL -> stval = value;
            case Csr.SIP -> mip = merge(mip, value, mideleg & SSIP);
            case Csr.SATP -> writeSatp(value);
            case Csr.MSTATUS -> writeStatus(value, Status.M_WRITABLE | legalMpp(value));
            default -> writeMachine(number, value);
        }
        hart.interruptsChanged();
    }

    /** As {@link #write}, by the instruction that is being executed. */
    void writeByInstruction(int number, long value) {
        write(number, value);
        counters.skipCurrentInstruction(number);
    }

    private void writeMachine(int number, long value) {
        switch (number) {
            case Csr.MEDELEG -> medeleg = value & DELEGABLE_EXCEPTIONS;
            case Csr.MIDELEG -> mideleg = value & S_INTERRUPTS;
            case Csr.MIE -> mie = value & (S_INTERRUPTS | M_INTERRUPTS);
            case Csr.MTVEC -> mtvec = trapVector(mtvec, value);
            case Csr.MCOUNTEREN -> mcounteren = value & COUNTERS;
            case Csr.MENVCFG -> writeEnvironment(value);
            case Csr.MCOUNTINHIBIT -> counters.writeInhibit(value);
            case Csr.MSCRATCH -> mscratch = value;
            case Csr.MEPC -> mepc = value & ~1L;
            case Csr.MCAUSE -> mcause = value;
            case Csr.MTVAL -> mtval = value;
            case Csr.MIP -> mip = merge(mip, value, writableInterrupts());
            case Csr.MCYCLE -> counters.writeCycle(value);
            case Csr.MINSTRET -> counters.writeInstret(value);
            default -> writePmp(number, value);
        }
    }

    /** All others are hard-wired. */
    private void writePmp(int number, long value) {
        if (isPmpCfg(number)) {
            pmp.writeCfg(number - Csr.PMPCFG0, value);
            hart.mmu().flush();
        } else if (isPmpAddr(number)) {
            pmp.writeAddr(number - Csr.PMPADDR0, value);
            hart.mmu().flush();
        }
    }

    private static long merge(long old, long value, long mask) {
        return old & ~mask | value & mask;
    }

    /** Modes direct and vectored; a write of another is ignored. */
    private static long trapVector(long old, long value) {
        return (value & 2) == 0 ? value : old;
    }

    /** A write of the reserved mode leaves MPP as it is. */
    private static long legalMpp(long value) {
        boolean reserved = (value & Status.MPP) >>> Status.MPP_SHIFT == 2;
        return reserved ? 0 : Status.MPP;
    }

    /** The comparator drives STIP, so that it cannot be written. */
    private long writableInterrupts() {
        return environment.supervisorTimer() ? S_INTERRUPTS & ~STIP : S_INTERRUPTS;
    }

    private void writeEnvironment(long value) {
        environment.writeMachine(value);
        hart.mmu().flush();
        updateTimer();
    }

    private void writeTimer(long value) {
        stimecmp = value;
        updateTimer();
    }

    /** Sets STIP as time and stimecmp are, and has the deadline looked at again. */
    private void updateTimer() {
        if (environment.supervisorTimer()) {
            long mtime = hart.host().mtime(hart);
            setLine(Interrupt.STI, Long.compareUnsigned(mtime, stimecmp) >= 0);
            hart.requestExit();
        }
    }

    long stimecmp() {
        return stimecmp;
    }

    private void writeStatus(long value, long mask) {
        long old = mstatus;
        mstatus = merge(old, value, mask);
        if (((mstatus ^ old) & Status.MXR) != 0) {
            hart.mmu().flush();
        }
        hart.mmu().rightsChanged(hart.privilege());
    }

    /** A write with a mode that is not supported has no effect at all. */
    private void writeSatp(long value) {
        int levels = SatpMode.levels(value);
        boolean bare = SatpMode.of(value) == SatpMode.BARE;
        if (!bare && (levels == 0 || levels > profile.pageTableLevels())) {
            return;
        }
        if (value != satp) {
            satp = value;
            hart.mmu().flush();
        }
    }

    long mstatus() {
        long sd = (mstatus & Status.FS) == Status.FS ? Status.SD : 0;
        return mstatus | sd | Status.UXL_64 | Status.SXL_64;
    }

    /** Whether the instructions and registers of F and D may be used. */
    boolean floatsEnabled() {
        return (mstatus & Status.FS) != 0;
    }

    /** To be called when one of F's and D's registers was written. */
    void floatsChanged() {
        mstatus |= Status.FS;
    }

    /** A debugger sets a register; without F, its writes leave no trace in mstatus. */
    void setFloat(int register, long value) {
        floats.values()[register] = value;
        if (profile.has(Extension.F)) {
            floatsChanged();
        }
    }

    FloatRegisters floats() {
        return floats;
    }

    Environment environment() {
        return environment;
    }

    /** Changes fields of mstatus when a trap is taken or returned from. */
    void updateStatus(long mask, long value) {
        mstatus = merge(mstatus, value, mask);
    }

    /** With whose rights loads and stores are made: MPRV counts in M-mode only. */
    Privilege dataPrivilege(Privilege privilege) {
        return privilege == Privilege.MACHINE && (mstatus & Status.MPRV) != 0 ? mpp() : privilege;
    }

    Privilege mpp() {
        return Privilege.ofBits((int) (mstatus >>> Status.MPP_SHIFT) & 3);
    }

    /** {@code satp} where it translates accesses with the rights of a mode; otherwise 0. */
    long translating(Privilege privilege) {
        return privilege != Privilege.MACHINE && SatpMode.translates(satp) ? satp : 0;
    }

    long satp() {
        return satp;
    }

    long medeleg() {
        return medeleg;
    }

    long mideleg() {
        return mideleg;
    }

    Pmp pmp() {
        return pmp;
    }

    private long mip() {
        return externalLine ? mip | SEIP : mip;
    }

    /** Interrupts that are pending and enabled in mie. */
    long pending() {
        return mip() & mie;
    }

    void setLine(int interrupt, boolean level) {
        if (interrupt == Interrupt.SEI) {
            externalLine = level;
        } else {
            long bit = 1L << interrupt;
            mip = level ? mip | bit : mip & ~bit;
        }
    }

    /** Whether a counter, 0 for cycle to 31, may be read. */
    boolean counterEnabled(int counter, Privilege privilege) {
        long enabled =
                switch (privilege) {
                    case MACHINE -> COUNTERS;
                    case SUPERVISOR -> mcounteren;
                    case USER -> mcounteren & scounteren;
                };
        return (enabled >>> counter & 1) != 0;
    }

    long stvec() {
        return stvec;
    }

    long mtvec() {
        return mtvec;
    }

    long sepc() {
        return sepc;
    }

    long mepc() {
        return mepc;
    }

    void setSupervisorTrap(long cause, long epc, long tval) {
        scause = cause;
        sepc = epc;
        stval = tval;
    }

    void setMachineTrap(long cause, long epc, long tval) {
        mcause = cause;
        mepc = epc;
        mtval = tval;
    }

    void save(DataOutput out) throws IOException {
        for (long value : values()) {
            out.writeLong(value);
        }
        out.writeBoolean(externalLine);
        environment.save(out);
        floats.save(out);
        counters.save(out);
        pmp.save(out);
    }

    private long[] values() {
        return new long[] {
            mstatus,
            medeleg,
            mideleg,
            mie,
            mip,
            mtvec,
            mcounteren,
            mscratch,
            mepc,
            mcause,
            mtval,
            stvec,
            scounteren,
            sscratch,
            sepc,
            scause,
            stval,
            satp,
            stimecmp
        };
    }

    void load(DataInput in) throws IOException {
        mstatus = in.readLong();
        medeleg = in.readLong();
        mideleg = in.readLong();
        mie = in.readLong();
        mip = in.readLong();
        mtvec = in.readLong();
        mcounteren = in.readLong();
        mscratch = in.readLong();
        mepc = in.readLong();
        mcause = in.readLong();
        mtval = in.readLong();
        stvec = in.readLong();
        scounteren = in.readLong();
        sscratch = in.readLong();
        sepc = in.readLong();
        scause = in.readLong();
        stval = in.readLong();
        satp = in.readLong();
        stimecmp = in.readLong();
        externalLine = in.readBoolean();
        environment.load(in);
        floats.load(in);
        counters.load(in);
        pmp.load(in);
    }
}
