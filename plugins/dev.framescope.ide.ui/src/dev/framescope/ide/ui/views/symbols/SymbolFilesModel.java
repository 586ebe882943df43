package dev.framescope.ide.ui.views.symbols;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSegment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The programs of a session and the address spaces that its machine has used, as text.
 *
 * @param programs the kernel first
 * @param spaces in the order in which they were first used
 */
record SymbolFilesModel(List<ProgramRow> programs, List<SpaceRow> spaces) {
    static final List<String> PROGRAM_COLUMNS =
            List.of("Program", "Scope", "Addresses", "Loaded at", "Debug information", "File");
    static final List<String> SPACE_COLUMNS =
            List.of("Address space", "Root PPN", "Mode", "ASID", "Harts", "Programs", "Last used");

    SymbolFilesModel {
        programs = List.copyOf(programs);
        spaces = List.copyOf(spaces);
    }

    /**
     * A program.
     *
     * @param cells for {@link #PROGRAM_COLUMNS}
     * @param problems what of its symbols cannot be used
     */
    record ProgramRow(Program program, List<String> cells, List<String> problems) {}

    /**
     * An address space.
     *
     * @param cells for {@link #SPACE_COLUMNS}
     */
    record SpaceRow(AddressSpace space, List<String> cells) {}

    /** Reads the session; waits for the machine. */
    static SymbolFilesModel of(DebugSession session) {
        List<AddressSpace> spaces = session.addressSpaces().join();
        return new SymbolFilesModel(
                session.programs().stream().map(program -> row(program, spaces)).toList(),
                spaces.stream().map(SymbolFilesModel::row).toList());
    }

    private static ProgramRow row(Program program, List<AddressSpace> spaces) {
        List<String> problems = program.symbols().problems();
        if (program.symbols().isOutdated()) {
            problems = List.of("The file has changed since it was read; start the kernel again.");
        }
        return new ProgramRow(
                program,
                List.of(
                        program.name(),
                        scope(program.scope(), spaces),
                        addresses(program.symbols().elf()),
                        loadedAt(program),
                        debugInformation(program.symbols().elf()),
                        program.path().toString()),
                problems);
    }

    /** A scope in words; an address space by its name. */
    private static String scope(ProgramScope scope, List<AddressSpace> spaces) {
        return scope instanceof ProgramScope.Space one
                ? spaces.stream()
                        .filter(space -> space.rootPpn() == one.rootPpn())
                        .map(AddressSpace::name)
                        .findFirst()
                        .orElseGet(scope::describe)
                : scope.describe();
    }

    private static List<ElfSegment> loaded(ElfFile elf) {
        return elf.segments().stream()
                .filter(ElfSegment::loaded)
                .filter(segment -> segment.memorySize() > 0)
                .sorted(Comparator.comparing(ElfSegment::vaddr, Long::compareUnsigned))
                .toList();
    }

    private static String addresses(ElfFile elf) {
        List<ElfSegment> segments = loaded(elf);
        if (segments.isEmpty()) {
            return "nothing to load";
        }
        ElfSegment last = segments.getLast();
        long end = last.vaddr() + last.memorySize();
        return hex(segments.getFirst().vaddr())
                + " – "
                + hex(end - 1)
                + " ("
                + Bytes.rounded(end - segments.getFirst().vaddr())
                + ")";
    }

    /** Where it lies physically, as far as its file says so, and how far that is from its links. */
    private static String loadedAt(Program program) {
        List<ElfSegment> segments = loaded(program.symbols().elf());
        boolean placed =
                program.scope() == ProgramScope.KERNEL || program.scope() == ProgramScope.FIRMWARE;
        if (!placed || segments.isEmpty()) {
            return "by the kernel";
        }
        ElfSegment first = segments.getFirst();
        long bias = first.paddr() - first.vaddr();
        return bias == 0
                ? hex(first.paddr()) + ", as linked"
                : hex(first.paddr()) + ", " + signed(bias);
    }

    private static String signed(long bias) {
        return bias < 0 ? "−" + hex(-bias) : "+" + hex(bias);
    }

    private static String debugInformation(ElfFile elf) {
        if (elf.debugSection("info").isPresent() || elf.section(".debug_info").isPresent()) {
            boolean compressed =
                    elf.section(".debug_info").filter(section -> section.compressed()).isPresent()
                            || elf.section(".debug_info").isEmpty();
            return compressed ? "DWARF, compressed" : "DWARF";
        }
        if (elf.section(".debug_line").isPresent()) {
            return "lines only";
        }
        return elf.symbols().isEmpty() ? "none" : "symbols only";
    }

    private static SpaceRow row(AddressSpace space) {
        return new SpaceRow(
                space,
                List.of(
                        space.name(),
                        hex(space.rootPpn()),
                        space.mode().label(),
                        Integer.toString(space.asid()),
                        space.harts().isEmpty()
                                ? "none now"
                                : space.harts().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")),
                        space.programs().stream()
                                .map(Program::name)
                                .collect(Collectors.joining(", ")),
                        "instruction " + String.format("%,d", space.lastSeen())));
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
