package dev.framescope.symbols.demangle;

import java.util.List;

/** The types of C++ that are written around their declarators. */
interface CxxTypeNode extends CxxNode {

    /** A pointer or a reference; references to references collapse. */
    record Pointer(String symbol, CxxNode target) implements CxxTypeNode {

        private static final String REFERENCE = "&";

        private Pointer collapsed(CxxPrinter out) {
            Pointer shown = this;
            while (shown.isReference()
                    && out.behind(shown.target) instanceof Pointer inner
                    && inner.isReference()) {
                boolean shorter = shown.symbol.length() < inner.symbol.length();
                shown = new Pointer(shorter ? shown.symbol : inner.symbol, inner.target);
            }
            return shown;
        }

        private boolean isReference() {
            return symbol.startsWith(REFERENCE);
        }

        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            Pointer shown = collapsed(out);
            out.left(shown.target);
            if (out.needsParentheses(shown.target)) {
                out.open(shown.target);
            }
            out.write(shown.symbol);
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            Pointer shown = collapsed(out);
            out.write(out.needsParentheses(shown.target) ? ")" : "");
            out.right(shown.target);
        }
    }

    /** A pointer to a member of a class. */
    record MemberPointer(CxxNode owner, CxxNode member) implements CxxTypeNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.left(member);
            if (out.needsParentheses(member)) {
                out.open(member);
            } else {
                out.write(" ");
            }
            out.both(owner);
            out.write("::*");
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            out.write(out.needsParentheses(member) ? ")" : "");
            out.right(member);
        }
    }

    /** An array; the dimension may be missing. */
    record Array(CxxNode dimension, CxxNode element) implements CxxTypeNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            out.left(element);
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            out.write(out.last() == ']' ? "[" : " [");
            if (dimension != null) {
                out.both(dimension);
            }
            out.write("]");
            out.right(element);
        }

        @Override
        public boolean needsParentheses() {
            return true;
        }
    }

    /**
     * A function.
     *
     * @param result null where it is not written
     * @param suffix what follows the parameters: qualifiers, exceptions
     */
    record Function(CxxNode result, List<CxxNode> parameters, CxxNode suffix)
            implements CxxTypeNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            if (result != null) {
                out.left(result);
                out.write(out.endsOpen(result) ? "" : " ");
            }
        }

        @Override
        public void right(CxxPrinter out) throws MangledNameException {
            out.write("(");
            out.list(parameters);
            out.write(")");
            out.both(suffix);
            if (result != null) {
                out.right(result);
            }
        }

        @Override
        public boolean needsParentheses() {
            return true;
        }
    }

    /** A function's name with its type around it. */
    record Encoding(CxxNode name, Function type) implements CxxTypeNode {
        @Override
        public void left(CxxPrinter out) throws MangledNameException {
            type.left(out);
            out.both(name);
            type.right(out);
        }

        /** The same without what it returns, as in the scope of its local names. */
        Encoding withoutResult() {
            return new Encoding(name, new Function(null, type.parameters, type.suffix));
        }
    }
}
