package dev.framescope.debugger.variables;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValuePlace;

import java.util.Optional;

/**
 * A variable, a part of one, a register, or the result of an expression, as it was at a stop. What
 * it says is computed already; its children are read when asked for, see {@link Values#children}.
 * Immutable; any thread may use it.
 */
public interface ValueNode {
    /** What a node is, for its icon and for grouping. */
    enum Kind {
        PARAMETER,
        LOCAL,
        /** A variable with static storage: of a function, a file, a crate. */
        STATIC,
        /** A member of a structure or union, a field of a register. */
        FIELD,
        BASE_CLASS,
        ELEMENT,
        /** What a pointer points to. */
        TARGET,
        REGISTER,
        EXPRESSION
    }

    Kind kind();

    /** Its name beside its siblings: {@code frame}, {@code [3]}, {@code *next}. */
    String name();

    /** An expression that gives this node again in its frame; empty if there is none. */
    String expression();

    /** The type as its language writes it, such as {@code struct page *}; empty if unknown. */
    String typeName();

    /** The value as a person reads it, on one line of bounded length; or why it is not there. */
    String text();

    /** The value as it is offered for editing: no symbols, no text beside a pointer. */
    String editText();

    /** The format it is shown in; children have the same. */
    ValueFormat format();

    /** Whether there is a value: false for what is optimized out or not mapped. */
    boolean available();

    /** Whether {@link Values#assign(ValueNode, String)} can change it. */
    boolean assignable();

    boolean hasChildren();

    /** How many children there are to ask for; of an array that is its length. */
    long childCount();

    /** Where the value lies; empty if nowhere, or in several pieces. */
    Optional<ValuePlace> place();
}
