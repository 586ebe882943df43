package dev.framescope.machine.isa;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Numbers and names of the CSRs (Privileged Architecture, CSR Listing). */
public final class Csr {
    public static final int FFLAGS = 0x001;
    public static final int FRM = 0x002;
    public static final int FCSR = 0x003;

    public static final int CYCLE = 0xc00;
    public static final int TIME = 0xc01;
    public static final int INSTRET = 0xc02;

    /** hpmcounter3, the first of 29. */
    public static final int HPMCOUNTER3 = 0xc03;

    public static final int HPMCOUNTER31 = 0xc1f;

    public static final int SSTATUS = 0x100;
    public static final int SIE = 0x104;
    public static final int STVEC = 0x105;
    public static final int SCOUNTEREN = 0x106;
    public static final int SENVCFG = 0x10a;
    public static final int SSCRATCH = 0x140;
    public static final int SEPC = 0x141;
    public static final int SCAUSE = 0x142;
    public static final int STVAL = 0x143;
    public static final int SIP = 0x144;
    public static final int STIMECMP = 0x14d;
    public static final int SATP = 0x180;

    public static final int MVENDORID = 0xf11;
    public static final int MARCHID = 0xf12;
    public static final int MIMPID = 0xf13;
    public static final int MHARTID = 0xf14;
    public static final int MCONFIGPTR = 0xf15;

    public static final int MSTATUS = 0x300;
    public static final int MISA = 0x301;
    public static final int MEDELEG = 0x302;
    public static final int MIDELEG = 0x303;
    public static final int MIE = 0x304;
    public static final int MTVEC = 0x305;
    public static final int MCOUNTEREN = 0x306;
    public static final int MENVCFG = 0x30a;
    public static final int MCOUNTINHIBIT = 0x320;
    public static final int MHPMEVENT3 = 0x323;
    public static final int MHPMEVENT31 = 0x33f;
    public static final int MSCRATCH = 0x340;
    public static final int MEPC = 0x341;
    public static final int MCAUSE = 0x342;
    public static final int MTVAL = 0x343;
    public static final int MIP = 0x344;

    public static final int PMPCFG0 = 0x3a0;

    /** The last configuration register of the architecture; RV64 has the even ones. */
    public static final int PMPCFG15 = 0x3af;

    public static final int PMPADDR0 = 0x3b0;

    /** The last address register of the architecture. */
    public static final int PMPADDR63 = 0x3ef;

    public static final int TSELECT = 0x7a0;
    public static final int TDATA1 = 0x7a1;
    public static final int TDATA2 = 0x7a2;
    public static final int TDATA3 = 0x7a3;

    public static final int MCYCLE = 0xb00;
    public static final int MINSTRET = 0xb02;
    public static final int MHPMCOUNTER3 = 0xb03;
    public static final int MHPMCOUNTER31 = 0xb1f;

    private static final Map<Integer, String> NAMES = new HashMap<>();
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        name(FFLAGS, "fflags", "frm", "fcsr");
        name(CYCLE, "cycle", "time", "instret");
        numbered(HPMCOUNTER3, "hpmcounter", 3, 31);
        name(SSTATUS, "sstatus");
        name(SIE, "sie", "stvec", "scounteren");
        name(SENVCFG, "senvcfg");
        name(SSCRATCH, "sscratch", "sepc", "scause", "stval", "sip");
        name(STIMECMP, "stimecmp");
        name(SATP, "satp");
        name(MVENDORID, "mvendorid", "marchid", "mimpid", "mhartid", "mconfigptr");
        name(MSTATUS, "mstatus", "misa", "medeleg", "mideleg", "mie", "mtvec", "mcounteren");
        name(MENVCFG, "menvcfg");
        name(MCOUNTINHIBIT, "mcountinhibit");
        numbered(MHPMEVENT3, "mhpmevent", 3, 31);
        name(MSCRATCH, "mscratch", "mepc", "mcause", "mtval", "mip");
        numbered(PMPCFG0, "pmpcfg", 0, PMPCFG15 - PMPCFG0);
        numbered(PMPADDR0, "pmpaddr", 0, PMPADDR63 - PMPADDR0);
        name(TSELECT, "tselect", "tdata1", "tdata2", "tdata3");
        name(MCYCLE, "mcycle");
        name(MINSTRET, "minstret");
        numbered(MHPMCOUNTER3, "mhpmcounter", 3, 31);
    }

    private Csr() {}

    private static void name(int first, String... names) {
        for (int i = 0; i < names.length; i++) {
            NAMES.put(first + i, names[i]);
            NUMBERS.put(names[i], first + i);
        }
    }

    private static void numbered(int number, String prefix, int first, int last) {
        for (int i = first; i <= last; i++) {
            name(number + i - first, prefix + i);
        }
    }

    /** Whether the number says that it cannot be written (CSR Address Mapping Conventions). */
    public static boolean isReadOnly(int number) {
        return number >>> 10 == 3;
    }

    /** The name of a CSR, or its number as {@code 0x7c0} if it has none. */
    public static String name(int number) {
        return Optional.ofNullable(NAMES.get(number))
                .orElseGet(() -> String.format(Locale.ROOT, "0x%x", number));
    }

    /** The number of a CSR by its name in the specification. */
    public static OptionalInt number(String name) {
        Integer number = NUMBERS.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
