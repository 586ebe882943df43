package dev.framescope.symbols.demangle;

import dev.framescope.symbols.demangle.CxxNode.Affixed;
import dev.framescope.symbols.demangle.CxxNode.Commas;
import dev.framescope.symbols.demangle.CxxNode.Expansion;
import dev.framescope.symbols.demangle.CxxNode.Literal;
import dev.framescope.symbols.demangle.CxxNode.Operand;
import dev.framescope.symbols.demangle.CxxNode.Pack;
import dev.framescope.symbols.demangle.CxxNode.Qualified;
import dev.framescope.symbols.demangle.CxxNode.Sequence;
import dev.framescope.symbols.demangle.CxxNode.Template;
import dev.framescope.symbols.demangle.CxxNode.Text;
import dev.framescope.symbols.demangle.CxxTypeNode.Encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Itanium C++ ABI's mangling: template arguments and expressions (section 5.1.6). */
final class CxxExpressions {

    private static final Map<String, String> SUFFIXES =
            Map.of(
                    "int",
                    "",
                    "unsigned int",
                    "u",
                    "long",
                    "l",
                    "unsigned long",
                    "ul",
                    "long long",
                    "ll",
                    "unsigned long long",
                    "ull");

    private static final Map<String, String> CASTS =
            Map.of(
                    "dc", "dynamic_cast",
                    "sc", "static_cast",
                    "cc", "const_cast",
                    "rc", "reinterpret_cast");

