package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The call frame information of an ELF file: from an instruction to the rules that give its
 * caller's registers. Any thread may use it.
 */
public final class CallFrameTable {

    /** Of two entries for the same code, the index finds the one that was added last. */
    private static final List<String> SECTIONS = List.of(".eh_frame", ".debug_frame");

    private final AddressIndex<FrameEntry> entries;
    private final Consumer<SymbolException> problems;

    /**
     * Reads the addresses of all entries; their instructions are read when they are asked for.
     *
     * @param problems takes what cannot be read, now and later; called on any thread
     */
    public CallFrameTable(ElfFile elf, Consumer<SymbolException> problems) {
        this.problems = problems;
        AddressIndex.Builder<FrameEntry> builder = new AddressIndex.Builder<>();
        for (String name : SECTIONS) {
            Optional<ElfSection> section = elf.debugSection(name);
            if (section.isPresent()) {
                add(elf, section.get(), builder);
            }
        }
        entries = builder.build();
    }

    private void add(ElfFile elf, ElfSection section, AddressIndex.Builder<FrameEntry> builder) {
        try {
            boolean exceptionFrames = section.name().equals(".eh_frame");
            FrameSectionReader reader =
                    new FrameSectionReader(
                            elf.reader(section), section.address(), exceptionFrames, problems);
            for (FrameEntry entry : reader.read()) {
                // Linkers leave the entries of code that they dropped in place.
                if (elf.hasCodeAt(entry.range().low())) {
                    builder.add(entry.range(), entry);
                }
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
    }

    /** The rules that hold while a hart is at the link address, if there are any for it. */
    public Optional<FrameRules> rulesAt(long linkAddress) {
        for (FrameEntry entry : entries.allAt(linkAddress)) {
            try {
                return Optional.of(CallFrameProgram.run(entry, linkAddress));
            } catch (SymbolException e) {
                problems.accept(e);
            }
        }
        return Optional.empty();
    }
}
