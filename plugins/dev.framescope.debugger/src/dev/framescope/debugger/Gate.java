package dev.framescope.debugger;

import dev.framescope.debugger.expression.Condition;
import dev.framescope.debugger.expression.ExpressionException;
import dev.framescope.debugger.expression.Expressions;
import dev.framescope.debugger.expression.LogMessage;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.Optional;

/**
 * Whether an arrival at a breakpoint counts, by its {@link BreakpointOptions}. Made on any thread,
 * asked on the machine thread.
 */
final class Gate {
    private final BreakpointOptions options;
    private final Optional<Condition> condition;
    private final Optional<LogMessage> message;
    private final String problem;
    private long arrivals;

    /** The last arrival at code: a step asks before the machine does. */
    private int lastHart = -1;

    private long lastPc;
    private long lastInstructions;

    /** What an arrival leads to. */
    enum Verdict {
        PASS,
        STOP,
        /** Tell the message and go on. */
        TELL
    }

    /** What was wrong with the condition at the last arrival; empty if nothing. */
    private String trouble = "";

    private Gate(
            BreakpointOptions options,
            Optional<Condition> condition,
            Optional<LogMessage> message,
            String problem) {
        this.options = options;
        this.condition = condition;
        this.message = message;
        this.problem = problem;
    }

    /** One whose condition or message is wrong stops at every arrival and says so. */
    static Gate of(BreakpointOptions options, Expressions expressions) {
        Optional<Condition> condition = Optional.empty();
        Optional<LogMessage> message = Optional.empty();
        String part = "condition";
        try {
            if (options.condition().isPresent()) {
                condition = Optional.of(expressions.condition(options.condition().get()));
            }
            part = "log message";
            if (options.logMessage().isPresent()) {
                message = Optional.of(expressions.logMessage(options.logMessage().get()));
            }
            return new Gate(options, condition, message, "");
        } catch (ExpressionException e) {
            return new Gate(options, condition, message, part + ": " + e.getMessage());
        }
    }

    /** What is wrong with condition or message whatever happens; empty if nothing. */
    String problem() {
        return problem;
    }

    /** What kept the condition from being evaluated at the last arrival; empty if nothing. */
    String trouble() {
        return problem.isEmpty() ? trouble : problem;
    }

    /** Whether hart, mode and address space are those that count. Cheap. */
    boolean admits(HartInspection hart) {
        if (options.hart().isPresent() && options.hart().getAsInt() != hart.id()) {
            return false;
        }
        if (options.privilege().isPresent() && options.privilege().get() != hart.privilege()) {
            return false;
        }
        if (options.space().isEmpty()) {
            return true;
        }
        long satp = hart.effectiveSatp();
        return satp != 0 && PageTables.rootPpn(satp) == options.space().getAsLong();
    }

    /** Whether a hart that is about to execute an instruction has not been asked about that yet. */
    boolean isNew(HartInspection hart) {
        boolean asked =
                hart.id() == lastHart
                        && hart.pc() == lastPc
                        && hart.instructions() == lastInstructions;
        lastHart = hart.id();
        lastPc = hart.pc();
        lastInstructions = hart.instructions();
        return !asked;
    }

    /** The machine has been put back: an arrival that looks like the last one is another. */
    void forgetLast() {
        lastHart = -1;
    }

    /** Evaluates the condition and counts the arrival of a hart that is admitted. */
    Verdict decide(HartInspection hart, Inspection machine) {
        trouble = "";
        if (!problem.isEmpty()) {
            return Verdict.STOP;
        }
        try {
            if (condition.isPresent() && !condition.get().holds(hart, machine)) {
                return Verdict.PASS;
            }
        } catch (ExpressionException e) {
            trouble = "condition " + condition.get().text() + ": " + e.getMessage();
            return Verdict.STOP;
        }
        arrivals++;
        if (arrivals < options.firstHit()
                || (arrivals - options.firstHit()) % options.every() != 0) {
            return Verdict.PASS;
        }
        return message.isPresent() ? Verdict.TELL : Verdict.STOP;
    }

    /** The message for the hart's state. */
    String message(HartInspection hart, Inspection machine) {
        return message.orElseThrow().render(hart, machine);
    }
}
