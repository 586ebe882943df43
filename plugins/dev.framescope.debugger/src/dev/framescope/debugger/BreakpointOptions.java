package dev.framescope.debugger;

import dev.framescope.machine.Privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
        return new BreakpointOptions(
                Optional.of(expression),
                firstHit,
                every,
                hart,
                space,
                privilege,
                program,
                temporary,
                logMessage);
    }

    /** The same from an arrival on. */
    public BreakpointOptions withFirstHit(long arrival) {
        return new BreakpointOptions(
                condition, arrival, every, hart, space, privilege, program, temporary, logMessage);
    }

    /** The same, each so many-th time only. */
    public BreakpointOptions withEvery(long arrivals) {
        return new BreakpointOptions(
                condition,
                firstHit,
                arrivals,
                hart,
                space,
                privilege,
                program,
                temporary,
                logMessage);
    }

    /** The same for one hart. */
    public BreakpointOptions withHart(int only) {
        return new BreakpointOptions(
                condition,
                firstHit,
                every,
                OptionalInt.of(only),
                space,
                privilege,
                program,
                temporary,
                logMessage);
    }

    /** The same in one address space. */
    public BreakpointOptions withSpace(long rootPpn) {
        return new BreakpointOptions(
                condition,
                firstHit,
                every,
                hart,
                OptionalLong.of(rootPpn),
                privilege,
                program,
                temporary,
                logMessage);
    }

    /** The same in one mode. */
    public BreakpointOptions withPrivilege(Privilege only) {
        return new BreakpointOptions(
                condition,
                firstHit,
                every,
                hart,
                space,
                Optional.of(only),
                program,
                temporary,
                logMessage);
    }

    /** The same in one program. */
    public BreakpointOptions withProgram(String name) {
        return new BreakpointOptions(
                condition,
                firstHit,
                every,
                hart,
                space,
                privilege,
                Optional.of(name),
                temporary,
                logMessage);
    }

    /** The same, once. */
    public BreakpointOptions withTemporary(boolean once) {
        return new BreakpointOptions(
                condition, firstHit, every, hart, space, privilege, program, once, logMessage);
    }

    /** The same, telling a message instead of stopping; an empty one is none. */
    public BreakpointOptions withLogMessage(String message) {
        return new BreakpointOptions(
                condition,
                firstHit,
                every,
                hart,
                space,
                privilege,
                program,
                temporary,
                Optional.of(message));
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
