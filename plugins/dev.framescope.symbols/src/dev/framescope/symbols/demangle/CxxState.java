package dev.framescope.symbols.demangle;

import dev.framescope.symbols.demangle.CxxNode.Pack;
import dev.framescope.symbols.demangle.CxxNode.Parameter;

import java.util.ArrayList;
import java.util.List;

/** What the readers of a C++ name share: the text, and what later parts of it refer to. */
final class CxxState {

    final MangledText in;
    final CxxTypes types;
    final CxxNames names;
    final CxxExpressions expressions;
    final CxxEncoding encodings;

    /** What {@code S_}, {@code S0_} and so on stand for. */
    final List<CxxNode> substitutions = new ArrayList<>();

    /** What {@code T_}, {@code T0_} and so on stand for. */
    List<CxxNode> arguments = new ArrayList<>();

    /** Parameters that were read before their arguments. */
    List<Parameter> forward = new ArrayList<>();

    /** Whether parameters may come before their arguments: in the type of a conversion. */
    boolean allowsForward;

    /** Whether parameters are those of a lambda with {@code auto}. */
    boolean inLambda;

    /** The pack that was met last inside of an expansion, or null. */
    Pack expanded;

    CxxState(String text) {
        in = new MangledText(text);
        types = new CxxTypes(this);
        names = new CxxNames(this);
        expressions = new CxxExpressions(this);
        encodings = new CxxEncoding(this);
    }

    CxxNode substitutable(CxxNode node) {
        substitutions.add(node);
        return node;
    }

    /** Reads a number in the form of {@code _}, {@code 0_}, {@code 1_}: 0, 1, 2. */
    int index(int base) throws MangledNameException {
        long value = 0;
        boolean none = true;
        while (!in.accept('_')) {
            int digit = Character.digit(in.peek(), base);
            if (digit < 0 || Character.isLowerCase(in.next()) || value > Integer.MAX_VALUE) {
                throw in.problem();
            }
            value = value * base + digit;
            none = false;
        }
        return (int) Math.min(none ? 0 : value + 1, Integer.MAX_VALUE);
    }

    /** Reads a template parameter behind its {@code T}. */
    CxxNode parameter() throws MangledNameException {
        if (in.accept('L')) { // of an outer list, where there are several
            index(10);
            in.expect('_');
        }
        int index = index(10);
        if (!inLambda && !allowsForward && index < arguments.size()) {
            CxxNode argument = arguments.get(index);
            if (argument.resolved() instanceof Pack pack) {
                expanded = pack;
            }
            return argument;
        }
        if (!allowsForward && !inLambda) {
            throw in.problem();
        }
        Parameter parameter = new Parameter(index, inLambda);
        forward.add(parameter);
        return parameter;
    }
}
