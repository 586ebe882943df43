package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.type.BaseType;

/** What an expression refers to outside of itself: other parts of its unit. */
interface ExpressionUnit {

    /** Of expressions that belong to no unit, such as those of call frame information. */
    ExpressionUnit NONE =
            new ExpressionUnit() {
                @Override
                public Encoding encoding() {
                    return new Encoding(5, Integer.BYTES, Long.BYTES);
                }

                @Override
                public long address(long index) throws CannotTell {
                    throw foreign();
                }

                @Override
                public BaseType baseType(long unitOffset) throws CannotTell {
                    throw foreign();
                }

                @Override
                public byte[] procedure(long offset, boolean ofUnit) throws CannotTell {
                    throw foreign();
                }

                @Override
                public long entryValue(byte[] operations, LocationContext frame) throws CannotTell {
                    throw foreign();
                }

                private CannotTell foreign() {
                    return new CannotTell("its expression refers to a unit, but belongs to none");
                }
            };

    Encoding encoding();

    /** An address by its index in the unit's part of {@code .debug_addr}. */
    long address(long index) throws CannotTell;

    /** A base type by its offset in the unit; null for 0, the generic type. */
    BaseType baseType(long unitOffset) throws CannotTell;

    /**
     * The operations of another entry's location.
     *
     * @param ofUnit whether the offset counts from the unit's start, not the section's
     */
    byte[] procedure(long offset, boolean ofUnit) throws CannotTell;

    /** What an expression gave when the frame's function was entered. */
    long entryValue(byte[] operations, LocationContext frame) throws CannotTell;
}
