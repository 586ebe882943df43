package dev.framescope.symbols.demangle;

import dev.framescope.symbols.demangle.CxxNode.Affixed;
import dev.framescope.symbols.demangle.CxxNode.Arguments;
import dev.framescope.symbols.demangle.CxxNode.Qualified;
import dev.framescope.symbols.demangle.CxxNode.Sequence;
import dev.framescope.symbols.demangle.CxxNode.Template;
import dev.framescope.symbols.demangle.CxxNode.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Itanium C++ ABI's mangling: names (section 5.1.3). */
final class CxxNames {

    private static final Text STD = new Text("std");

    private static final Map<Character, String> STANDARD =
            Map.of(
                    'a', "std::allocator",
                    'b', "std::basic_string",
                    's', "std::string",
                    'i', "std::istream",
                    'o', "std::ostream",
                    'd', "std::iostream");

    private static final Map<Character, String> CLASS_OF_STANDARD =
            Map.of(
                    'a', "allocator",
                    'b', "basic_string",
                    's', "basic_string",
                    'i', "basic_istream",
                    'o', "basic_ostream",
                    'd', "basic_iostream");

    private static final Map<Character, String> EXPANDED =
            Map.of(
                    's',
                    "std::basic_string<char, std::char_traits<char>, std::allocator<char> >",
                    'i',
                    "std::basic_istream<char, std::char_traits<char> >",
                    'o',
                    "std::basic_ostream<char, std::char_traits<char> >",
                    'd',
                    "std::basic_iostream<char, std::char_traits<char> >");

    private final CxxState state;
    private final MangledText in;

    CxxNames(CxxState state) {
        this.state = state;
        in = state.in;
    }

    /** What a function's type has to know of its name. */
    static final class Kind {
        private boolean template;
        private boolean noResult;
        private String qualifiers = "";

        /** Whether the name ends with template arguments. */
        boolean isTemplate() {
            return template;
        }

        /** Whether it is a constructor, a destructor or a conversion. */
        boolean hasNoResult() {
            return noResult;
        }

        /** The qualifiers of a member function, each behind a space. */
        String qualifiers() {
            return qualifiers;
        }
    }

    CxxNode name(Kind kind) throws MangledNameException {
        if (in.accept('N')) {
            return nested(kind);
        }
        if (in.accept('Z')) {
            return state.encodings.local(kind);
        }
        CxxNode name;
        if (in.peek() == 'S' && in.peek(1) != 't') {
            in.next();
            name = substitution(false);
            if (in.peek() != 'I') {
                throw in.problem();
            }
        } else {
            boolean std = in.accept("St");
            name = unqualified(kind, null);
            name = std ? new Qualified(STD, name) : name;
            if (in.peek() != 'I') {
                return name;
            }
            state.substitutable(name);
        }
        kind.template = true;
        return new Template(name, arguments(true));
    }

    /** Reads a nested name behind its {@code N}. */
    private CxxNode nested(Kind kind) throws MangledNameException {
        in.accept('H'); // a member function with an explicit object
        StringBuilder qualifiers = new StringBuilder(qualifiers());
        if (in.accept('R')) {
            qualifiers.append(" &");
        } else if (in.accept('O')) {
            qualifiers.append(" &&");
        }
        CxxNode soFar = null;
        boolean lastCounts = false;
        String last = "";
        while (!in.accept('E')) {
            kind.template = false;
            lastCounts = true;
            char next = in.peek();
            if (next == 'S' && in.peek(1) == 't') {
                in.take(2);
                soFar = scope(soFar, STD);
                lastCounts = false;
                continue;
            } else if (next == 'S') {
                in.next();
                last = CLASS_OF_STANDARD.getOrDefault(in.peek(), "");
                CxxNode known = substitution(isStructor(in.peek(1)));
                last = last.isEmpty() ? lastName(known) : last;
                soFar = scope(soFar, known);
                lastCounts = false;
                continue;
            } else if (next == 'T') {
                in.next();
                soFar = scope(soFar, state.parameter());
            } else if (next == 'I' && soFar != null) {
                soFar = new Template(soFar, arguments(true));
                kind.template = true;
            } else if (next == 'M' && soFar != null) {
                in.next(); // what is in the initialiser of a member
                lastCounts = false;
                continue;
            } else if (next == 'D' && (in.peek(1) == 't' || in.peek(1) == 'T')) {
                soFar = scope(soFar, state.types.type());
                continue; // the type is substitutable already
            } else {
                kind.noResult = false;
                CxxNode component = unqualified(kind, last);
                last = component instanceof Text text ? text.text() : lastName(component);
                soFar = scope(soFar, component);
            }
            state.substitutable(soFar);
        }
        if (soFar == null) {
            throw in.problem();
        }
        if (lastCounts && !state.substitutions.isEmpty()) {
            state.substitutions.removeLast(); // the whole name is that of a type or function
        }
        kind.qualifiers = qualifiers.toString();
        return soFar;
    }

    private boolean isStructor(char c) {
        return (c == 'C' || c == 'D') && MangledText.isDigit(in.peek(2));
    }

    private CxxNode scope(CxxNode scope, CxxNode name) {
        return scope == null ? name : new Qualified(scope, name);
    }

    /** The name that constructors have. */
    private static String lastName(CxxNode node) {
        return switch (node.resolved()) {
            case Qualified qualified -> lastName(qualified.name());
            case Template template -> lastName(template.name());
            case Affixed affixed -> lastName(affixed.inner());
            case Text text -> {
                String plain = text.text();
                int arguments = plain.indexOf('<');
                plain = arguments > 0 ? plain.substring(0, arguments) : plain;
                yield plain.substring(plain.lastIndexOf(':') + 1);
            }
            default -> "";
        };
    }

