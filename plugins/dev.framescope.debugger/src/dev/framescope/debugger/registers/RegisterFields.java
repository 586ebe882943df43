package dev.framescope.debugger.registers;

import dev.framescope.machine.isa.Csr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which bits of which registers have names (Privileged Architecture, CSRs of each mode). */
public final class RegisterFields {
    private static final Map<Long, String> MODES = Map.of(0L, "U", 1L, "S", 3L, "M");
    private static final Map<Long, String> SPP = Map.of(0L, "U", 1L, "S");
    private static final Map<Long, String> UNIT_STATE =
            Map.of(0L, "Off", 1L, "Initial", 2L, "Clean", 3L, "Dirty");
    private static final Map<Long, String> XLEN = Map.of(1L, "32", 2L, "64", 3L, "128");
    private static final Map<Long, String> PAGING =
            Map.of(0L, "Bare", 8L, "Sv39", 9L, "Sv48", 10L, "Sv57");
    private static final Map<Long, String> VECTOR = Map.of(0L, "Direct", 1L, "Vectored");
    private static final Map<Long, String> ROUNDING =
            Map.of(0L, "RNE", 1L, "RTZ", 2L, "RDN", 3L, "RUP", 4L, "RMM");
    private static final Map<Long, String> INVALIDATE =
            Map.of(0L, "Illegal", 1L, "Flush", 3L, "Invalidate");

    private static final String[] SUPERVISOR_STATUS = {
        "SIE:1",
        "SPIE:5",
        "UBE:6",
        "SPP:8",
        "VS:9:2",
        "FS:13:2",
        "XS:15:2",
        "SUM:18",
        "MXR:19",
        "UXL:32:2",
        "SD:63"
    };
    private static final String[] MACHINE_STATUS = {
        "SIE:1",
        "MIE:3",
        "SPIE:5",
        "UBE:6",
        "MPIE:7",
        "SPP:8",
        "VS:9:2",
        "MPP:11:2",
        "FS:13:2",
        "XS:15:2",
        "MPRV:17",
        "SUM:18",
        "MXR:19",
        "TVM:20",
        "TW:21",
        "TSR:22",
        "UXL:32:2",
        "SXL:34:2",
        "SBE:36",
        "MBE:37",
        "SD:63"
    };
    private static final String[] ENVIRONMENT = {"FIOM:0", "CBIE:4:2", "CBCFE:6", "CBZE:7"};

    private RegisterFields() {}

    /** The fields of a register, the lowest bits first; none if it is one number. */
    public static List<RegisterField> of(RegisterId register) {
        return register instanceof RegisterId.Csr csr ? of(csr.number()) : List.of();
    }

    private static List<RegisterField> of(int csr) {
        return switch (csr) {
            case Csr.MSTATUS -> fields(MACHINE_STATUS);
            case Csr.SSTATUS -> fields(SUPERVISOR_STATUS);
            case Csr.SATP -> fields("PPN:0:44", "ASID:44:16", "MODE:60:4");
            case Csr.SCAUSE, Csr.MCAUSE -> cause();
            case Csr.STVEC, Csr.MTVEC -> fields("MODE:0:2", "BASE:2:62");
            case Csr.SIE -> fields("SSIE:1", "STIE:5", "SEIE:9");
            case Csr.SIP -> fields("SSIP:1", "STIP:5", "SEIP:9");
            case Csr.MIE -> fields("SSIE:1", "MSIE:3", "STIE:5", "MTIE:7", "SEIE:9", "MEIE:11");
            case Csr.MIP, Csr.MIDELEG ->
                    fields("SSIP:1", "MSIP:3", "STIP:5", "MTIP:7", "SEIP:9", "MEIP:11");
            case Csr.SENVCFG -> fields(ENVIRONMENT);
            case Csr.MENVCFG -> concat(fields(ENVIRONMENT), "ADUE:61", "PBMTE:62", "STCE:63");
            case Csr.MCOUNTEREN, Csr.SCOUNTEREN -> fields("CY:0", "TM:1", "IR:2", "HPM:3:29");
            case Csr.MCOUNTINHIBIT -> fields("CY:0", "IR:2", "HPM:3:29");
            case Csr.MISA -> fields("Extensions:0:26", "MXL:62:2");
            case Csr.FCSR -> fields("NX:0", "UF:1", "OF:2", "DZ:3", "NV:4", "FRM:5:3");
            case Csr.FFLAGS -> fields("NX:0", "UF:1", "OF:2", "DZ:3", "NV:4");
            case Csr.PMPCFG0, Csr.PMPCFG0 + 2 -> protection(csr - Csr.PMPCFG0);
            default -> List.of();
        };
    }

    private static List<RegisterField> fields(String... texts) {
        return concat(List.of(), texts);
    }

    /** More fields, each as {@code NAME:low:bits}; one bit if it is not said. */
    private static List<RegisterField> concat(List<RegisterField> before, String... texts) {
        List<RegisterField> fields = new ArrayList<>(before);
        for (String text : texts) {
            String[] parts = text.split(":");
            int bits = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
            int low = Integer.parseInt(parts[1]);
            fields.add(new RegisterField(parts[0], low, bits, names(parts[0], bits)));
        }
        return List.copyOf(fields);
    }

    private static Map<Long, String> names(String field, int bits) {
        return switch (field) {
            case "MPP" -> MODES;
            case "SPP" -> SPP;
            case "FS", "VS", "XS" -> UNIT_STATE;
            case "UXL", "SXL", "MXL" -> XLEN;
            case "MODE" -> bits == 2 ? VECTOR : PAGING;
            case "FRM" -> ROUNDING;
            case "CBIE" -> INVALIDATE;
            default -> Map.of();
        };
    }

    /** What a code means depends on the other field; the register's meaning tells. */
    private static List<RegisterField> cause() {
        return List.of(
                new RegisterField("Code", 0, Long.SIZE - 1, Map.of()),
                new RegisterField("Interrupt", Long.SIZE - 1, 1, Map.of()));
    }

    /** One byte for each entry: R, W, X, A and L (Physical Memory Protection CSRs). */
    private static List<RegisterField> protection(int number) {
        List<RegisterField> fields = new ArrayList<>();
        for (int entry = 0; entry < Long.BYTES; entry++) {
            int pmp = number * Long.BYTES / 2 + entry;
            fields.add(
                    new RegisterField("pmp" + pmp + "cfg", entry * Byte.SIZE, Byte.SIZE, Map.of()));
        }
        return List.copyOf(fields);
    }
}
