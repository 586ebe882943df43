package dev.framescope.symbols.type;

/** Questions about types that have nothing to do with one kind of them. */
public final class Types {

    private Types() {}

    /** The type without the aliases and qualifiers around it. */
    public static Type strip(Type type) {
        Type at = type;
        while (true) {
            switch (at) {
                case AliasType alias -> at = alias.target();
                case QualifiedType qualified -> at = qualified.target();
                default -> {
                    return at;
                }
            }
        }
    }
}
