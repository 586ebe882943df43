package dev.framescope.cli.compare;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.isa.Extension;
import dev.framescope.machine.isa.Format;
import dev.framescope.machine.isa.Instruction;
import dev.framescope.machine.isa.InstructionTable;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a random program is mostly made of. */
enum Mode {
    INTEGER(Set.of(Extension.A, Extension.F, Extension.D)),
    COMPRESSED(Set.of(Extension.A, Extension.F, Extension.D)),
    ATOMIC(Set.of(Extension.F, Extension.D)),
    FLOAT(Set.of(Extension.A)),
    CSR(Set.of(Extension.A, Extension.F, Extension.D)),
    PAGING(Set.of()),
    TRAPS(Set.of());

    /** The instruction set that QEMU's {@code rv64} has, but for the hypervisor extension. */
    static final IsaProfile PROFILE = IsaProfile.VIRT;

    /** Instructions that any block may have: they read and write registers and nothing else. */
    private static final Set<Format> PLAIN =
            EnumSet.of(
                    Format.R,
                    Format.UNARY,
                    Format.I,
                    Format.SHIFT,
                    Format.SHIFT_W,
                    Format.U,
                    Format.FENCE);

    private static final Set<Format> MEMORY =
            EnumSet.of(Format.LOAD, Format.STORE, Format.FLOAT_LOAD, Format.FLOAT_STORE);

    private static final Set<Format> FLOATS =
            Set.copyOf(
                    Arrays.stream(Format.values())
                            .filter(format -> format.name().startsWith("FLOAT"))
                            .filter(format -> !MEMORY.contains(format))
                            .toList());

    private final Set<Extension> without;

    Mode(Set<Extension> without) {
        this.without = without;
    }

    /** As on the command line. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Instructions of this mode that work on integer registers only. */
    List<Instruction> plain() {
        return rows(PLAIN);
    }

    /** Loads and stores of this mode; the atomic ones are apart. */
    List<Instruction> memory() {
        return rows(MEMORY);
    }

    /** Floating-point arithmetic of this mode. */
    List<Instruction> floats() {
        return rows(FLOATS);
    }

    /** Atomic operations of this mode, LR and SC apart. */
    List<Instruction> atomics() {
        return rows(Set.of(Format.AMO)).stream()
                .filter(row -> !row.name().startsWith("sc."))
                .toList();
    }

    private List<Instruction> rows(Set<Format> formats) {
        return InstructionTable.all().stream()
                .filter(row -> PROFILE.has(row.extension()) && !without.contains(row.extension()))
                .filter(Exclusions::mayExecute)
                .filter(row -> formats.contains(row.format()))
                .toList();
    }
}
