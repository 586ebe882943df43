package dev.framescope.gdbserver;

import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

/**
 * What starts and stops the machine for a client: the machine itself, or a debugger that drives it
 * for other clients too. The methods mean what those of {@link Machine} mean; any thread may call.
 */
public interface RunControl {
    RunState state();

    /** Why the machine stands, as clients see it. */
    StopReason lastStop();

    void resume();

    /** Executes instructions of one hart while the others stand still. */
    void step(int hart, long instructions);

    void suspend();

    /** Tells of the runs and stops that clients see; called on any thread, returns quickly. */
    void addListener(MachineListener listener);

    void removeListener(MachineListener listener);

    /** Ends the machine. */
    void close();

    /** A machine that nobody else drives. */
    static RunControl of(Machine machine) {
        return new RunControl() {
            @Override
            public RunState state() {
                return machine.state();
            }

            @Override
            public StopReason lastStop() {
                return machine.lastStop();
            }

            @Override
            public void resume() {
                machine.resume();
            }

            @Override
            public void step(int hart, long instructions) {
                machine.step(hart, instructions);
            }

            @Override
            public void suspend() {
                machine.suspend();
            }

            @Override
            public void addListener(MachineListener listener) {
                machine.addListener(listener);
            }

            @Override
            public void removeListener(MachineListener listener) {
                machine.removeListener(listener);
            }

            @Override
            public void close() {
                machine.close();
            }
        };
    }
}
