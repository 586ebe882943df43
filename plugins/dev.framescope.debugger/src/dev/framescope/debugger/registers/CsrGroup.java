package dev.framescope.debugger.registers;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Csr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The control and status registers in groups (Privileged Architecture, CSR Listing). */
enum CsrGroup {
    SUPERVISOR(
            "Supervisor",
            Csr.SSTATUS,
            Csr.SIE,
            Csr.STVEC,
            Csr.SCOUNTEREN,
            Csr.SENVCFG,
            Csr.SSCRATCH,
            Csr.SEPC,
            Csr.SCAUSE,
            Csr.STVAL,
            Csr.SIP,
            Csr.SATP),
    MACHINE(
            "Machine",
            Csr.MSTATUS,
            Csr.MISA,
            Csr.MEDELEG,
            Csr.MIDELEG,
            Csr.MIE,
            Csr.MTVEC,
            Csr.MCOUNTEREN,
            Csr.MENVCFG,
            Csr.MCOUNTINHIBIT,
            Csr.MSCRATCH,
            Csr.MEPC,
            Csr.MCAUSE,
            Csr.MTVAL,
            Csr.MIP,
            Csr.MVENDORID,
            Csr.MARCHID,
            Csr.MIMPID,
            Csr.MHARTID),
    PMP("PMP", pmp()),
    COUNTERS("Counters", Csr.CYCLE, Csr.TIME, Csr.INSTRET, Csr.MCYCLE, Csr.MINSTRET);

    private final String title;
    private final int[] numbers;

    CsrGroup(String title, int... numbers) {
        this.title = title;
        this.numbers = numbers;
    }

    /** The groups, without the registers that the hart does not have. */
    static List<RegisterGroup> read(HartInspection hart) {
        return Arrays.stream(values()).map(group -> group.readGroup(hart)).toList();
    }

    /** The names of all registers of all groups. */
    static List<String> names() {
        return Arrays.stream(values())
                .flatMapToInt(group -> Arrays.stream(group.numbers))
                .mapToObj(Csr::name)
                .toList();
    }

    private RegisterGroup readGroup(HartInspection hart) {
        return new RegisterGroup(title, registers(hart, numbers));
    }

    /** Those of the registers that the hart has. */
    static List<RegisterValue> registers(HartInspection hart, int... numbers) {
        List<RegisterValue> values = new ArrayList<>();
        for (int number : numbers) {
            OptionalLong value = hart.csr(number);
            if (value.isPresent()) {
                values.add(
                        new RegisterValue(
                                new RegisterId.Csr(number),
                                Csr.name(number),
                                value.getAsLong(),
                                CsrMeaning.of(number, value.getAsLong())));
            }
        }
        return values;
    }

    /** The registers of 16 entries; on RV64 only the even configuration registers exist. */
    private static int[] pmp() {
        return IntStream.concat(
                        IntStream.of(Csr.PMPCFG0, Csr.PMPCFG0 + 2),
                        IntStream.range(Csr.PMPADDR0, Csr.PMPADDR0 + 16))
                .toArray();
    }
}
