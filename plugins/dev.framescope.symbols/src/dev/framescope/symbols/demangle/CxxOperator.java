package dev.framescope.symbols.demangle;

import java.util.HashMap;
import java.util.Map;

/**
 * An operator of C++ (Itanium C++ ABI, section 5.1.3.3).
 *
 * @param symbol as it is written
 * @param operands their number in an expression; 0 for those that have a form of their own
 * @param isNamed whether functions can have it as their name
 */
record CxxOperator(String symbol, int operands, boolean isNamed) {

    private static final Map<String, CxxOperator> ALL = new HashMap<>();

    static {
        String binary =
                "aN &= aS = aa && an & cm , dV /= dv / eO ^= eo ^ eq == ge >= gt > lS <<= le <="
                        + " ls << lt < mI -= mL *= mi - ml * ne != oR |= oo || or | pL += pl + pm"
                        + " ->* rM %= rS >>= rm % rs >> ss <=>";
        add(binary, 2, true);
        add("ad & co ~ de * ng - nt ! ps + mm -- pp ++", 1, true);
        add("cl () ix [] pt -> qu ? aw co_await", 0, true);
        add("da delete[] dl delete na new[] nw new", 0, true);
        add("dt . ds .*", 2, false);
    }

    private static void add(String codesAndSymbols, int operands, boolean isNamed) {
        String[] words = codesAndSymbols.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            ALL.put(words[i], new CxxOperator(words[i + 1], operands, isNamed));
        }
    }

    /** The operator of a code of two letters, or null. */
    static CxxOperator of(String code) {
        return ALL.get(code);
    }
}
