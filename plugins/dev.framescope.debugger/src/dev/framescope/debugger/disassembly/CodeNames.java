package dev.framescope.debugger.disassembly;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.Programs;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.Inspection;
import dev.framescope.symbols.SymbolFile;

import java.util.Optional;

/** What programs say of the addresses of one space. Immutable; any thread may use it. */
@FunctionalInterface
public interface CodeNames {
    /** A program that is mapped elsewhere than it is linked may be so page by page. */
    int PAGE_SHIFT = 12;

    /** Nothing is known of any address. */
    CodeNames NONE = address -> Optional.empty();

    /**
     * A place in a program.
     *
     * @param symbols the program's
     * @param link the address as the program was linked
     */
    record Place(SymbolFile symbols, long link) {}

    /** The program's place at an address; empty if no program is known there. */
    Optional<Place> at(long address);

    /**
     * The names of a kernel, at its link addresses, and at its load addresses if not translated.
     */
    static CodeNames of(KernelImage kernel, CodeSpace space) {
        return address ->
                Optional.of(
                        new Place(
                                kernel.symbols(), kernel.linkAddress(address, space.translated())));
    }

    /**
     * The names around an address: of the program whose code is there, which may be mapped
     * elsewhere than it is linked, and of the kernel. On the machine thread; the names may be used
     * anywhere.
     */
    static CodeNames around(Inspection machine, Programs programs, CodeSpace space, long address) {
        CodeNames kernel =
                programs.kernel()
                        .kernel()
                        .map(image -> CodeNames.of(image, space))
                        .orElse(CodeNames.NONE);
        MemoryView memory =
                new MemoryView(
                        machine.hart(space.hart()), machine, space.privilege(), space.satp());
        return programs.at(memory, address)
                .filter(place -> place.program() != programs.kernel())
                .map(place -> of(place, address, kernel))
                .orElse(kernel);
    }

    private static CodeNames of(CodePlace known, long at, CodeNames others) {
        long shift = known.linkPc() - at;
        Program program = known.program();
        return address -> {
            boolean same = shift == 0 || (address ^ at) >>> PAGE_SHIFT == 0;
            return same && program.hasCodeAt(address + shift)
                    ? Optional.of(new Place(program.symbols(), address + shift))
                    : others.at(address);
        };
    }

    /** An address as {@code allocFrame+0x1c}; empty if there is no symbol for it. */
    default Optional<String> describe(long address) {
        return at(address)
                .filter(
                        place ->
                                place.symbols().symbolAt(place.link()).isPresent()
                                        || place.symbols().functionAt(place.link()).isPresent())
                .map(place -> place.symbols().describe(place.link()));
    }
}