    /** Reads the qualifiers of a type or a member function: each behind a space, in this order. */
    String qualifiers() {
        boolean restrict = in.accept('r');
        boolean isVolatile = in.accept('V');
        boolean isConst = in.accept('K');
        return (isConst ? " const" : "")
                + (isVolatile ? " volatile" : "")
                + (restrict ? " __restrict" : "");
    }

    /**
     * Reads a name without its scope.
     *
     * @param scopeName the last component of the scope, for constructors; null if there is no scope
     */
    CxxNode unqualified(Kind kind, String scopeName) throws MangledNameException {
        CxxNode name;
        in.accept('L'); // internal linkage
        char next = in.peek();
        if (MangledText.isDigit(next)) {
            name = source();
        } else if (next == 'U') {
            name = unnamed();
        } else if (next == 'D' && in.peek(1) == 'C') {
            name = binding();
        } else if ((next == 'C' || next == 'D') && scopeName != null) {
            kind.noResult = true;
            name = structor(scopeName);
        } else {
            name = operator(kind);
        }
        while (in.accept('B')) {
            name = new Affixed("", name, "[abi:" + sourceText() + "]");
        }
        return name;
    }

    private CxxNode structor(String name) throws MangledNameException {
        boolean destructor = in.next() == 'D';
        boolean inheriting = !destructor && in.accept('I');
        if (in.peek() < '0' || in.next() > '5') {
            throw in.problem();
        }
        if (inheriting) {
            state.types.type();
        }
        return new Text(destructor ? "~" + name : name);
    }

    /** Reads a structured binding. */
    private CxxNode binding() throws MangledNameException {
        in.take(2);
        List<CxxNode> parts = new ArrayList<>();
        while (!in.accept('E')) {
            parts.add(source());
        }
        return Sequence.of("[", new CxxNode.Commas(parts), "]");
    }

    Text source() throws MangledNameException {
        return new Text(sourceText());
    }

    private String sourceText() throws MangledNameException {
        String name = in.take(in.number());
        boolean anonymous =
                name.length() > 9
                        && name.startsWith("_GLOBAL_")
                        && "._$".indexOf(name.charAt(8)) >= 0
                        && name.charAt(9) == 'N';
        if (name.isEmpty()) {
            throw in.problem();
        }
        return anonymous ? "(anonymous namespace)" : name;
    }

    private CxxNode unnamed() throws MangledNameException {
        if (in.accept("Ut")) {
            return new Text("{unnamed type#" + (state.index(10) + 1) + "}");
        }
        if (!in.accept("Ul")) {
            throw in.problem();
        }
        boolean around = state.inLambda;
        state.inLambda = true;
        List<CxxNode> parameters = new ArrayList<>();
        while (!in.accept('E')) {
            parameters.add(state.types.type());
        }
        state.inLambda = around;
        boolean none = parameters.equals(List.of(CxxTypes.VOID));
        CxxNode shown = new CxxNode.LambdaParameters(none ? List.of() : parameters);
        return Sequence.of("{lambda(", shown, ")#" + (state.index(10) + 1) + "}");
    }

    CxxNode operator(Kind kind) throws MangledNameException {
        if (in.accept("cv")) {
            kind.noResult = true;
            boolean around = state.allowsForward;
            state.allowsForward = true;
            CxxNode type = state.types.type();
            state.allowsForward = around;
            return Sequence.of("operator ", type);
        }
        if (in.accept("li")) {
            return new Text("operator\"\" " + sourceText());
        }
        String code = in.take(2);
        if (code.charAt(0) == 'v' && MangledText.isDigit(code.charAt(1))) {
            return new Text("operator " + sourceText());
        }
        CxxOperator operator = CxxOperator.of(code);
        if (operator == null || !operator.isNamed()) {
            throw in.problem();
        }
        String symbol = operator.symbol();
        boolean word = Character.isLetter(symbol.charAt(0));
        return new Text("operator" + (word ? " " : "") + symbol);
    }

    /**
     * Reads template arguments.
     *
     * @param bind whether they are those that the parameters of the encoding stand for
     */
    Arguments arguments(boolean bind) throws MangledNameException {
        in.expect('I');
        List<CxxNode> list = new ArrayList<>();
        List<CxxNode> around = state.arguments;
        boolean binds = bind && !state.types.isReading();
        if (binds) {
            state.arguments = list; // the later of them may refer to the first
        }
        while (!in.accept('E')) {
            list.add(state.expressions.templateArgument());
        }
        if (!binds) {
            state.arguments = around;
        }
        return new Arguments(list);
    }

    /**
     * Reads what the text behind an {@code S} stands for.
     *
     * @param expanded whether standard types are to be written in full
     */
    CxxNode substitution(boolean expanded) throws MangledNameException {
        char next = in.peek();
        if (Character.isLowerCase(next)) {
            String name = STANDARD.get(in.next());
            if (name == null) {
                throw in.problem();
            }
            CxxNode known = new Text(expanded ? EXPANDED.getOrDefault(next, name) : name);
            if (in.peek() != 'B') {
                return known;
            }
            while (in.accept('B')) {
                known = new Affixed("", known, "[abi:" + sourceText() + "]");
            }
            return state.substitutable(known);
        }
        int index = state.index(36);
        if (index >= state.substitutions.size()) {
            throw in.problem();
        }
        CxxNode known = state.substitutions.get(index);
        if (known.resolved() instanceof CxxNode.Pack pack) {
            state.expanded = pack;
        }
        return known;
    }
}
