package dev.framescope.symbols;

import dev.framescope.symbols.demangle.Demangler;
import dev.framescope.symbols.demangle.NamePath;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** How a name that a person types matches a function's names. */
final class FunctionName {

    private FunctionName() {}

    /**
     * Whether the name is one of the function's, or the end of its path in components, with or
     * without generic arguments and parameters.
     */
    static boolean matches(Function function, String name) {
        return function.linkageName().equals(name)
                || NamePath.matches(function.name(), name)
                || NamePath.matches(function.qualifiedName(), name);
    }

    /** Whether one of the function's names contains a match of the expression. */
    static boolean contains(Function function, Pattern expression) {
        return expression.matcher(function.name()).find()
                || expression.matcher(function.linkageName()).find()
                || expression.matcher(function.qualifiedName()).find();
    }

    /** The keys under which a function is to be found with {@link #key}. */
    static Set<String> keys(Function function) {
        Set<String> keys = new HashSet<>();
        keys.add(key(function.name()));
        keys.add(function.linkageName());
        keys.add(key(function.qualifiedName()));
        return keys;
    }

    /** The last component of a path. */
    static String key(String name) {
        return Demangler.demangle(name).isPresent() ? name : NamePath.of(name).last();
    }
}
