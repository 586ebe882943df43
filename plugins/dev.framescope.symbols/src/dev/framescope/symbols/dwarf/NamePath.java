package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.scope.Language;

/** Names with a path before them: {@code core::option::Option<usize>}. */
final class NamePath {

    private NamePath() {}

    /** The last component, with its arguments. */
    static String last(String path, String separator) {
        int depth = 0;
        for (int i = path.length() - 1; i >= 0; i--) {
            char at = path.charAt(i);
            boolean arrow = at == '>' && i > 0 && path.charAt(i - 1) == '-';
            if ((at == '>' && !arrow) || at == ')' || at == ']' || at == '}') {
                depth++;
            } else if (at == '<' || at == '(' || at == '[' || at == '{') {
                depth--;
            } else if (depth == 0 && path.startsWith(separator, i)) {
                return path.substring(i + separator.length());
            }
        }
        return path;
    }

    /** The name without the arguments of a generic type at its end. */
    static String plain(String name) {
        int arguments = name.indexOf('<');
        return arguments > 0 && name.endsWith(">") ? name.substring(0, arguments) : name;
    }

    /** Whether a qualified name is the wanted one, or that with more before it. */
    static boolean matches(String qualified, String wanted, Language language) {
        return qualified.equals(wanted) || qualified.endsWith(language.separator() + wanted);
    }
}
