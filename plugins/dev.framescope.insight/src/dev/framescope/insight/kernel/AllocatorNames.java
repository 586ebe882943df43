package dev.framescope.insight.kernel;

import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.List;
import java.util.Optional;

/** Recognises a kernel's frame allocator by the names of its functions. */
final class AllocatorNames {
    /**
     * What the tutorials' kernels call them, from the most to the least telling. All are read with
     * {@link FrameUnit#AUTO}, which understands C functions that return an address or a page
     * number, and Rust's {@code Option<Frame>} and {@code Option<FrameTracker>}, which are returned
     * in a0 (0 for None, 1 for Some) and a1.
     */
    private static final List<AllocatorFunctions> KNOWN =
            List.of(
                    pair("alloc_frame", "dealloc_frame"),
                    pair("allocFrame", "deallocFrame"),
                    pair("frame_alloc", "frame_dealloc"),
                    pair("alloc_frame", "free_frame"),
                    pair("allocFrame", "freeFrame"),
                    pair("alloc_page", "free_page"),
                    pair("page_alloc", "page_free"),
                    pair("kalloc", "kfree"));

    private AllocatorNames() {}

    private static AllocatorFunctions pair(String alloc, String dealloc) {
        return new AllocatorFunctions(alloc, dealloc, FrameUnit.AUTO);
    }

    static Optional<AllocatorFunctions> detect(SymbolFile symbols) {
        return KNOWN.stream()
                .filter(
                        known ->
                                isFunction(symbols, known.alloc())
                                        && isFunction(symbols, known.dealloc()))
                .findFirst();
    }

    static Optional<String> stopAt(SymbolFile symbols) {
        return KNOWN.stream()
                .map(AllocatorFunctions::alloc)
                .filter(name -> isFunction(symbols, name))
                .findFirst();
    }

    /** Looks at the symbols first, as most of these names are nowhere in a kernel. */
    private static boolean isFunction(SymbolFile symbols, String name) {
        List<ElfSymbol> all = symbols.elf().symbols();
        boolean possible = all.isEmpty() || all.stream().anyMatch(s -> s.name().contains(name));
        return possible && !symbols.functions(name).isEmpty();
    }
}
