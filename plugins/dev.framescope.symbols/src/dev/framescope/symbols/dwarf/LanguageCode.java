package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.scope.Language;

/** The numbers of source languages (DWARF 5, section 7.12, and the list on dwarfstd.org). */
final class LanguageCode {

    private LanguageCode() {}

    static Language language(long code) {
        return switch ((int) code) {
            case 0x01, 0x02, 0x0c, 0x1d, 0x2c, 0x3e -> Language.C;
            case 0x04, 0x19, 0x1a, 0x21, 0x2a, 0x2b, 0x3a -> Language.CPP;
            case 0x1c, 0x9000 -> Language.RUST;
            case 0x27 -> Language.ZIG;
            case 0x31, 0x8001 -> Language.ASSEMBLY;
            default -> Language.OTHER;
        };
    }
}
