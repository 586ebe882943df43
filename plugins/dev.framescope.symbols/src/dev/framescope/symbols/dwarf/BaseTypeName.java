package dev.framescope.symbols.dwarf;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The integer types of C have many names, of which each compiler records another. */
final class BaseTypeName {

    private static final Set<String> WORDS =
            Set.of("unsigned", "signed", "char", "short", "int", "long");

    private BaseTypeName() {}

    /** Whether a word may be part of the name of an integer type of C. */
    static boolean isWord(String word) {
        return WORDS.contains(word);
    }

    /** The same name for all that mean the same type; other names as they are. */
    static String canonical(String name) {
        List<String> words = Arrays.asList(name.split(" "));
        if (!WORDS.containsAll(words)) {
            return name;
        }
        long longs = words.stream().filter("long"::equals).count();
        boolean isChar = words.contains("char");
        String sign = words.contains("unsigned") ? "unsigned " : "";
        if (isChar) {
            return (words.contains("signed") ? "signed " : sign) + "char";
        }
        String length = words.contains("short") ? "short " : "long ".repeat((int) longs);
        return length + sign + "int";
    }
}
