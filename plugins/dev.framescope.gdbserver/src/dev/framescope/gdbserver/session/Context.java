package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.GdbTarget;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.WatchSource;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** What the packets of a connection have in common: the target, the selection, the agreements. */
final class Context {
    private GdbTarget target;
    private boolean multiprocess;
    private boolean errorMessages;
    private boolean physicalMemory;

    /**
     * Where a hart made an access that was watched: GDB expects a RISC-V target to stand at that
     * instruction, and executes it with a step of its own before it looks at the value (as QEMU,
     * whose RISC-V harts stop before the access).
     */
    private Optional<WatchSource.Instruction> watched = Optional.empty();

    /** The hart that register and memory packets mean. */
    private int hart;

    /** The hart that the old packets {@code c} and {@code s} mean. */
    private ThreadId runHart = new ThreadId(ThreadId.ALL);

    Context(GdbTarget target) {
        this.target = target;
        hart = target.run().lastStop().where().hart();
    }

    GdbTarget target() {
        return target;
    }

    void setTarget(GdbTarget newTarget) {
        target = newTarget;
        hart = 0;
    }

    int hartCount() {
        return target.machine().config().harts();
    }

    int hart() {
        return hart;
    }

    void selectHart(int number) {
        hart = number;
    }

    ThreadId runHart() {
        return runHart;
    }

    void selectRunHart(ThreadId thread) {
        runHart = thread;
    }

    boolean multiprocess() {
        return multiprocess;
    }

    boolean errorMessages() {
        return errorMessages;
    }

    void agree(boolean onMultiprocess, boolean onErrorMessages) {
        multiprocess = onMultiprocess;
        errorMessages = onErrorMessages;
    }

    boolean physicalMemory() {
        return physicalMemory;
    }

    void setPhysicalMemory(boolean on) {
        physicalMemory = on;
    }

    String threadId(int number) {
        return ThreadId.of(number, multiprocess);
    }

    /** GDB is shown a hart as if its last instruction, which was watched, were the next. */
    void showBefore(Optional<WatchSource.Instruction> access) {
        watched = access;
    }

    /** The pc that GDB is shown in place of a hart's own. */
    OptionalLong shownPc(int number) {
        return watched.isPresent() && watched.get().hart() == number
                ? OptionalLong.of(watched.get().pc())
                : OptionalLong.empty();
    }

    /** From now on the hart's pc is its own again; says whether it was not. */
    boolean endShowing(int number) {
        boolean shown = shownPc(number).isPresent();
        watched = Optional.empty();
        return shown;
    }

    /** Reads the machine, which may run. */
    <T> T inspect(Function<Inspection, T> reader) throws PacketException {
        return await(target.machine().inspect(reader));
    }

    /** Reads the selected hart. */
    <T> T inspectHart(Function<HartInspection, T> reader) throws PacketException {
        int selected = hart;
        return inspect(machine -> reader.apply(machine.hart(selected)));
    }

    /** Changes the machine, which stands. */
    <T> T control(Function<MachineControl, T> change) throws PacketException {
        return await(target.machine().control(change));
    }

    private static <T> T await(CompletableFuture<T> answer) throws PacketException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new PacketException(1, String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PacketException(4, "the server is being closed");
        }
    }
}
