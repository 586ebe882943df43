package dev.framescope.debugger.expression;

import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what can be typed next. */
final class Completer {
    private static final int MAX = 200;
    private static final Pattern WORD = Pattern.compile("\\$?[\\w:]*$");
    private static final Pattern FIELD = Pattern.compile("(\\.|->)\\s*(\\w*)$");
    private static final List<String> KEYWORDS = List.of("phys", "sizeof", "true", "false");

    private final Scope scope;
    private final Evaluation evaluation;

    Completer(Scope scope, Evaluation evaluation) {
        this.scope = scope;
        this.evaluation = evaluation;
    }

    List<Completion> complete(String text, int cursor) {
        String before = text.substring(0, Math.max(0, Math.min(cursor, text.length())));
        Matcher field = FIELD.matcher(before);
        if (field.find() && !isNumberBefore(before, field.start())) {
            return fields(before.substring(0, field.start()), field.group(2), field.start(2));
        }
        Matcher word = WORD.matcher(before);
        String prefix = word.find() ? word.group() : "";
        int start = before.length() - prefix.length();
        return prefix.startsWith("$") ? registers(prefix, start) : names(prefix, start);
    }

    /** Whether the dot is that of a number. */
    private static boolean isNumberBefore(String text, int dot) {
        return text.substring(0, dot).matches("(.*[^\\w$.)\\]])?[0-9]+");
    }

    private List<Completion> fields(String before, String prefix, int start) {
        String target = before.substring(operandStart(before));
        List<Completion> completions = new ArrayList<>();
        try {
            ExpressionParser.Parsed parsed =
                    ExpressionParser.parse(target, scope.isRust(), scope::isType);
            if (Assignments.isIn(parsed.root())) {
                return List.of();
            }
            Value value = new Binder(scope).bind(parsed.root()).evaluate(evaluation);
            for (String name : Access.fieldNames(value, evaluation)) {
                if (startsWith(name, prefix)) {
                    String type = Access.member(value, name, evaluation).type().name();
                    completions.add(new Completion(name, start, Completion.Kind.FIELD, type));
                }
            }
        } catch (ValueException e) {
            return List.of(); // What has no value has no fields to offer.
        }
        return completions;
    }

    /** Where the operand begins that ends with the text: names, dots, arrows and brackets. */
    private static int operandStart(String text) {
        int at = text.length();
        int open = 0;
        while (at > 0) {
            char c = text.charAt(at - 1);
            if (c == ')' || c == ']') {
                open++;
            } else if (c == '(' || c == '[') {
                open--;
                if (open < 0) {
                    break;
                }
            } else if (open == 0 && !isOperandPart(text, at - 1)) {
                break;
            }
            at--;
        }
        return at;
    }

    private static boolean isOperandPart(String text, int at) {
        char c = text.charAt(at);
        if (c == '>') {
            return at > 0 && text.charAt(at - 1) == '-';
        }
        if (c == '-') {
            return at + 1 < text.length() && text.charAt(at + 1) == '>';
        }
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.' || c == ':';
    }

    private List<Completion> registers(String prefix, int start) {
        return RegisterModel.names().stream()
                .filter(name -> startsWith(name, prefix.substring(1)))
                .map(name -> new Completion("$" + name, start, Completion.Kind.REGISTER, ""))
                .toList();
    }

    private List<Completion> names(String prefix, int start) {
        Map<String, Completion> found = new LinkedHashMap<>();
        for (String name : scope.localNames()) {
            if (startsWith(name, prefix)) {
                String type = scope.local(name).map(v -> v.type().name()).orElse("");
                found.put(name, new Completion(name, start, Completion.Kind.VARIABLE, type));
            }
        }
        for (String name : KEYWORDS) {
            if (name.startsWith(prefix)) {
                found.putIfAbsent(name, new Completion(name, start, Completion.Kind.KEYWORD, ""));
            }
        }
        new Names(scope)
                .starting(prefix).entrySet().stream()
                        .limit(Math.max(0, MAX - found.size()))
                        .map(e -> new Completion(e.getKey(), start, e.getValue(), ""))
                        .forEach(completion -> found.putIfAbsent(completion.text(), completion));
        return List.copyOf(found.values());
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
