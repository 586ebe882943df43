package dev.framescope.debugger;

import dev.framescope.machine.StopReason;
import dev.framescope.machine.Trap;

import java.util.Optional;

/**
 * How a part of a step ended.
 *
 * @param reason the machine's stop
 * @param end why it did not get where it was to go; empty if it did, or took an exception
 * @param exception what an instruction took instead of being executed; the hart stands at the
 *     handler
 */
record Move(StopReason reason, Optional<RunEnd> end, Optional<Trap> exception) {
    /** Got where it was to go. */
    static Move done(StopReason reason) {
        return new Move(reason, Optional.empty(), Optional.empty());
    }

    /** The machine stopped for a reason of its own. */
    static Move stopped(StopReason reason) {
        return new Move(reason, Optional.of(RunEnd.stopped(reason)), Optional.empty());
    }

    /** An interrupt has come whose handler is to be seen. */
    static Move inHandler(StopReason.TrapTaken reason) {
        return new Move(reason, Optional.of(RunEnd.inHandler(reason)), Optional.empty());
    }

    /** An exception was taken. */
    static Move trapped(StopReason.TrapTaken reason) {
        return new Move(reason, Optional.empty(), Optional.of(reason.trap()));
    }

    boolean isDone() {
        return end.isEmpty() && exception.isEmpty();
    }

    /** The end of a step that ends here. */
    RunEnd toEnd() {
        return end.orElseGet(() -> RunEnd.arrived(reason));
    }
}
