package dev.framescope.gdbserver.inferior;

import dev.framescope.machine.isa.Registers;

import java.util.List;

/** target.xml (GDB manual, appendix G): the architecture and its registers. */
public final class TargetDescription {
    private static final List<Feature> FEATURES =
            List.of(
                    new Feature("org.gnu.gdb.riscv.cpu", 0, TargetRegisters.PC),
                    new Feature("org.gnu.gdb.riscv.fpu", 33, 64),
                    new Feature("org.gnu.gdb.riscv.virtual", 65, 65),
                    new Feature("org.gnu.gdb.riscv.csr", 66, Integer.MAX_VALUE));

    /** Registers that pass arguments (RISC-V ELF psABI). */
    private static final int ARGUMENTS = 8;

    private TargetDescription() {}

    /** A set of registers that GDB knows by name, and the numbers it has here. */
    private record Feature(String name, int first, int last) {
        boolean has(TargetRegister register) {
            return register.number() >= first && register.number() <= last;
        }
    }

    /** The document for these registers. */
    public static String of(TargetRegisters registers) {
        Xml xml = Xml.document("target", Xml.attribute("version", "1.0"));
        xml.text("architecture", "", "riscv:rv64");
        for (Feature feature : FEATURES) {
            xml.open("feature", Xml.attribute("name", feature.name()));
            if (feature.name().endsWith("fpu")) {
                xml.open("union", Xml.attribute("id", "riscv_double"))
                        .empty("field", field("float", "ieee_single"))
                        .empty("field", field("double", "ieee_double"))
                        .close("union");
            }
            registers.all().stream()
                    .filter(feature::has)
                    .forEach(register -> xml.empty("reg", attributes(register)));
            xml.close("feature");
        }
        return xml.end("target");
    }

    private static String field(String name, String type) {
        return Xml.attribute("name", name) + Xml.attribute("type", type);
    }

    private static String attributes(TargetRegister register) {
        return Xml.attribute("name", register.name())
                + Xml.attribute("bitsize", TargetRegister.BITS)
                + Xml.attribute("regnum", register.number())
                + Xml.attribute("type", register.type())
                + Xml.attribute("group", register.group())
                + forLldb(register.number());
    }

    /** What LLDB wants to know beside, which GDB passes over. */
    private static String forLldb(int number) {
        if (number == TargetRegisters.PC) {
            return Xml.attribute("generic", "pc");
        }
        String role =
                switch (number) {
                    case Registers.RA -> "ra";
                    case Registers.SP -> "sp";
                    case Registers.FP -> "fp";
                    default -> "";
                };
        if (number >= Registers.A0 && number < Registers.A0 + ARGUMENTS) {
            role = "arg" + (number - Registers.A0 + 1);
        }
        boolean inDwarf = number < TargetRegisters.PC;
        return (role.isEmpty() ? "" : Xml.attribute("generic", role))
                + (inDwarf ? Xml.attribute("dwarf_regnum", number) : "");
    }
}
