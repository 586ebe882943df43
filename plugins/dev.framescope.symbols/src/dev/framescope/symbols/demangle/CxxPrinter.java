package dev.framescope.symbols.demangle;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes the parts of a C++ name. */
final class CxxPrinter {

    private static final int MAXIMUM_DEPTH = 512;

    private final BoundedText out = new BoundedText();

    /** Which element of a pack is written, while one is. */
    private final Map<CxxNode.Pack, Integer> elements = new IdentityHashMap<>();

    private boolean inLambda;
    private int depth;

    static String print(CxxNode node) throws MangledNameException {
        CxxPrinter printer = new CxxPrinter();
        printer.both(node);
        return printer.out.toString();
    }

    void write(String text) throws MangledNameException {
        out.append(text);
    }

    char last() {
        return out.last();
    }

    /** Opens the parentheses around a pointer to a node. */
    void open(CxxNode target) throws MangledNameException {
        char last = last();
        boolean directly = last == '(' || last == '*';
        boolean array = behind(target) instanceof CxxTypeNode.Array;
        write(last == ' ' || directly && !array ? "(" : " (");
    }

    void left(CxxNode node) throws MangledNameException {
        enter();
        node.left(this);
        depth--;
    }

    void right(CxxNode node) throws MangledNameException {
        enter();
        node.right(this);
        depth--;
    }

    void both(CxxNode node) throws MangledNameException {
        left(node);
        right(node);
    }

    private void enter() throws MangledNameException {
        out.step();
        if (++depth > MAXIMUM_DEPTH) {
            throw new MangledNameException("nested too deep");
        }
    }

    /** What a node stands for just now: of a parameter its argument, of a pack an element. */
    CxxNode behind(CxxNode node) {
        CxxNode behind = node.resolved();
        CxxNode element = behind instanceof CxxNode.Pack pack ? packElement(pack) : null;
        return element == null ? behind : element.resolved();
    }

    /** Whether a pointer to the node needs parentheses: to functions and arrays. */
    boolean needsParentheses(CxxNode node) {
        CxxNode behind = behind(node);
        return behind instanceof CxxNode.Qualifiers qualified
                ? behind(qualified.inner()).needsParentheses()
                : behind.needsParentheses();
    }

    /** Whether a name follows the left side of a type at once: it ends within parentheses. */
    boolean endsOpen(CxxNode node) {
        CxxNode behind = behind(node);
        return behind instanceof CxxTypeNode.Pointer pointer && needsParentheses(pointer.target())
                || behind instanceof CxxTypeNode.MemberPointer member
                        && needsParentheses(member.member());
    }

    /** Writes the parameters of a lambda, where those of its template are {@code auto}. */
    void lambda(List<CxxNode> parameters) throws MangledNameException {
        boolean around = inLambda;
        inLambda = true;
        list(parameters);
        inLambda = around;
    }

    /** Whether the parameters of a lambda are being written. */
    boolean inLambda() {
        return inLambda;
    }

    /** Writes nodes with commas between those that are not empty. */
    void list(List<CxxNode> nodes) throws MangledNameException {
        boolean first = true;
        for (CxxNode node : nodes) {
            int before = out.length();
            write(first ? "" : ", ");
            int start = out.length();
            both(node);
            if (out.length() == start) {
                out.truncate(before); // an empty pack
            } else {
                first = false;
            }
        }
    }

    /** Writes a pattern once for each element of the pack. */
    void expand(CxxNode pattern, CxxNode.Pack pack) throws MangledNameException {
        Integer before = elements.get(pack);
        for (int i = 0; i < pack.list().size(); i++) {
            write(i > 0 ? ", " : "");
            elements.put(pack, i);
            both(pattern);
        }
        if (before == null) {
            elements.remove(pack);
        } else {
            elements.put(pack, before);
        }
    }

    /** The element of a pack that is written just now, or null if all are to be. */
    CxxNode packElement(CxxNode.Pack pack) {
        Integer index = elements.get(pack);
        return index == null || index >= pack.list().size() ? null : pack.list().get(index);
    }

    /** Writes an operand of an expression. */
    void operand(CxxNode node) throws MangledNameException {
        boolean simple = behind(node).isSimple();
        write(simple ? "" : "(");
        both(node);
        write(simple ? "" : ")");
    }
}
