package dev.framescope.symbols.demangle;

import java.util.List;

/**
 * A part of a C++ name. Types are written around what they are the type of: {@code left} comes
 * before, {@code right} behind it.
 */
interface CxxNode {

    /** Writes what comes before a declarator. */
    void left(CxxPrinter out) throws MangledNameException;

    /** Writes what comes behind a declarator. */
    default void right(CxxPrinter out) throws MangledNameException {
        out.write(""); // most have nothing there
    }

    /** Whether a pointer to it needs parentheses: functions and arrays. */
    default boolean needsParentheses() {
        return false;
    }

    /** What stands behind names for it: of a parameter its argument. */
    default CxxNode resolved() {
        return this;
    }

    /** Whether it is written in expressions without parentheses. */
    default boolean isSimple() {
        return false;
    }

    /** Text as it is: names and built-in types. */
    record Text(String text) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.write(text);
        }

        @Override
        public boolean isSimple() {
            return true;
        }
    }

    /** A literal. */
    record Literal(String text) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.write(text);
        }
    }

    /** A name in a scope. */
    record Qualified(CxxNode scope, CxxNode name) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.both(scope);
            out.write("::");
            out.both(name);
        }

        @Override
        public boolean isSimple() {
            return !(name instanceof Template);
        }
    }

    /** A name with template arguments. */
    record Template(CxxNode name, Arguments arguments) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.both(name);
            out.both(arguments);
        }
    }

    /** Template arguments in their brackets. */
    record Arguments(List<CxxNode> list) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            // A shift and a list of arguments would run into each other.
            out.write(out.last() == '<' ? " <" : "<");
            out.list(list);
            out.write(out.last() == '>' ? " >" : ">");
        }
    }

    /** Several arguments for one parameter. */
    record Pack(List<CxxNode> list) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            CxxNode element = out.packElement(this);
            if (element == null) {
                out.list(list);
            } else {
                element.left(out);
            }
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            CxxNode element = out.packElement(this);
            if (element != null) {
                element.right(out);
            }
        }
    }

    /** A pattern, written once for each element of the pack in it. */
    record Expansion(CxxNode pattern, Pack pack) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            if (pack == null) {
                out.operand(pattern);
                out.write("...");
            } else {
                out.expand(pattern, pack);
            }
        }
    }

    /**
     * A template parameter that comes before its argument: in the type of a conversion, and among
     * the parameters of a lambda, where it is written as {@code auto}.
     */
    final class Parameter implements CxxNode {
        private final int index;
        private final boolean ofLambda;
        private CxxNode argument;

        Parameter(int index, boolean ofLambda) {
            this.index = index;
            this.ofLambda = ofLambda;
        }

        /** Cycles of parameters and arguments end with the depth that the printer allows. */
        void resolve(List<CxxNode> arguments) throws MangledNameException {
            if (index < arguments.size() && arguments.get(index) != this) {
                argument = arguments.get(index);
            } else if (!ofLambda) {
                throw new MangledNameException("no such template argument");
            }
        }

        private boolean isAuto(CxxPrinter out) {
            return argument == null || ofLambda && out.inLambda();
        }

        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            if (isAuto(out)) {
                out.write("auto:" + (index + 1));
            } else {
                out.left(argument);
            }
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            if (!isAuto(out)) {
                out.right(argument);
            }
        }

        @Override
        public CxxNode resolved() {
            return argument == null ? this : argument;
        }
    }

    /** The parameters of a lambda. */
    record LambdaParameters(List<CxxNode> list) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.lambda(list);
        }
    }

    /** Something with text before or behind it. */
    record Affixed(String prefix, CxxNode inner, String suffix) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.write(prefix);
            out.left(inner);
            out.write(suffix);
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            out.right(inner);
        }
    }

    /** A type with qualifiers, each behind a space; those that it has already are not repeated. */
    record Qualifiers(CxxNode inner, String qualifiers) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.left(inner);
            boolean repeated =
                    out.behind(inner) instanceof Qualifiers other
                            && other.qualifiers.equals(qualifiers);
            out.write(repeated ? "" : qualifiers);
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            out.right(inner);
        }
    }

    /** Parts that are written one behind the other. */
    record Sequence(List<CxxNode> parts) implements CxxNode {
        static Sequence of(Object... parts) {
            return new Sequence(
                    java.util.Arrays.stream(parts)
                            .map(p -> p instanceof String text ? new Text(text) : (CxxNode) p)
                            .toList());
        }

        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            for (CxxNode part : parts) {
                out.both(part);
            }
        }
    }

    /** Parts that are written with commas between them. */
    record Commas(List<CxxNode> parts) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.list(parts);
        }
    }

    /** An operand, in parentheses where it needs some. */
    record Operand(CxxNode inner) implements CxxNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.operand(inner);
        }
    }
}
