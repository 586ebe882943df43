package dev.framescope.debugger.registers;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The integer registers by their ABI names (RISC-V psABI, Integer Register Convention). */
final class GeneralRegisters {
    private static final int COUNT = 32;

    private GeneralRegisters() {}

    static RegisterGroup read(HartInspection hart) {
        List<RegisterValue> values = new ArrayList<>();
        values.add(new RegisterValue(new RegisterId.Pc(), "pc", hart.pc(), ""));
        for (int number = 0; number < COUNT; number++) {
            values.add(
                    new RegisterValue(
                            new RegisterId.General(number),
                            Registers.name(number),
                            hart.x(number),
                            ""));
        }
        return new RegisterGroup(RegisterModel.GENERAL, values);
    }

    /** The register of an ABI name, {@code fp}, or {@code x0} to {@code x31}; -1 if it is none. */
    static int number(String name) {
        for (int number = 0; number < COUNT; number++) {
            if (name.equals(Registers.name(number)) || name.equals("x" + number)) {
                return number;
            }
        }
        return name.equals("fp") ? Registers.FP : -1;
    }

    static List<String> names() {
        return IntStream.range(0, COUNT).mapToObj(Registers::name).toList();
    }
}
