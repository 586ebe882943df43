package dev.framescope.debugger;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Machine;
import dev.framescope.machine.RunState;

/** TODO. */
final class RunControl {
    RunControl(
            Machine machine,
            KernelImage kernel,
            BreakpointTable breakpoints,
            SessionListeners listeners) {}

    RunState state() {
        throw new UnsupportedOperationException();
    }

    SessionStop lastStop() {
        throw new UnsupportedOperationException();
    }

    SessionListeners listeners() {
        throw new UnsupportedOperationException();
    }

    void resume() {
        throw new UnsupportedOperationException();
    }

    void suspend() {
        throw new UnsupportedOperationException();
    }

    void step(int hart, StepKind kind, StepUnit unit) {
        throw new UnsupportedOperationException();
    }

    void runTo(CodeLocation location) {
        throw new UnsupportedOperationException();
    }

    void close() {
        throw new UnsupportedOperationException();
    }
}
