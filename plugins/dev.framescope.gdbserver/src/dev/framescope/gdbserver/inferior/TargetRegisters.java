package dev.framescope.gdbserver.inferior;

import dev.framescope.gdbserver.inferior.TargetRegister.Access;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The registers that GDB is told of, with the numbers and names that QEMU gives them, and more CSRs
 * than QEMU lists. Of those that QEMU has and this hart has not (the hypervisor's), GDB is told
 * that their value is not available. Immutable.
 */
public final class TargetRegisters {
    /** How many the packets {@code g} and {@code G} carry: x0 to x31 and pc. */
    public static final int GENERAL_COUNT = 33;

    /** The number of pc. */
    public static final int PC = 32;

    static final int PRIVILEGE = 65;

    private static final int FIRST_FLOAT = 33;
    private static final int FIRST_CSR = 66;
    private static final int CSR_COUNT = 4096;

    /** QEMU 7.2's CSRs of extensions that no profile of this machine has. */
    private static final Map<Integer, String> FOREIGN_CSRS =
            Map.ofEntries(
                    Map.entry(0x200, "vsstatus"),
                    Map.entry(0x204, "vsie"),
                    Map.entry(0x205, "vstvec"),
                    Map.entry(0x240, "vsscratch"),
                    Map.entry(0x241, "vsepc"),
                    Map.entry(0x242, "vscause"),
                    Map.entry(0x243, "vstval"),
                    Map.entry(0x244, "vsip"),
                    Map.entry(0x280, "vsatp"),
                    Map.entry(0x34a, "mtinst"),
                    Map.entry(0x34b, "mtval2"),
                    Map.entry(0x600, "hstatus"),
                    Map.entry(0x602, "hedeleg"),
                    Map.entry(0x603, "hideleg"),
                    Map.entry(0x604, "hie"),
                    Map.entry(0x605, "htimedelta"),
                    Map.entry(0x606, "hcounteren"),
                    Map.entry(0x607, "hgeie"),
                    Map.entry(0x60a, "henvcfg"),
                    Map.entry(0x643, "htval"),
                    Map.entry(0x644, "hip"),
                    Map.entry(0x645, "hvip"),
                    Map.entry(0x64a, "htinst"),
                    Map.entry(0x680, "hgatp"),
                    Map.entry(0x7a4, "tinfo"),
                    Map.entry(0xe12, "hgeip"));

    private final Map<Integer, TargetRegister> byNumber = new TreeMap<>();

    private TargetRegisters(HartInspection hart) {
        for (int x = 0; x < 32; x++) {
            add(x, x == Registers.FP ? "fp" : Registers.name(x), typeOf(x), "general", general(x));
        }
        add(PC, "pc", "code_ptr", "general", new PcAccess());
        for (int f = 0; f < 32; f++) {
            add(FIRST_FLOAT + f, Registers.floatName(f), "riscv_double", "float", floating(f));
        }
        add(PRIVILEGE, "priv", "int", "system", new PrivilegeAccess());
        for (int csr = 0; csr < CSR_COUNT; csr++) {
            if (hart.csr(csr).isPresent() || isForeign(csr)) {
                add(FIRST_CSR + csr, csrName(csr), "int", groupOf(csr), new CsrAccess(csr));
            }
        }
    }

    /** The registers of harts like this one. Call on the machine thread. */
    public static TargetRegisters of(HartInspection hart) {
        return new TargetRegisters(hart);
    }

    private void add(int number, String name, String type, String group, Access access) {
        byNumber.put(number, new TargetRegister(number, name, type, group, access));
    }

    /** All of them, by number. */
    List<TargetRegister> all() {
        return new ArrayList<>(byNumber.values());
    }

    /** Whether GDB has been told of a register with that number. */
    public boolean has(long number) {
        return number >= 0 && number <= FIRST_CSR + CSR_COUNT && byNumber.containsKey((int) number);
    }

    /** The value of a register that there is; empty if the hart has none. */
    public OptionalLong read(HartInspection hart, int number) {
        return byNumber.get(number).access().read(hart);
    }

    /**
     * Changes a register that there is.
     *
     * @throws IllegalArgumentException if it cannot be written; the message says why
     */
    public void write(MachineControl machine, int hart, int number, long value) {
        byNumber.get(number).access().write(machine, hart, value);
    }

    private static boolean isForeign(int csr) {
        // Odd pmpcfg registers do not exist in RV64; QEMU lists them, and then fails to read them.
        return FOREIGN_CSRS.containsKey(csr) || csr == 0x3a1 || csr == 0x3a3;
    }

    private static String csrName(int csr) {
        return FOREIGN_CSRS.getOrDefault(csr, Csr.name(csr));
    }

    /** By the lowest mode that may access it (CSR Address Mapping Conventions). */
    private static String groupOf(int csr) {
        return switch (csr >>> 8 & 3) {
            case 0 -> csr <= Csr.FCSR ? "float" : "user";
            case 1 -> "supervisor";
            case 2 -> "hypervisor";
            default -> "machine";
        };
    }

    private static String typeOf(int x) {
        return switch (x) {
            case Registers.RA -> "code_ptr";
            case Registers.SP, 3, 4, Registers.FP -> "data_ptr";
            default -> "int";
        };
    }

    private static Access general(int x) {
        return new Access() {
            @Override
            public OptionalLong read(HartInspection hart) {
                return OptionalLong.of(hart.x(x));
            }

            @Override
            public void write(MachineControl machine, int hart, long value) {
                if (x != 0) {
                    machine.setX(hart, x, value);
                }
            }
        };
    }

    private static Access floating(int f) {
        return new Access() {
            @Override
            public OptionalLong read(HartInspection hart) {
                return OptionalLong.of(hart.f(f));
            }

            @Override
            public void write(MachineControl machine, int hart, long value) {
                machine.setF(hart, f, value);
            }
        };
    }

    private static final class PcAccess implements Access {
        @Override
        public OptionalLong read(HartInspection hart) {
            return OptionalLong.of(hart.pc());
        }

        @Override
        public void write(MachineControl machine, int hart, long value) {
            machine.setPc(hart, value);
        }
    }

    private static final class PrivilegeAccess implements Access {
        @Override
        public OptionalLong read(HartInspection hart) {
            return OptionalLong.of(hart.privilege().bits());
        }

        @Override
        public void write(MachineControl machine, int hart, long value) {
            if (value != 0 && value != 1 && value != 3) {
                throw new IllegalArgumentException("priv is 0 (U), 1 (S) or 3 (M)");
            }
            machine.setPrivilege(hart, Privilege.ofBits((int) value));
        }
    }

    private record CsrAccess(int csr) implements Access {
        @Override
        public OptionalLong read(HartInspection hart) {
            return hart.csr(csr);
        }

        @Override
        public void write(MachineControl machine, int hart, long value) {
            machine.setCsr(hart, csr, value);
        }
    }
}
