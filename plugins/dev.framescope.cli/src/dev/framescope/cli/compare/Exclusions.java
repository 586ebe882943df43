package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Instruction;
import dev.framescope.machine.isa.Op;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is not compared, with the reason: where the manuals leave a choice, or QEMU 7.2 is not
 * as the manuals say, or what is read depends on time.
 */
final class Exclusions {
    /** mstatus.FS and SD: Dirty may be set without need (Privileged, 3.1.6.6). */
    private static final long FLOAT_STATUS = 3L << 13 | 1L << 63;

    /**
     * CSRs that no block reads or writes.
     *
     * @param first its number
     * @param last and that of the last in the same row
     * @param reason why
     */
    record Untouched(int first, int last, String reason) {}

    static final List<Untouched> CSRS =
            List.of(
                    new Untouched(Csr.CYCLE, Csr.HPMCOUNTER31, "counts time"),
                    new Untouched(Csr.MCYCLE, Csr.MHPMCOUNTER31, "counts time"),
                    new Untouched(
                            Csr.MCOUNTINHIBIT, Csr.MHPMEVENT31, "QEMU has 16 counters of events"),
                    new Untouched(Csr.STIMECMP, Csr.STIMECMP, "is compared with time"),
                    new Untouched(0x24d, 0x24d, "QEMU has vstimecmp without H"),
                    new Untouched(Csr.TSELECT, 0x7af, "QEMU has two triggers, this machine none"),
                    new Untouched(Csr.MVENDORID, Csr.MIMPID, "tells who made the hart"),
                    new Untouched(Csr.MSCRATCH, Csr.MSCRATCH, "is the trap handler's"),
                    new Untouched(Csr.SSCRATCH, Csr.SSCRATCH, "is the trap handler's"),
                    new Untouched(Csr.MTVEC, Csr.MTVEC, "is the trap handler's"),
                    new Untouched(Csr.STVEC, Csr.STVEC, "is the trap handler's"));

    /** Instructions that no block has, by code, with the reason. */
    static final Map<Integer, String> INSTRUCTIONS =
            Map.of(Op.CTZW, "QEMU 7.2 counts in all 64 bits (Unprivileged ISA, Zbb: ctzw)");

    /** What generators keep to beside, and why. */
    static final List<String> FORMS =
            List.of(
                    "SC only to aligned addresses of memory that may be written: where it fails"
                        + " anyway, QEMU does not look at the address (Unprivileged ISA, Zalrsc:"
                        + " address-misaligned; page faults are left open)",
                    "no access to memory between LR and SC, and the same width: left open"
                            + " (Unprivileged ISA, Eventual Success of Store-Conditional)",
                    "no write to UXL: it is WARL, and QEMU has a U-mode of 32 bits",
                    "no reserved mode to MPP: QEMU keeps it (Privileged, 3.1.6.1: WARL)",
                    "no write to VS: QEMU has the field without V (Privileged, 3.1.6.6: zero)",
                    "no write to the VS-mode bits of mie, mip and mideleg, nor to the guest's of"
                        + " medeleg: QEMU has them without H as well (Privileged, 3.1.8: bits of"
                        + " what is not there are zero)",
                    "of menvcfg and senvcfg only FIOM is written: stimecmp is compared with time"
                            + " (STCE), and QEMU has the fields of Zicbom without it (Privileged,"
                            + " 3.1.18: read-only zero)",
                    "only even addresses to mepc and sepc: QEMU keeps bit 0 (Privileged, 3.1.14:"
                            + " it is zero)",
                    "nothing beyond 32 bits to mcounteren and scounteren: QEMU keeps all 64"
                            + " (Privileged, 3.1.11: they have 32)",
                    "no address beyond 54 bits to pmpaddr: QEMU keeps all 64 (Privileged, 3.7.1)",
                    "no mret or sret out of M-mode with MPRV: QEMU does not clear it (Privileged,"
                            + " 3.1.6.3)",
                    "no change of MPP with MPRV but by csrw, so MPRV as U-mode only, and not to"
                            + " addresses that the trap handler uses: QEMU keeps translations"
                            + " (Privileged, 3.1.6.3: the access is as in MPP's mode)",
                    "no misaligned access where there is no memory: QEMU tells of an address before"
                            + " the access (Privileged, 3.1.16: that of the portion that faults)",
                    "no external interrupt pending beside another: QEMU takes the one of the lowest"
                            + " number (Privileged, 3.1.9: external, software, timer)",
                    "not the tval of ebreak: QEMU 7.2 reports 0, this machine the address of the"
                            + " instruction (Privileged, 3.1.16: either)",
                    "no wfi that could wait: it is ended by time only",
                    "no access across the end of the memory: QEMU makes several of it",
                    "no store to code");

    private static final Map<Integer, Long> MASKS = new HashMap<>();

    static {
        MASKS.put(Csr.MSTATUS, ~FLOAT_STATUS);
        MASKS.put(Csr.SSTATUS, ~FLOAT_STATUS);
    }

    private Exclusions() {}

    /** The bits of a recorded CSR that are compared. */
    static long comparedBits(int csr) {
        return MASKS.getOrDefault(csr, -1L);
    }

    /** Whether blocks may have an instruction. */
    static boolean mayExecute(Instruction row) {
        return !INSTRUCTIONS.containsKey(row.op());
    }

    /** Whether blocks may access a CSR. */
    static boolean mayAccess(int csr) {
        return CSRS.stream().noneMatch(range -> csr >= range.first && csr <= range.last);
    }
}
