package dev.framescope.ide.ui.views.text;

import dev.framescope.symbols.SymbolFile;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as a person types it: hexadecimal with or without 0x, or a symbol of the kernel;
 * either may be followed by an offset, as in {@code kernel_end+0x1000}.
 */
public final class AddressExpression {
    private static final Pattern FORM =
            Pattern.compile("\\s*([^\\s+-]+)\\s*(?:([+-])\\s*(?:0[xX])?([0-9a-fA-F_]+))?\\s*");
    private static final Pattern NUMBER = Pattern.compile("(?:0[xX])?([0-9a-fA-F_]+)");

    private AddressExpression() {}

    /**
     * @throws IllegalArgumentException if it is no address; the message says what would be
     */
    public static long parse(String text, SymbolFile symbols) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text.strip() + "\" is no address: type 0x80200000, or a symbol");
        }
        long base = baseOf(form.group(1), symbols);
        if (form.group(3) == null) {
            return base;
        }
        long offset = hexOf(form.group(3));
        return form.group(2).equals("+") ? base + offset : base - offset;
    }

    private static long baseOf(String text, SymbolFile symbols) {
        OptionalLong symbol = symbols.symbolAddress(text);
        if (symbol.isPresent()) {
            return symbol.getAsLong();
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return hexOf(number.group(1));
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is neither a hexadecimal address nor a symbol of the kernel");
    }

    private static long hexOf(String digits) {
        String plain = digits.replace("_", "");
        try {
            return Long.parseUnsignedLong(plain, 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + digits + "\" is more than an address of 64 bits can be", e);
        }
    }
}
