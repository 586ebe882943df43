package dev.framescope.symbols.demangle;

import java.util.ArrayList;
import java.util.List;

/**
 * A name taken apart at its colons, without generic arguments, parameters, and what a function
 * returns: {@code os}, {@code Frame}, {@code drop} for {@code <os::Frame as Drop>::drop}. So a name
 * that a person types finds the functions whose paths end like it.
 *
 * @param components the parts from the outermost scope on; at least one
 */
public record NamePath(List<String> components) {

    private static final String SEPARATOR = "::";
    private static final String OPENING = "<({[";
    private static final String CLOSING = ">)}]";
    private static final String OPERATOR = "operator";
    private static final String ANONYMOUS = "(anonymous namespace)";

    /** Copies the list. */
    public NamePath {
        components = List.copyOf(components);
    }

    /** The path of a name as a person writes it, as debug information has it, or demangled. */
    public static NamePath of(String name) {
        return new NamePath(new Splitter(name).split());
    }

    /** The last component of a name of a type, with its arguments. */
    public static String tail(String name, String separator) {
        int depth = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            char at = name.charAt(i);
            if (CLOSING.indexOf(at) >= 0 && !isArrow(name, i)) {
                depth++;
            } else if (OPENING.indexOf(at) >= 0) {
                depth--;
            } else if (depth == 0 && name.startsWith(separator, i)) {
                return name.substring(i + separator.length());
            }
        }
        return name;
    }

    /** The name of a type without its arguments. */
    public static String withoutArguments(String name) {
        int arguments = name.indexOf('<');
        return arguments > 0 && name.endsWith(">") ? name.substring(0, arguments) : name;
    }

    private static boolean isArrow(String name, int at) {
        return name.charAt(at) == '>' && at > 0 && name.charAt(at - 1) == '-';
    }

    /** The innermost component. */
    public String last() {
        return components.getLast();
    }

    /** Whether the other path is the end of this one, or all of it. */
    public boolean endsWith(NamePath other) {
        int from = components.size() - other.components.size();
        return from >= 0 && components.subList(from, components.size()).equals(other.components);
    }

    /**
     * Whether a name is meant by what a person types: by its path, or, where that has arguments or
     * parameters, by its text.
     */
    public static boolean matches(String name, String typed) {
        if (name.equals(typed)) {
            return true;
        }
        if (!of(name).endsWith(of(typed))) {
            return false;
        }
        String text = normalised(name);
        String wanted = normalised(typed);
        boolean specific = wanted.indexOf('<') >= 0 || wanted.indexOf('(') >= 0;
        return !specific || wanted.contains(OPERATOR) || containsName(text, wanted);
    }

    private static boolean containsName(String text, String wanted) {
        int at = text.indexOf(wanted);
        return at == 0 || at > 0 && !Character.isJavaIdentifierPart(text.charAt(at - 1));
    }

    /** Spaces and the colons before generic arguments are a matter of taste. */
    private static String normalised(String name) {
        return name.replace(", ", ",").replace("> >", ">>").replace("::<", "<");
    }

    /** Finds the components of one name. */
    private static final class Splitter {

        private final String name;
        private final List<String> components = new ArrayList<>();
        private final StringBuilder component = new StringBuilder();
        private int at;

        /** Whether the parameters of a function have been passed, with only qualifiers behind. */
        private boolean complete;

        Splitter(String name) {
            this.name = name;
        }

        List<String> split() {
            while (at < name.length()) {
                char next = name.charAt(at);
                if (name.startsWith(SEPARATOR, at)) {
                    at += SEPARATOR.length();
                    end();
                } else if (complete) {
                    at++;
                } else if (name.startsWith(OPERATOR, at) && component.isEmpty()) {
                    operator();
                } else if (OPENING.indexOf(next) >= 0) {
                    bracket(next);
                } else if (next == ' ') {
                    if (isSpecial()) {
                        return List.of(name);
                    }
                    at++;
                    components.clear(); // it was what the function returns
                    component.setLength(0);
                } else {
                    component.append(next);
                    at++;
                }
            }
            end();
            return components.isEmpty() ? List.of(name) : components;
        }

        /** Whether this is not a function but something made for one: a table, a thunk. */
        private boolean isSpecial() {
            return name.startsWith(" for ", at) || name.startsWith(" to ", at);
        }

        private void end() {
            if (!component.isEmpty()) {
                components.add(component.toString());
            }
            component.setLength(0);
            complete = false;
        }

        private void bracket(char open) {
            int end = closing(at);
            if (name.startsWith(ANONYMOUS, at) || open == '{' || open == '[') {
                component.append(name, at, end);
            } else if (component.isEmpty() && open == '<' && components.isEmpty()) {
                implementation(name.substring(at + 1, Math.max(at + 1, end - 1)));
            } else if (open == '(') {
                complete = !component.isEmpty();
            }
            at = end;
        }

        /** The type that a Rust function is a member of. */
        private void implementation(String type) {
            int as = type.indexOf(" as ");
            String self = as < 0 ? type : type.substring(0, as);
            int impl = self.startsWith("impl ") ? self.indexOf(" for ") : -1;
            self = impl < 0 ? self : self.substring(impl + " for ".length());
            if (!self.isEmpty() && self.length() < name.length()) {
                components.addAll(new Splitter(self).split());
            }
        }

        /** Takes the whole name of an operator, which may have brackets. */
        private void operator() {
            int end = at + OPERATOR.length();
            if (end < name.length() && Character.isJavaIdentifierPart(name.charAt(end))) {
                component.append(OPERATOR);
                at = end;
                return;
            }
            if (name.startsWith("()", end) || name.startsWith("[]", end)) {
                end += 2;
            } else if (name.startsWith(" ", end) || name.startsWith("\"\"", end)) {
                while (end < name.length() && "<(".indexOf(name.charAt(end)) < 0) {
                    end++;
                }
            } else {
                while (end < name.length() && "+-*/%^&|~!=<>,".indexOf(name.charAt(end)) >= 0) {
                    end++;
                }
                end = withoutArguments(end);
            }
            component.append(name, at, end);
            at = name.startsWith(" <", end) ? end + 1 : end;
        }

        /** Where the symbol ends if template arguments follow it at once. */
        private int withoutArguments(int end) {
            boolean arguments = end < name.length() && name.charAt(end) != '(';
            int last = name.lastIndexOf('<', end - 1);
            return arguments && last > at + OPERATOR.length() ? last : end;
        }

        /** The position behind the bracket that closes the one here, or the end. */
        private int closing(int from) {
            int depth = 0;
            for (int i = from; i < name.length(); i++) {
                char c = name.charAt(i);
                if (OPENING.indexOf(c) >= 0) {
                    depth++;
                } else if (CLOSING.indexOf(c) >= 0 && !isArrow(name, i)) {
                    depth--;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            }
            return name.length();
        }
    }
}