    /** Operators before one operand, which may be a type. */
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "st", "sizeof ",
                    "sz", "sizeof ",
                    "at", "alignof ",
                    "az", "alignof ",
                    "ti", "typeid ",
                    "te", "typeid ",
                    "nx", "noexcept ",
                    "tw", "throw ");

    private final CxxState state;
    private final MangledText in;

    CxxExpressions(CxxState state) {
        this.state = state;
        in = state.in;
    }

    CxxNode templateArgument() throws MangledNameException {
        in.enter();
        CxxNode argument =
                switch (in.peek()) {
                    case 'L' -> literal();
                    case 'X' -> {
                        in.next();
                        CxxNode expression = expression();
                        in.expect('E');
                        yield expression;
                    }
                    case 'J' -> {
                        in.next();
                        yield new Pack(listOf(this::templateArgument));
                    }
                    default -> state.types.type();
                };
        in.leave();
        return argument;
    }

    /** Reads a part of the name. */
    private interface Part {
        CxxNode read() throws MangledNameException;
    }

    private List<CxxNode> listOf(Part part) throws MangledNameException {
        List<CxxNode> list = new ArrayList<>();
        while (!in.accept('E')) {
            list.add(part.read());
        }
        return list;
    }

    CxxNode expression() throws MangledNameException {
        in.enter();
        CxxNode expression = anyExpression();
        in.leave();
        return expression;
    }

    private CxxNode anyExpression() throws MangledNameException {
        char next = in.peek();
        if (next == 'L') {
            return literal();
        }
        if (next == 'T') {
            in.next();
            return state.parameter();
        }
        if (next == 'f' && (in.peek(1) == 'p' || in.peek(1) == 'L' && isDigitAt(2))) {
            return functionParameter();
        }
        if (MangledText.isDigit(next) || in.startsWith("on") || in.startsWith("dn")) {
            return baseName();
        }
        in.accept("gs"); // the global operator; new and delete are all that it is before
        String code = in.take(2);
        String prefix = PREFIXES.get(code);
        if (prefix != null) {
            boolean type = code.equals("st") || code.equals("at") || code.equals("ti");
            return Sequence.of(prefix + "(", type ? state.types.type() : expression(), ")");
        }
        CxxOperator operator = CxxOperator.of(code);
        if (operator != null && operator.operands() == 1) {
            return unary(operator.symbol());
        }
        if (operator != null && operator.operands() == 2) {
            return binary(operator.symbol());
        }
        return CASTS.containsKey(code) ? cast(CASTS.get(code)) : other(code);
    }

    private boolean isDigitAt(int ahead) {
        return MangledText.isDigit(in.peek(ahead));
    }

    private CxxNode unary(String symbol) throws MangledNameException {
        boolean step = symbol.equals("++") || symbol.equals("--");
        boolean before = !step || in.accept('_');
        CxxNode inner = expression();
        if (symbol.equals("&")
                && inner instanceof Encoding function
                && function.type().result() == null) {
            inner = function.name(); // of which the type is known
        }
        CxxNode operand = new Operand(inner);
        return before ? Sequence.of(symbol, operand) : Sequence.of(operand, symbol);
    }

    private CxxNode binary(String symbol) throws MangledNameException {
        CxxNode left = new Operand(expression());
        CxxNode right = new Operand(expression());
        // As an argument of a template this would end the list.
        boolean ends = symbol.equals(">");
        return Sequence.of(ends ? "(" : "", left, symbol, right, ends ? ")" : "");
    }

    private CxxNode cast(String name) throws MangledNameException {
        CxxNode type = state.types.type();
        return Sequence.of(name + "<", type, ">(", expression(), ")");
    }

    private CxxNode other(String code) throws MangledNameException {
        return switch (code) {
            case "cl" -> {
                CxxNode called = new Operand(expression());
                yield Sequence.of(called, "(", new Commas(listOf(this::expression)), ")");
            }
            case "cv" -> conversion();
            case "tl" -> {
                CxxNode type = state.types.type();
                yield Sequence.of(type, "{", new Commas(listOf(this::expression)), "}");
            }
            case "il" -> Sequence.of("{", new Commas(listOf(this::expression)), "}");
            case "pt" -> binary("->");
            case "ix" -> {
                CxxNode array = new Operand(expression());
                yield Sequence.of(array, "[", expression(), "]");
            }
            case "qu" -> {
                CxxNode condition = new Operand(expression());
                CxxNode first = new Operand(expression());
                yield Sequence.of(condition, "?", first, " : ", new Operand(expression()));
            }
            case "nw", "na" -> creation(code.equals("na") ? "new[] " : "new ");
            case "dl" -> Sequence.of("delete ", expression());
            case "da" -> Sequence.of("delete[] ", expression());
            case "tr" -> new Text("throw");
            case "sr" -> scoped();
            case "sp" -> expansion();
            case "sZ" -> packSize(expression());
            case "sP" -> Sequence.of("sizeof...(", new Commas(listOf(this::templateArgument)), ")");
            case "fl", "fr", "fL", "fR" -> fold(code.charAt(1));
            default -> throw in.problem();
        };
    }

    private static CxxNode packSize(CxxNode of) {
        return of.resolved() instanceof Pack pack
                ? new Literal(Integer.toString(pack.list().size()))
                : Sequence.of("sizeof...(", of, ")");
    }

    private CxxNode conversion() throws MangledNameException {
        CxxNode type = state.types.type();
        CxxNode operand = in.accept('_') ? new Commas(listOf(this::expression)) : expression();
        return Sequence.of("(", type, ")(", operand, ")");
    }

    private CxxNode creation(String prefix) throws MangledNameException {
        List<CxxNode> placement = new ArrayList<>();
        while (!in.accept('_')) {
            placement.add(expression());
        }
        CxxNode type = state.types.type();
        Object before = placement.isEmpty() ? "" : Sequence.of("(", new Commas(placement), ") ");
        if (in.accept("pi")) {
            return Sequence.of(
                    prefix, before, type, "(", new Commas(listOf(this::expression)), ")");
        }
        in.expect('E');
        return Sequence.of(prefix, before, type);
    }

    private CxxNode expansion() throws MangledNameException {
        state.expanded = null;
        CxxNode pattern = expression();
        return new Expansion(pattern, state.expanded);
    }

    private CxxNode fold(char kind) throws MangledNameException {
        CxxOperator operator = CxxOperator.of(in.take(2));
        if (operator == null) {
            throw in.problem();
        }
        String symbol = operator.symbol();
        CxxNode first = new Operand(expression());
        return switch (kind) {
            case 'l' -> Sequence.of("(..." + symbol, first, ")");
            case 'r' -> Sequence.of("(", first, symbol + "...)");
            default -> {
                CxxNode second = new Operand(expression());
                yield Sequence.of("(", first, symbol + "..." + symbol, second, ")");
            }
        };
    }

    /** Reads a reference to a parameter of the function. */
    private CxxNode functionParameter() throws MangledNameException {
        if (in.accept("fL")) {
            in.number();
            in.expect('p');
        } else {
            in.take(2);
            if (in.accept('T')) {
                return new Text("this");
            }
        }
        state.names.qualifiers();
        return new Text("{parm#" + (state.index(10) + 1) + "}");
    }

    /** Reads a name that could not be looked up, without its scope. */
    private CxxNode baseName() throws MangledNameException {
        CxxNode name;
        if (in.accept("dn")) {
            CxxNode type =
                    MangledText.isDigit(in.peek()) ? state.names.source() : state.types.type();
            name = Sequence.of("~", type);
        } else if (in.accept("on")) {
            name = state.names.operator(new CxxNames.Kind());
        } else {
            name = state.names.source();
        }
        return in.peek() == 'I' ? new Template(name, state.names.arguments(false)) : name;
    }

    /** Reads a name in a scope behind {@code sr}. */
    private CxxNode scoped() throws MangledNameException {
        boolean levels = in.accept('N');
        CxxNode scope;
        if (!levels && MangledText.isDigit(in.peek())) {
            scope = baseName();
            while (!in.accept('E')) {
                scope = new Qualified(scope, baseName());
            }
        } else {
            scope = state.types.type();
            while (levels && !in.accept('E')) {
                scope = new Qualified(scope, baseName());
            }
        }
        return new Qualified(scope, baseName());
    }

    private CxxNode literal() throws MangledNameException {
        in.expect('L');
        if (in.accept("_Z")) {
            CxxNode of = state.encodings.encoding();
            in.expect('E');
            return of;
        }
        CxxNode type = state.types.type();
        boolean negative = in.accept('n');
        int start = in.position();
        while (in.peek() != 'E') {
            if (in.next() == MangledText.END) {
                throw in.problem();
            }
        }
        String digits = in.from(start);
        in.next();
        return value(type, (negative ? "-" : "") + digits);
    }

    private static CxxNode value(CxxNode type, String value) {
        if (value.isEmpty()) { // the null pointer
            return type;
        }
        String name = type instanceof Text text ? text.text() : "";
        if (name.equals("bool") && (value.equals("0") || value.equals("1"))) {
            return new Literal(value.equals("1") ? "true" : "false");
        }
        if (SUFFIXES.containsKey(name)) {
            return new Literal(value + SUFFIXES.get(name));
        }
        boolean bits = name.equals("float") || name.equals("double") || name.equals("long double");
        return new Affixed("(", type, bits ? ")[" + value + "]" : ")" + value);
    }
}
