package dev.framescope.debugger.registers;

import dev.framescope.machine.isa.Registers;

import java.util.Optional;

/** Names one register of a hart. */
public sealed interface RegisterId {
    /** The program counter. */
    record Pc() implements RegisterId {}

    /** The privilege mode; no register of the architecture, but part of a hart's state. */
    record Mode() implements RegisterId {}

    /**
     * An integer register.
     *
     * @param number 0 to 31
     */
    record General(int number) implements RegisterId {}

    /**
     * A floating-point register.
     *
     * @param number 0 to 31
     */
    record FloatingPoint(int number) implements RegisterId {}

    /**
     * A control and status register.
     *
     * @param number 0 to 0xfff
     */
    record Csr(int number) implements RegisterId {}

    /** Its ABI name, or the CSR's name in the specification. */
    default String name() {
        return switch (this) {
            case Pc pc -> "pc";
            case Mode mode -> "priv";
            case General general -> Registers.name(general.number());
            case FloatingPoint floating -> Registers.floatName(floating.number());
            case Csr csr -> dev.framescope.machine.isa.Csr.name(csr.number());
        };
    }

    /**
     * The register of a DWARF number (RISC-V ELF psABI, DWARF Register Numbers): 0 to 31 are x0 to
     * x31, 32 to 63 are f0 to f31, from 4096 on CSRs.
     */
    static Optional<RegisterId> ofDwarf(int number) {
        if (number >= 0 && number < DwarfNumbers.F0) {
            return Optional.of(new General(number));
        }
        if (number >= DwarfNumbers.F0 && number < DwarfNumbers.F0 + DwarfNumbers.COUNT) {
            return Optional.of(new FloatingPoint(number - DwarfNumbers.F0));
        }
        if (number >= DwarfNumbers.CSR && number < DwarfNumbers.CSR + DwarfNumbers.CSRS) {
            return Optional.of(new Csr(number - DwarfNumbers.CSR));
        }
        return Optional.empty();
    }

    /** The DWARF number of a floating-point register. */
    static int dwarfNumber(FloatingPoint register) {
        return DwarfNumbers.F0 + register.number();
    }
}
