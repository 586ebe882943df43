package dev.framescope.symbols.demangle;

import dev.framescope.symbols.demangle.CxxNode.Affixed;
import dev.framescope.symbols.demangle.CxxNode.Expansion;
import dev.framescope.symbols.demangle.CxxNode.Qualifiers;
import dev.framescope.symbols.demangle.CxxNode.Sequence;
import dev.framescope.symbols.demangle.CxxNode.Template;
import dev.framescope.symbols.demangle.CxxNode.Text;
import dev.framescope.symbols.demangle.CxxTypeNode.Array;
import dev.framescope.symbols.demangle.CxxTypeNode.Function;
import dev.framescope.symbols.demangle.CxxTypeNode.MemberPointer;
import dev.framescope.symbols.demangle.CxxTypeNode.Pointer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Itanium C++ ABI's mangling: types (section 5.1.5). */
final class CxxTypes {

    static final Text VOID = new Text("void");

    private static final Map<Character, Text> BUILT_IN =
            Map.ofEntries(
                    builtIn('v', VOID.text()),
                    builtIn('w', "wchar_t"),
                    builtIn('b', "bool"),
                    builtIn('c', "char"),
                    builtIn('a', "signed char"),
                    builtIn('h', "unsigned char"),
                    builtIn('s', "short"),
                    builtIn('t', "unsigned short"),
                    builtIn('i', "int"),
                    builtIn('j', "unsigned int"),
                    builtIn('l', "long"),
                    builtIn('m', "unsigned long"),
                    builtIn('x', "long long"),
                    builtIn('y', "unsigned long long"),
                    builtIn('n', "__int128"),
                    builtIn('o', "unsigned __int128"),
                    builtIn('f', "float"),
                    builtIn('d', "double"),
                    builtIn('e', "long double"),
                    builtIn('g', "__float128"),
                    builtIn('z', "..."));

    private static final Map<Character, String> BUILT_IN_D =
            Map.ofEntries(
                    Map.entry('a', "auto"),
                    Map.entry('c', "decltype(auto)"),
                    Map.entry('d', "decimal64"),
                    Map.entry('e', "decimal128"),
                    Map.entry('f', "decimal32"),
                    Map.entry('h', "half"),
                    Map.entry('i', "char32_t"),
                    Map.entry('n', "decltype(nullptr)"),
                    Map.entry('s', "char16_t"),
                    Map.entry('u', "char8_t"));

    private final CxxState state;
    private final MangledText in;

    /** Types that are being read, one inside of the other. */
    private int reading;

    CxxTypes(CxxState state) {
        this.state = state;
        in = state.in;
    }

    private static Map.Entry<Character, Text> builtIn(char code, String name) {
        return Map.entry(code, new Text(name));
    }

    /** The name of a built-in type of one letter, or null. */
    static String builtInName(char code) {
        Text name = BUILT_IN.get(code);
        return name == null ? null : name.text();
    }

    /** Whether a type is being read, whose template arguments are not those of the encoding. */
    boolean isReading() {
        return reading > 0;
    }

    /** Begins an encoding in the middle of types, with names of its own. */
    int suspend() {
        int around = reading;
        reading = 0;
        return around;
    }

    /** Goes on with the types around an encoding. */
    void resume(int around) {
        reading = around;
    }

    CxxNode type() throws MangledNameException {
        in.enter();
        reading++;
        CxxNode type = anyType();
        reading--;
        in.leave();
        return type;
    }

    private CxxNode anyType() throws MangledNameException {
        char next = in.peek();
        Text builtIn = BUILT_IN.get(next);
        if (builtIn != null) {
            in.next();
            return builtIn;
        }
        return switch (next) {
            case 'r', 'V', 'K' -> qualified();
            case 'P' -> state.substitutable(new Pointer("*", afterCode()));
            case 'R' -> state.substitutable(new Pointer("&", afterCode()));
            case 'O' -> state.substitutable(new Pointer("&&", afterCode()));
            case 'C' -> state.substitutable(new Affixed("", afterCode(), " _Complex"));
            case 'G' -> state.substitutable(new Affixed("", afterCode(), " _Imaginary"));
            case 'F' -> state.substitutable(function("", new Text("")));
            case 'A' -> state.substitutable(array());
            case 'M' -> state.substitutable(member());
            case 'T' -> parameterOrClass();
            case 'S' -> substitutionOrClass();
            case 'D' -> extended();
            case 'U' -> vendorQualified();
            case 'u' -> {
                in.next();
                yield state.substitutable(state.names.source());
            }
            default -> classType();
        };
    }

    private CxxNode afterCode() throws MangledNameException {
        in.next();
        return type();
    }

    private CxxNode classType() throws MangledNameException {
        return state.substitutable(state.names.name(new CxxNames.Kind()));
    }

    private CxxNode qualified() throws MangledNameException {
        String qualifiers = state.names.qualifiers();
        if (isFunctionNext()) {
            return state.substitutable(function(qualifiers, exceptions()));
        }
        return state.substitutable(new Qualifiers(type(), qualifiers));
    }

    private boolean isFunctionNext() {
        return in.peek() == 'F'
                || in.peek() == 'D' && "oOwx".indexOf(in.peek(1)) >= 0 && in.peek(1) != '\0';
    }

