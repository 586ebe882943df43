package dev.framescope.debugger.disassembly;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.symbols.SymbolFile;

import java.util.Optional;

/** What programs say of the addresses of one space. Immutable; any thread may use it. */
@FunctionalInterface
public interface CodeNames {
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
