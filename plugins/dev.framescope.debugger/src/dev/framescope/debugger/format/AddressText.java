package dev.framescope.debugger.format;

import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.Optional;

/** Addresses with the symbol that is there. */
final class AddressText {
    private AddressText() {}

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** {@code <allocFrame+0x4>} for an address inside a function or variable; empty elsewhere. */
    static Optional<String> symbol(ValueFrame frame, long address) {
        if (address == 0 || frame.symbols().isEmpty()) {
            return Optional.empty();
        }
        SymbolFile symbols = frame.symbols().get();
        long link = frame.linkAddress(address);
        boolean inside =
                symbols.functionAt(link).isPresent()
                        || symbols.symbolAt(link).filter(s -> contains(s, link)).isPresent();
        return inside ? Optional.of('<' + symbols.describe(link) + '>') : Optional.empty();
    }

    private static boolean contains(ElfSymbol symbol, long address) {
        return Long.compareUnsigned(address - symbol.value(), symbol.size()) < 0;
    }
}
