package dev.framescope.insight.kernel;

import dev.framescope.machine.HostInterface;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSegment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** From an ELF file to what the machine loads (System V gABI, chapters 4 and 5). */
final class ElfLoader {
    private static final int ET_REL = 1;
    private static final int ET_EXEC = 2;
    private static final int ET_DYN = 3;
    private static final int ET_CORE = 4;

    private ElfLoader() {}

    static LoadImage load(SymbolFile symbols) throws SymbolException {
        ElfFile elf = symbols.elf();
        checkMachine(elf);
        checkType(elf);
        List<ElfSegment> segments =
                elf.segments().stream()
                        .filter(segment -> segment.loaded() && segment.memorySize() > 0)
                        .toList();
        if (segments.isEmpty()) {
            throw new SymbolException(
                    elf.name()
                            + " has no loadable segments (PT_LOAD): there is nothing to run; check"
                            + " the linker script");
        }
        List<LoadSegment> loads = new ArrayList<>();
        for (ElfSegment segment : segments) {
            loads.add(new LoadSegment(segment.paddr(), elf.bytes(segment), segment.memorySize()));
        }
        return new LoadImage(
                elf.name(), physicalEntry(elf, segments), loads, hostInterface(symbols));
    }

    /** Test programs have two words with these names, to talk with the host. */
    private static Optional<HostInterface> hostInterface(SymbolFile symbols) {
        OptionalLong tohost = physicalAddress(symbols, "tohost");
        return tohost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new HostInterface(
                                tohost.getAsLong(), physicalAddress(symbols, "fromhost")));
    }

    private static OptionalLong physicalAddress(SymbolFile symbols, String name) {
        OptionalLong address = symbols.symbolAddress(name);
        return address.isEmpty() ? address : symbols.elf().loadAddress(address.getAsLong());
    }

    private static void checkMachine(ElfFile elf) throws SymbolException {
        if (elf.machine() != ElfFile.EM_RISCV) {
            throw new SymbolException(
                    elf.name()
                            + " is a program for another processor ("
                            + machineName(elf.machine())
                            + "); a kernel for RV64 is needed: build it with a riscv64 compiler");
        }
    }

    private static String machineName(int machine) {
        return switch (machine) {
            case 3 -> "x86";
            case 40 -> "Arm";
            case 62 -> "x86-64";
            case 183 -> "AArch64";
            case 258 -> "LoongArch";
            default -> "ELF machine " + machine;
        };
    }

    private static void checkType(ElfFile elf) throws SymbolException {
        switch (elf.type()) {
            case ET_EXEC -> {
                // What a kernel is.
            }
            case ET_REL ->
                    throw new SymbolException(
                            elf.name() + " is an object file: link it into a kernel first");
            case ET_DYN ->
                    throw new SymbolException(
                            elf.name()
                                    + " is a shared object or a position-independent executable:"
                                    + " link the kernel at fixed addresses (-no-pie)");
            case ET_CORE -> throw new SymbolException(elf.name() + " is a core dump, no kernel");
            default ->
                    throw new SymbolException(
                            elf.name() + " is no executable: its ELF type is " + elf.type());
        }
    }

    /** Kernels of the higher half have a virtual entry point, some a physical one. */
    private static long physicalEntry(ElfFile elf, List<ElfSegment> segments)
            throws SymbolException {
        OptionalLong physical = elf.loadAddress(elf.entry());
        if (physical.isPresent()) {
            return physical.getAsLong();
        }
        for (ElfSegment segment : segments) {
            if (segment.containsLoadAddress(elf.entry())) {
                return elf.entry();
            }
        }
        throw new SymbolException(
                elf.name()
                        + ": the entry point 0x"
                        + Long.toHexString(elf.entry())
                        + " lies in no loadable segment; check ENTRY in the linker script");
    }
}
