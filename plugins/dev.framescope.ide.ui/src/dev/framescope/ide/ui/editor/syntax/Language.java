package dev.framescope.ide.ui.editor.syntax;

import java.util.Set;

/**
 * What colouring has to know of a language.
 *
 * @param keywords words with a meaning of their own
 * @param types words for types
 * @param registers words for registers
 * @param style what else is special
 */
record Language(Set<String> keywords, Set<String> types, Set<String> registers, Style style) {
    /** The families of languages, by what cannot be said with words. */
    enum Style {
        /** Directives begin with a hash sign; comments do not nest. */
        C,
        /** Comments nest; lifetimes, raw strings, attributes, macros. */
        RUST,
        /** Labels, mnemonics and directives begin a line; a hash sign begins a comment. */
        ASSEMBLY,
        /** Words may have dots; only block comments. */
        LINKER_SCRIPT
    }

    static final Language C = new Language(Words.C_KEYWORDS, Words.C_TYPES, Set.of(), Style.C);
    static final Language RUST =
            new Language(Words.RUST_KEYWORDS, Words.RUST_TYPES, Set.of(), Style.RUST);
    static final Language ASSEMBLY =
            new Language(Set.of(), Set.of(), Words.REGISTERS, Style.ASSEMBLY);
    static final Language LINKER_SCRIPT =
            new Language(Words.LINKER_KEYWORDS, Set.of(), Set.of(), Style.LINKER_SCRIPT);
}
