package dev.framescope.machine;

import dev.framescope.machine.isa.Extension;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which instruction set the harts have, and the device tree announces. An instruction or CSR of an
 * extension that is not in the profile is illegal.
 */
public enum IsaProfile {
    /** RV64GC and Sv39, and nothing beside: what tutorials' kernels are built for. */
    RV64GC("riscv,sv39", 3, gc()),

    /** What QEMU's {@code virt} machine has by default, without the hypervisor extension. */
    VIRT(
            "riscv,sv48",
            5,
            with(
                    gc(),
                    Extension.ZIHINTPAUSE,
                    Extension.ZBA,
                    Extension.ZBB,
                    Extension.ZBC,
                    Extension.ZBS,
                    Extension.SSTC)),

    /** RVA22S64, as far as it is mandatory (RISC-V Profiles); A and D bits raise page faults. */
    RVA22(
            "riscv,sv39",
            3,
            with(
                    gc(),
                    Extension.ZICBOM,
                    Extension.ZICBOZ,
                    Extension.ZIHINTPAUSE,
                    Extension.ZBA,
                    Extension.ZBB,
                    Extension.ZBS,
                    Extension.SVADE,
                    Extension.SVINVAL,
                    Extension.SVPBMT)),

    /** All that this machine can do; A and D bits are the hart's job as long as menvcfg says so. */
    MAX("riscv,sv57", 5, EnumSet.complementOf(EnumSet.of(Extension.SVADE)));

    /** What a machine has if nothing else is said. */
    public static final IsaProfile DEFAULT = VIRT;

    private final String mmuType;
    private final int levels;
    private final Set<Extension> extensions;

    IsaProfile(String mmuType, int levels, Set<Extension> extensions) {
        this.mmuType = mmuType;
        this.levels = levels;
        this.extensions = Collections.unmodifiableSet(extensions);
    }

    private static EnumSet<Extension> gc() {
        return EnumSet.of(
                Extension.I,
                Extension.M,
                Extension.A,
                Extension.F,
                Extension.D,
                Extension.C,
                Extension.ZICSR,
                Extension.ZIFENCEI);
    }

    private static EnumSet<Extension> with(EnumSet<Extension> base, Extension... more) {
        Collections.addAll(base, more);
        return base;
    }

    public boolean has(Extension extension) {
        return extensions.contains(extension);
    }

    /** Levels of page tables that satp can choose at most: 3 for Sv39, 4 for Sv48, 5 for Sv57. */
    public int pageTableLevels() {
        return levels;
    }

    /** The property {@code riscv,isa} of the device tree: {@code rv64imafdc_zicsr_...}. */
    public String isaString() {
        String letters =
                extensions.stream()
                        .filter(Extension::isLetter)
                        .map(Extension::text)
                        .collect(Collectors.joining());
        String words =
                extensions.stream()
                        .filter(extension -> !extension.isLetter())
                        .map(extension -> "_" + extension.text())
                        .collect(Collectors.joining());
        return "rv64" + letters + words;
    }

    /** The property {@code mmu-type} of the device tree. */
    public String mmuType() {
        return mmuType;
    }

    /** As a person writes it, and {@link #parse} reads it: {@code rv64gc}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile of this name, in any case; empty if there is none. */
    public static Optional<IsaProfile> parse(String text) {
        for (IsaProfile profile : values()) {
            if (profile.name().equalsIgnoreCase(text)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
