package dev.framescope.insight.kernel;

import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.elf.ElfSegment;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Groups an ELF file's sections into what a kernel writer calls its parts. */
final class KernelSections {
    /** Sections of thread-local storage share addresses with others. */
    private static final long SHF_TLS = 0x400;

    private static final long MAX_TAIL = 2L << 20;

    private static final List<String> END_SYMBOLS =
            List.of(
                    "kernel_end",
                    "ekernel",
                    "_ekernel",
                    "__kernel_end",
                    "kernelEnd",
                    "end",
                    "_end");

    /** Symbols below and above a boot stack, as the tutorials' kernels name them. */
    private static final List<StackSymbols> STACK_SYMBOLS =
            List.of(
                    new StackSymbols("bootstack", "bootstacktop"),
                    new StackSymbols("boot_stack_lower_bound", "boot_stack_top"),
                    new StackSymbols("boot_stack", "boot_stack_top"),
                    new StackSymbols("boot_stack_bottom", "boot_stack_top"),
                    new StackSymbols("stack_bottom", "stack_top"),
                    new StackSymbols("_stack_bottom", "_stack_top"));

    /** Objects that are a stack as a whole. */
    private static final List<String> STACK_OBJECTS = List.of("stack0", "boot_stack", "bootstack");

    private static final List<String> STACK_SECTIONS = List.of(".bss.stack", ".stack");

    private record StackSymbols(String low, String high) {}

    /** Link addresses from {@code low} up to {@code high}. */
    private record Range(long low, long high) {}

    private KernelSections() {}

    static List<KernelSection> of(SymbolFile symbols) {
        List<KernelSection> groups = grouped(plain(symbols.elf()));
        return bootStack(symbols).map(stack -> carve(groups, stack)).orElse(groups);
    }

    /** The sections that occupy memory, by physical address, cut where they overlap. */
    private static List<KernelSection> plain(ElfFile elf) {
        List<KernelSection> all = new ArrayList<>();
        for (ElfSection section : elf.sections()) {
            if (!section.allocated() || section.size() <= 0 || (section.flags() & SHF_TLS) != 0) {
                continue;
            }
            OptionalLong paddr = elf.loadAddress(section.address());
            if (paddr.isPresent()) {
                all.add(
                        new KernelSection(
                                section.name(),
                                kindOf(section),
                                section.address(),
                                paddr.getAsLong(),
                                section.size()));
            }
        }
        if (all.isEmpty()) {
            elf.segments().stream()
                    .filter(segment -> segment.loaded() && segment.memorySize() > 0)
                    .forEach(segment -> all.add(ofSegment(segment)));
        }
        all.sort(Comparator.comparing(KernelSection::paddr, Long::compareUnsigned));
        return withoutOverlap(all);
    }

    private static List<KernelSection> withoutOverlap(List<KernelSection> sorted) {
        List<KernelSection> result = new ArrayList<>();
        long end = 0;
        for (KernelSection section : sorted) {
            if (Long.compareUnsigned(section.paddr(), end) >= 0) {
                result.add(section);
                end = section.paddrEnd();
            } else if (Long.compareUnsigned(section.paddrEnd(), end) > 0) {
                long cut = end - section.paddr();
                result.add(
                        new KernelSection(
                                section.name(),
                                section.kind(),
                                section.vaddr() + cut,
                                end,
                                section.size() - cut));
                end = section.paddrEnd();
            }
        }
        return result;
    }

    private static SectionKind kindOf(ElfSection section) {
        if (STACK_SECTIONS.contains(section.name())) {
            return SectionKind.STACK;
        } else if (section.executable()) {
            return SectionKind.TEXT;
        } else if (!section.writable()) {
            return SectionKind.RODATA;
        }
        return section.hasContent() ? SectionKind.DATA : SectionKind.BSS;
    }

    /** For stripped files without a section table. */
    private static KernelSection ofSegment(ElfSegment segment) {
        SectionKind kind = SectionKind.RODATA;
        if ((segment.flags() & ElfSegment.PF_X) != 0) {
            kind = SectionKind.TEXT;
        } else if ((segment.flags() & ElfSegment.PF_W) != 0) {
            kind = segment.fileSize() == 0 ? SectionKind.BSS : SectionKind.DATA;
        }
        return new KernelSection(
                nameOf(kind), kind, segment.vaddr(), segment.paddr(), segment.memorySize());
    }

