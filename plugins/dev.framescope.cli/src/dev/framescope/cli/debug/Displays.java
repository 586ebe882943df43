package dev.framescope.cli.debug;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The expressions that are shown at every stop, by their numbers. */
final class Displays {
    private final Map<Integer, String> expressions = new LinkedHashMap<>();
    private int last;

    /** Adds one; returns its number. */
    int add(String expression) {
        last++;
        expressions.put(last, expression);
        return last;
    }

    /** Returns whether there was one of that number. */
    boolean remove(int number) {
        return expressions.remove(number) != null;
    }

    void clear() {
        expressions.clear();
    }

    /** The numbers in use. */
    List<Integer> numbers() {
        return List.copyOf(expressions.keySet());
    }

    /** Prints all; one that has no value here says why. */
    void show(Shell shell) throws InterruptedException {
        for (int number : numbers()) {
            show(shell, number);
        }
    }

    /** Prints one. */
    void show(Shell shell, int number) throws InterruptedException {
        String expression = expressions.get(number);
        String text;
        try {
            text = shell.await(shell.session().values().evaluate(shell.frame(), expression)).text();
        } catch (CommandFailure e) {
            text = '<' + e.getMessage() + '>';
        }
        shell.print(number + ": " + expression + " = " + text);
    }
}
