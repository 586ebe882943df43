package dev.framescope.symbols.type;

/** A type of the program (DWARF 5, chapter 5). Any thread may use it. */
public sealed interface Type
        permits BaseType,
                PointerType,
                ArrayType,
                CompositeType,
                EnumType,
                AliasType,
                QualifiedType,
                FunctionType,
                VoidType,
                UnknownType {

    /**
     * The type as a person writes it in its language: {@code struct page}, {@code int (*)[4]},
     * {@code core::option::Option<usize>}; never empty.
     */
    String name();

    /** Size of a value in bytes; 0 for types without values, and where it is not known. */
    long size();
}
