package dev.framescope.debugger.registers;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The floating-point registers by their ABI names (RISC-V psABI, Floating-point Register
 * Convention), and the control and status registers that belong to them.
 */
final class FloatingPointRegisters {
    private static final int COUNT = 32;

    private FloatingPointRegisters() {}

    /** The group; empty if the hart has no floating point. */
    static Optional<RegisterGroup> read(HartInspection hart) {
        List<RegisterValue> control = CsrGroup.registers(hart, Csr.FCSR, Csr.FRM, Csr.FFLAGS);
        if (control.isEmpty()) {
            return Optional.empty();
        }
        List<RegisterValue> values = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            long value = hart.f(number);
            values.add(
                    new RegisterValue(
                            new RegisterId.FloatingPoint(number),
                            Registers.floatName(number),
                            value,
                            FloatingPointMeaning.ofRegister(value)));
        }
        values.addAll(control);
        return Optional.of(new RegisterGroup(RegisterModel.FLOATING_POINT, values));
    }

    /** The register of an ABI name, or {@code f0} to {@code f31}; -1 if it is none. */
    static int number(String name) {
        for (int number = 0; number < COUNT; number++) {
            if (name.equals(Registers.floatName(number)) || name.equals("f" + number)) {
                return number;
            }
        }
        return -1;
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            names.add(Registers.floatName(number));
        }
        names.addAll(List.of("fcsr", "frm", "fflags"));
        return names;
    }
}
