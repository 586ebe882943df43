package dev.framescope.symbols;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How a name that a person types matches a function's names. */
final class FunctionName {

    private static final String SEPARATOR = "::";

    private FunctionName() {}

    /** Whether the name is one of the function's, or the end of its path in components. */
    static boolean matches(Function function, String name) {
        return function.name().equals(name)
                || function.linkageName().equals(name)
                || endsWith(plain(function.name()), name)
                || endsWith(
                        String.join(SEPARATOR, LegacyMangling.path(function.linkageName())), name);
    }

    private static boolean endsWith(String path, String name) {
        return path.equals(name) || path.endsWith(SEPARATOR + name);
    }

    /** Whether one of the function's names contains a match of the expression. */
    static boolean contains(Function function, Pattern expression) {
        String path = String.join(SEPARATOR, LegacyMangling.path(function.linkageName()));
        return expression.matcher(function.name()).find()
                || expression.matcher(function.linkageName()).find()
                || expression.matcher(path).find();
    }

    /** The keys under which a function is to be found with {@link #key}. */
    static Set<String> keys(Function function) {
        Set<String> keys = new HashSet<>();
        keys.add(key(function.name()));
        keys.add(key(plain(function.name())));
        keys.add(key(function.linkageName()));
        List<String> path = LegacyMangling.path(function.linkageName());
        if (!path.isEmpty()) {
            keys.add(key(path.getLast()));
        }
        return keys;
    }

    /** The last component of a path. */
    static String key(String name) {
        int separator = name.lastIndexOf(SEPARATOR);
        return separator < 0 ? name : name.substring(separator + SEPARATOR.length());
    }

    /** The name without the arguments of a generic function at its end. */
    private static String plain(String name) {
        int arguments = name.indexOf('<');
        return arguments > 0 && name.endsWith(">") ? name.substring(0, arguments) : name;
    }
}
