package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.Optional;

/** Finds the operations that an attribute has for an instruction (DWARF 5, section 2.6). */
final class LocationAttribute {

    private LocationAttribute() {}

    /**
     * The operations of an expression, or of the element of a list that holds at an address.
     *
     * @return empty if the entry does not have the attribute, or no element holds there
     */
    static Optional<byte[]> operations(Entry entry, int attribute, long linkPc)
            throws SymbolException {
        if (!isList(entry, attribute)) {
            return entry.block(attribute);
        }
        return LocationList.of(entry, attribute).at(linkPc);
    }

    /** Whether a value's place depends on the address. */
    static boolean isList(Entry entry, int attribute) {
        if (!entry.has(attribute)) {
            return false;
        }
        return isList(entry.die().form(attribute), entry.unit().encoding().version());
    }

    static boolean isList(int form, int version) {
        return switch (form) {
            case Form.SEC_OFFSET, Form.LOCLISTX -> true;
            // Before DWARF 4 had SEC_OFFSET, plain data served for it.
            case Form.DATA4, Form.DATA8 -> version < 4;
            default -> false;
        };
    }
}
