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
        if (symbols.functionAt(link).isPresent()) {
            return Optional.of('<' + symbols.describe(link) + '>');
        }
        return symbols.symbolAt(link)
                .filter(symbol -> Long.compareUnsigned(link - symbol.value(), symbol.size()) < 0)
                .map(symbol -> '<' + name(symbol, link) + '>');
    }

    private static String name(ElfSymbol symbol, long address) {
        long offset = address - symbol.value();
        return offset == 0 ? symbol.name() : symbol.name() + "+0x" + Long.toHexString(offset);
    }
}
