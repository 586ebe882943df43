package dev.framescope.debugger.registers;

import dev.framescope.insight.Explain;
import dev.framescope.machine.isa.Csr;

import java.util.ArrayList;
import java.util.List;

/** What the bits of control and status registers say, for a person (Privileged Architecture). */
final class CsrMeaning {
    private static final long INTERRUPT = 1L << 63;
    private static final int SATP_MODE_SHIFT = 60;
    private static final int SATP_MODE_SV39 = 8;
    private static final int SATP_MODE_SV48 = 9;
    private static final int SATP_MODE_SV57 = 10;
    private static final int SATP_ASID_SHIFT = 44;
    private static final long SATP_ASID_MASK = 0xffff;
    private static final long SATP_PPN_MASK = (1L << SATP_ASID_SHIFT) - 1;

    private static final Flag[] STATUS_FLAGS = {
        new Flag("SIE", 1),
        new Flag("MIE", 3),
        new Flag("SPIE", 5),
        new Flag("MPIE", 7),
        new Flag("MPRV", 17),
        new Flag("SUM", 18),
        new Flag("MXR", 19),
        new Flag("TVM", 20),
        new Flag("TW", 21),
        new Flag("TSR", 22)
    };
    private static final Flag[] INTERRUPT_FLAGS = {
        new Flag("supervisor software", 1),
        new Flag("machine software", 3),
        new Flag("supervisor timer", 5),
        new Flag("machine timer", 7),
        new Flag("supervisor external", 9),
        new Flag("machine external", 11)
    };

    private record Flag(String name, int bit) {}

    private CsrMeaning() {}

    static String of(int csr, long value) {
        return switch (csr) {
            case Csr.SATP -> satp(value);
            case Csr.SSTATUS -> status(value, false);
            case Csr.MSTATUS -> status(value, true);
            case Csr.SCAUSE, Csr.MCAUSE -> Explain.cause(value < 0, (int) (value & ~INTERRUPT));
            case Csr.STVEC, Csr.MTVEC -> vector(value);
            case Csr.SIE, Csr.MIE, Csr.SIP, Csr.MIP, Csr.MIDELEG -> flags(value, INTERRUPT_FLAGS);
            case Csr.FCSR -> FloatingPointMeaning.ofControl(value);
            case Csr.FRM -> FloatingPointMeaning.ofRoundingMode(value);
            case Csr.FFLAGS -> FloatingPointMeaning.ofFlags(value);
            default -> "";
        };
    }

    private static String satp(long value) {
        int mode = (int) (value >>> SATP_MODE_SHIFT);
        if (mode == 0) {
            return "bare";
        }
        String name =
                switch (mode) {
                    case SATP_MODE_SV39 -> "Sv39";
                    case SATP_MODE_SV48 -> "Sv48";
                    case SATP_MODE_SV57 -> "Sv57";
                    default -> "mode " + mode;
                };
        return name
                + ", ASID "
                + (value >>> SATP_ASID_SHIFT & SATP_ASID_MASK)
                + ", root PPN 0x"
                + Long.toHexString(value & SATP_PPN_MASK);
    }

    private static String status(long value, boolean machine) {
        List<String> parts = new ArrayList<>();
        String flags = flags(value, STATUS_FLAGS);
        if (!flags.isEmpty()) {
            parts.add(flags);
        }
        parts.add("SPP " + ((value >>> 8 & 1) == 0 ? "U" : "S"));
        if (machine) {
            parts.add("MPP " + "US?M".charAt((int) (value >>> 11 & 3)));
        }
        return String.join(", ", parts);
    }

    private static String vector(long value) {
        return (value & 3) == 0 ? "direct" : (value & 3) == 1 ? "vectored" : "reserved mode";
    }

    private static String flags(long value, Flag[] known) {
        List<String> set = new ArrayList<>();
        for (Flag flag : known) {
            if ((value >>> flag.bit & 1) != 0) {
                set.add(flag.name);
            }
        }
        return String.join(", ", set);
    }
}
