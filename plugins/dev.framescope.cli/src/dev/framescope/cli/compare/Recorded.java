package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Csr;

import java.util.ArrayList;
import java.util.List;

/**
 * A CSR of the record, and which of its bits are compared.
 *
 * @param csr its number
 * @param mask the bits
 */
record Recorded(int csr, long mask) {
    static final List<Recorded> ALL = all();

    private static List<Recorded> all() {
        int[] csrs = {
            Csr.MSTATUS,
            Csr.SATP,
            Csr.MEDELEG,
            Csr.MIDELEG,
            Csr.MIE,
            Csr.MIP, // Runtime sets these
            Csr.SSTATUS,
            Csr.SIE,
            Csr.SIP,
            Csr.SCAUSE,
            Csr.SEPC,
            Csr.STVAL,
            Csr.SCOUNTEREN,
            Csr.SENVCFG,
            Csr.MISA,
            Csr.MCOUNTEREN,
            Csr.MENVCFG,
            Csr.MCOUNTINHIBIT,
            Csr.MCAUSE,
            Csr.MEPC,
            Csr.MTVAL,
            Csr.PMPCFG0,
            Csr.PMPCFG0 + 2,
            Csr.PMPADDR0 + 1,
            Csr.PMPADDR0 + 2,
            Csr.PMPADDR0 + 15
        };
        List<Recorded> all = new ArrayList<>();
        for (int csr : csrs) {
            all.add(new Recorded(csr, Exclusions.comparedBits(csr)));
        }
        return List.copyOf(all);
    }

    /** Those that are set from their slots before a block, which come first. */
    static final int SET = 6;

    /** The slot of one of the CSRs. */
    static int slot(int csr) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).csr == csr) {
                return Slot.CSRS + i;
            }
        }
        throw new IllegalArgumentException(Csr.name(csr) + " is not recorded");
    }

    String name() {
        return Csr.name(csr);
    }
}