    /** Reads what a function throws, which is written behind it. */
    private CxxNode exceptions() throws MangledNameException {
        CxxNode exceptions = new Text("");
        if (in.accept("Do")) {
            exceptions = new Text(" noexcept");
        } else if (in.accept("DO")) {
            exceptions = Sequence.of(" noexcept(", state.expressions.expression(), ")");
            in.expect('E');
        } else if (in.accept("Dw")) {
            List<CxxNode> thrown = new ArrayList<>();
            while (!in.accept('E')) {
                thrown.add(type());
            }
            exceptions = Sequence.of(" throw(", new CxxNode.Commas(thrown), ")");
        }
        return in.accept("Dx") ? Sequence.of(" transaction_safe", exceptions) : exceptions;
    }

    private Function function(String qualifiers, CxxNode exceptions) throws MangledNameException {
        in.expect('F');
        in.accept('Y'); // extern "C"
        CxxNode result = type();
        List<CxxNode> parameters = new ArrayList<>();
        String reference = "";
        while (!in.accept('E')) {
            if (in.accept("RE")) {
                reference = " &";
                break;
            } else if (in.accept("OE")) {
                reference = " &&";
                break;
            }
            parameters.add(type());
        }
        if (parameters.equals(List.of(VOID))) {
            parameters.clear();
        }
        CxxNode suffix = Sequence.of(qualifiers + reference, exceptions);
        return new Function(result, parameters, suffix);
    }

    private CxxNode array() throws MangledNameException {
        in.next();
        CxxNode dimension = null;
        if (MangledText.isDigit(in.peek())) {
            dimension = new Text(Integer.toString(in.number()));
        } else if (in.peek() != '_') {
            dimension = state.expressions.expression();
        }
        in.expect('_');
        return new Array(dimension, type());
    }

    private CxxNode member() throws MangledNameException {
        CxxNode owner = afterCode();
        return new MemberPointer(owner, type());
    }

    private CxxNode parameterOrClass() throws MangledNameException {
        if (in.accept("Ts") || in.accept("Tu") || in.accept("Te")) { // struct, union, enum
            return classType();
        }
        in.next();
        CxxNode parameter = state.substitutable(state.parameter());
        // In a conversion, what follows may be the arguments of the function's own template.
        if (in.peek() == 'I' && !state.allowsForward) {
            return state.substitutable(new Template(parameter, state.names.arguments(false)));
        }
        return parameter;
    }

    private CxxNode substitutionOrClass() throws MangledNameException {
        if (in.peek(1) == 't') {
            return classType();
        }
        in.next();
        CxxNode known = state.names.substitution(false);
        return in.peek() == 'I'
                ? state.substitutable(new Template(known, state.names.arguments(false)))
                : known;
    }

    private CxxNode extended() throws MangledNameException {
        char kind = in.peek(1);
        String builtIn = BUILT_IN_D.get(kind);
        if (builtIn != null) {
            in.take(2);
            return new Text(builtIn);
        }
        return switch (kind) {
            case 'p' -> state.substitutable(expansion());
            case 't', 'T' -> state.substitutable(decltype());
            case 'v' -> state.substitutable(vector());
            case 'o', 'O', 'w', 'x' -> state.substitutable(function("", exceptions()));
            case 'F' -> floating();
            case 'B', 'U' -> bitInteger(kind);
            default -> classType(); // a structured binding
        };
    }

    private CxxNode expansion() throws MangledNameException {
        in.take(2);
        state.expanded = null;
        CxxNode pattern = type();
        return new Expansion(pattern, state.expanded);
    }

    CxxNode decltype() throws MangledNameException {
        in.take(2);
        CxxNode expression = state.expressions.expression();
        in.expect('E');
        return Sequence.of("decltype (", expression, ")");
    }

    private CxxNode vector() throws MangledNameException {
        in.take(2);
        CxxNode dimension;
        if (in.accept('_')) {
            dimension = state.expressions.expression();
        } else {
            dimension = new Text(Integer.toString(in.number()));
        }
        in.expect('_');
        CxxNode element = type();
        return Sequence.of(element, " __vector(", dimension, ")");
    }

    private CxxNode floating() throws MangledNameException {
        in.take(2);
        int bits = in.number();
        return switch (in.next()) {
            case '_' -> new Text("_Float" + bits);
            case 'x' -> new Text("_Float" + bits + "x");
            case 'b' -> new Text("std::bfloat16_t");
            default -> throw in.problem();
        };
    }

    private CxxNode bitInteger(char kind) throws MangledNameException {
        in.take(2);
        CxxNode bits =
                MangledText.isDigit(in.peek())
                        ? new Text(Integer.toString(in.number()))
                        : state.expressions.expression();
        in.expect('_');
        return Sequence.of(kind == 'U' ? "unsigned _BitInt(" : "_BitInt(", bits, ")");
    }

    private CxxNode vendorQualified() throws MangledNameException {
        if (in.peek(1) == 'l' || in.peek(1) == 't') {
            return classType(); // a lambda or an unnamed type
        }
        in.next();
        String qualifier = state.names.source().text();
        CxxNode arguments =
                in.peek() == 'I' ? state.names.arguments(false) : new CxxNode.Commas(List.of());
        CxxNode inner = type();
        return state.substitutable(Sequence.of(inner, " " + qualifier, arguments));
    }
}