    private static List<KernelSection> grouped(List<KernelSection> sections) {
        List<KernelSection> groups = new ArrayList<>();
        for (KernelSection next : sections) {
            KernelSection named = withName(next, nameOf(next.kind()));
            if (!groups.isEmpty() && belongsTo(groups.getLast(), named)) {
                KernelSection group = groups.removeLast();
                named =
                        new KernelSection(
                                group.name(),
                                group.kind(),
                                group.vaddr(),
                                group.paddr(),
                                named.paddrEnd() - group.paddr());
            }
            groups.add(named);
        }
        return List.copyOf(groups);
    }

    /** Whether nothing but alignment lies between two sections of one kind. */
    private static boolean belongsTo(KernelSection group, KernelSection next) {
        return group.kind() == next.kind()
                && next.vaddr() - group.vaddr() == next.paddr() - group.paddr()
                && next.paddr() - group.paddrEnd() < 4096;
    }

    private static String nameOf(SectionKind kind) {
        return switch (kind) {
            case TEXT -> ".text";
            case RODATA -> ".rodata";
            case DATA -> ".data";
            case BSS -> ".bss";
            case STACK -> "boot stack";
        };
    }

    private static KernelSection withName(KernelSection section, String name) {
        return new KernelSection(
                name, section.kind(), section.vaddr(), section.paddr(), section.size());
    }

    private static Optional<Range> bootStack(SymbolFile symbols) {
        for (StackSymbols names : STACK_SYMBOLS) {
            OptionalLong low = symbols.symbolAddress(names.low());
            OptionalLong high = symbols.symbolAddress(names.high());
            if (low.isPresent()
                    && high.isPresent()
                    && Long.compareUnsigned(low.getAsLong(), high.getAsLong()) < 0) {
                return Optional.of(new Range(low.getAsLong(), high.getAsLong()));
            }
        }
        for (ElfSymbol symbol : symbols.elf().symbols()) {
            if (symbol.defined() && symbol.size() > 0 && STACK_OBJECTS.contains(symbol.name())) {
                return Optional.of(new Range(symbol.value(), symbol.value() + symbol.size()));
            }
        }
        return Optional.empty();
    }

    /** Cuts the stack out of the data section that it lies in. */
    private static List<KernelSection> carve(List<KernelSection> sections, Range stack) {
        List<KernelSection> result = new ArrayList<>();
        long size = stack.high() - stack.low();
        for (KernelSection section : sections) {
            long offset = stack.low() - section.vaddr();
            boolean holdsStack =
                    (section.kind() == SectionKind.BSS || section.kind() == SectionKind.DATA)
                            && offset >= 0
                            && offset < section.size()
                            && size <= section.size() - offset;
            if (!holdsStack) {
                result.add(section);
                continue;
            }
            addPart(result, section, section.kind(), 0, offset);
            addPart(result, section, SectionKind.STACK, offset, size);
            addPart(result, section, section.kind(), offset + size, section.size() - offset - size);
        }
        return List.copyOf(result);
    }

    private static void addPart(
            List<KernelSection> parts, KernelSection of, SectionKind kind, long offset, long size) {
        if (size > 0) {
            parts.add(
                    new KernelSection(
                            nameOf(kind), kind, of.vaddr() + offset, of.paddr() + offset, size));
        }
    }

    /** The end symbol may lie behind the last segment, by as much as the linker script aligns. */
    static OptionalLong kernelEnd(SymbolFile symbols) {
        for (String name : END_SYMBOLS) {
            OptionalLong end = symbols.symbolAddress(name);
            Optional<ElfSegment> last =
                    end.isEmpty() ? Optional.empty() : lastBefore(symbols.elf(), end.getAsLong());
            if (last.isPresent()) {
                return OptionalLong.of(last.get().paddr() + end.getAsLong() - last.get().vaddr());
            }
        }
        return OptionalLong.empty();
    }

    private static Optional<ElfSegment> lastBefore(ElfFile elf, long end) {
        return elf.segments().stream()
                .filter(segment -> segment.loaded() && segment.memorySize() > 0)
                .filter(segment -> Long.compareUnsigned(segment.vaddr(), end) < 0)
                .max(Comparator.comparing(ElfSegment::vaddr, Long::compareUnsigned))
                .filter(segment -> end - segment.vaddr() - segment.memorySize() < MAX_TAIL);
    }
}
