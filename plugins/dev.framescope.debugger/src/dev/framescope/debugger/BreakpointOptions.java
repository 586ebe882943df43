package dev.framescope.debugger;

import dev.framescope.machine.Privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * When a {@link Breakpoint} stops, and what it does instead of stopping.
 *
 * @param condition an expression that has to be true; evaluated in the innermost frame of the hart
 * @param firstHit the first arrival (with all else fulfilled) that counts, from 1
 * @param every of those from there on, each that many-th counts, from 1
 * @param hart the only hart that counts
 * @param space the only address space that counts, by its root's physical page number
 * @param privilege the only mode that counts
 * @param program the only program whose code counts, by name
 * @param temporary whether it goes away when it has stopped a hart
 * @param logMessage what is told to the session's listeners instead of stopping: text in which
 *     expressions in braces stand for their values
 */
public record BreakpointOptions(
        Optional<String> condition,
        long firstHit,
        long every,
        OptionalInt hart,
        OptionalLong space,
        Optional<Privilege> privilege,
        Optional<String> program,
        boolean temporary,
        Optional<String> logMessage) {
    /** Stops always. */
    public static final BreakpointOptions NONE =
            new BreakpointOptions(
                    Optional.empty(),
                    1,
                    1,
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty());

    public BreakpointOptions {
        condition = condition.filter(text -> !text.isBlank());
        logMessage = logMessage.filter(text -> !text.isEmpty());
        Objects.requireNonNull(hart, "hart");
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(privilege, "privilege");
        Objects.requireNonNull(program, "program");
        if (firstHit < 1 || every < 1) {
            throw new IllegalArgumentException("hits are counted from 1");
        }
    }

    /** The same with a condition; a blank one is none. */
    public BreakpointOptions withCondition(String expression) {
        return changed(draft -> draft.condition = Optional.of(expression));
    }

    /** The same from an arrival on. */
    public BreakpointOptions withFirstHit(long arrival) {
        return changed(draft -> draft.firstHit = arrival);
    }

    /** The same, each so many-th time only. */
    public BreakpointOptions withEvery(long arrivals) {
        return changed(draft -> draft.every = arrivals);
    }

    /** The same for one hart. */
    public BreakpointOptions withHart(int only) {
        return changed(draft -> draft.hart = OptionalInt.of(only));
    }

    /** The same in one address space. */
    public BreakpointOptions withSpace(long rootPpn) {
        return changed(draft -> draft.space = OptionalLong.of(rootPpn));
    }

    /** The same in one mode. */
    public BreakpointOptions withPrivilege(Privilege only) {
        return changed(draft -> draft.privilege = Optional.of(only));
    }

    /** The same in one program. */
    public BreakpointOptions withProgram(String name) {
        return changed(draft -> draft.program = Optional.of(name));
    }

    /** The same, once. */
    public BreakpointOptions withTemporary(boolean once) {
        return changed(draft -> draft.temporary = once);
    }

    /** The same, telling a message instead of stopping; an empty one is none. */
    public BreakpointOptions withLogMessage(String message) {
        return changed(draft -> draft.logMessage = Optional.of(message));
    }

    private BreakpointOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** Options that are being changed. */
    private static final class Draft {
        private Optional<String> condition;
        private long firstHit;
        private long every;
        private OptionalInt hart;
        private OptionalLong space;
        private Optional<Privilege> privilege;
        private Optional<String> program;
        private boolean temporary;
        private Optional<String> logMessage;

        Draft(BreakpointOptions from) {
            condition = from.condition;
            firstHit = from.firstHit;
            every = from.every;
            hart = from.hart;
            space = from.space;
            privilege = from.privilege;
            program = from.program;
            temporary = from.temporary;
            logMessage = from.logMessage;
        }

        BreakpointOptions done() {
            return new BreakpointOptions(
                    condition,
                    firstHit,
                    every,
                    hart,
                    space,
                    privilege,
                    program,
                    temporary,
                    logMessage);
        }
    }

    /** For a person: {@code if x > 3, from the 2nd hit, on hart 1}; empty if it stops always. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        condition.ifPresent(text -> parts.add("if " + text));
        if (firstHit > 1) {
            parts.add("from hit " + firstHit + " on");
        }
        if (every > 1) {
            parts.add("every " + every + " hits");
        }
        hart.ifPresent(only -> parts.add("on hart " + only));
        space.ifPresent(root -> parts.add("in the space of root 0x" + Long.toHexString(root)));
        privilege.ifPresent(mode -> parts.add("in " + mode.letter() + "-mode"));
        program.ifPresent(name -> parts.add("in " + name));
        logMessage.ifPresent(text -> parts.add("telling \"" + text + "\""));
        return String.join(", ", parts);
    }
}
