package dev.framescope.debugger.expression;

import dev.framescope.debugger.format.Formatters;
import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression that is evaluated where harts stand, while the machine runs. It is resolved once
 * for each place of the code; where it cannot be, that is remembered, too. Machine thread only.
 */
final class KeptExpression {
    private final String text;
    private final Programs programs;
    private final Stacks stacks;
    private final Formatters formatters;

    private final Map<CodePlace, Resolution> places = new HashMap<>();
    private List<Program> known;
    private CodePlace last;
    private Resolution lastResolution;

    /** What came of resolving: one of both. */
    private record Resolution(Resolved resolved, ExpressionException problem) {}

    /**
     * A value, and the frame that it is in.
     *
     * @param value the value
     * @param evaluation reads the machine
     * @param resolved the expression there
     */
    record Result(Value value, Evaluation evaluation, Resolved resolved) {}

    /**
     * Keeps a text.
     *
     * @throws ExpressionException if it is no expression
     */
    KeptExpression(String text, Programs programs, Stacks stacks, Formatters formatters)
            throws ExpressionException {
        this.text = text;
        this.programs = programs;
        this.stacks = stacks;
        this.formatters = formatters;
        ExpressionParser.parse(text, false, this::isTypeOfSomeProgram);
    }

    private boolean isTypeOfSomeProgram(String name) {
        return Builtins.named(name, false).isPresent()
                || programs.all().stream().anyMatch(p -> !p.symbols().types(name).isEmpty());
    }

    String text() {
        return text;
    }

    /** The value where a hart stands. */
    Result evaluate(HartInspection hart, Inspection machine) throws ExpressionException {
        MemoryView memory = MemoryView.of(hart, machine);
        Resolution resolution = resolve(memory, hart.pc());
        if (resolution.problem != null) {
            throw resolution.problem;
        }
        Resolved resolved = resolution.resolved;
        InnermostFrame frame = new InnermostFrame(hart, machine, memory, resolved, stacks);
        Evaluation evaluation = new Evaluation(frame, Optional.empty(), formatters);
        try {
            return new Result(resolved.node().evaluate(evaluation), evaluation, resolved);
        } catch (ExpressionException e) {
            throw e;
        } catch (ValueException e) {
            throw new ExpressionException(-1, e.getMessage());
        }
    }

    private Resolution resolve(MemoryView memory, long pc) {
        if (known != programs.all()) {
            known = programs.all();
            places.clear();
            last = null;
        }
        if (last != null && last.linkPc() == pc && programs.isAt(last, memory, pc)) {
            return lastResolution;
        }
        Optional<CodePlace> place = programs.at(memory, pc);
        if (place.isEmpty()) {
            return resolve(new Scope(programs, Optional.empty(), pc, List.of()));
        }
        last = place.get();
        lastResolution = places.computeIfAbsent(place.get(), p -> resolve(Scope.of(programs, p)));
        return lastResolution;
    }

    private Resolution resolve(Scope scope) {
        try {
            return new Resolution(Resolved.of(text, scope), null);
        } catch (ExpressionException e) {
            return new Resolution(null, e);
        }
    }
}
