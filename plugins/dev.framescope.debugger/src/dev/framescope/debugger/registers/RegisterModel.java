package dev.framescope.debugger.registers;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Csr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The register model: all registers of a hart, in groups. */
public final class RegisterModel {
    /** The name of the group of pc and the integer registers. */
    public static final String GENERAL = "General";

    /** The name of the group of the floating-point registers, fcsr, frm and fflags. */
    public static final String FLOATING_POINT = "Floating point";

    private RegisterModel() {}

    /**
     * Reads all registers that the hart has: the general ones, those for floating point, then the
     * other control and status registers. Call on the machine thread.
     */
    public static List<RegisterGroup> read(HartInspection hart) {
        List<RegisterGroup> groups = new ArrayList<>();
        groups.add(GeneralRegisters.read(hart));
        FloatingPointRegisters.read(hart).ifPresent(groups::add);
        groups.addAll(CsrGroup.read(hart));
        return List.copyOf(groups);
    }

    /**
     * The register of that name: {@code pc}, {@code a0}, {@code x10}, {@code fa0}, {@code satp}.
     */
    public static Optional<RegisterId> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        if (wanted.equals("pc")) {
            return Optional.of(new RegisterId.Pc());
        }
        if (wanted.equals("priv")) {
            return Optional.of(new RegisterId.Mode());
        }
        int general = GeneralRegisters.number(wanted);
        if (general >= 0) {
            return Optional.of(new RegisterId.General(general));
        }
        int floatingPoint = FloatingPointRegisters.number(wanted);
        if (floatingPoint >= 0) {
            return Optional.of(new RegisterId.FloatingPoint(floatingPoint));
        }
        OptionalInt csr = Csr.number(wanted);
        return csr.isPresent() ? Optional.of(new RegisterId.Csr(csr.getAsInt())) : Optional.empty();
    }

    /** The names of all registers, as {@link #named} takes them, those used most first. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of("pc", "priv", "fp"));
        names.addAll(GeneralRegisters.names());
        names.addAll(CsrGroup.names());
        names.addAll(FloatingPointRegisters.names());
        return List.copyOf(names);
    }
}
