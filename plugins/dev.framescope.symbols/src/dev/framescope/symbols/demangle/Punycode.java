package dev.framescope.symbols.demangle;

/** Reads identifiers beyond ASCII as Rust writes them: RFC 3492 with an underscore for the dash. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    static String decode(String encoded) throws MangledNameException {
        int separator = encoded.lastIndexOf('_');
        StringBuilder out = new StringBuilder(separator > 0 ? encoded.substring(0, separator) : "");
        int count = out.length();
        int codePoint = INITIAL_N;
        int bias = INITIAL_BIAS;
        int index = 0;
        int at = separator + 1;
        while (at < encoded.length()) {
            int before = index;
            long weight = 1;
            long sum = index;
            for (int k = BASE; ; k += BASE) {
                int digit = at < encoded.length() ? digit(encoded.charAt(at++)) : -1;
                sum += digit * weight;
                if (digit < 0 || sum > Integer.MAX_VALUE) {
                    throw new MangledNameException("broken Punycode");
                }
                int threshold = Math.clamp(k - bias, T_MIN, T_MAX);
                if (digit < threshold) {
                    break;
                }
                weight = Math.min(weight * (BASE - threshold), Integer.MAX_VALUE);
            }
            count++;
            bias = adapt((int) sum - before, count, before == 0);
            codePoint += (int) sum / count;
            index = (int) sum % count;
            if (!Character.isValidCodePoint(codePoint) || Character.isISOControl(codePoint)) {
                throw new MangledNameException("broken Punycode");
            }
            out.insert(out.offsetByCodePoints(0, index), Character.toString(codePoint));
            index++;
        }
        return out.toString();
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }

    private static int adapt(int delta, int count, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }
}
