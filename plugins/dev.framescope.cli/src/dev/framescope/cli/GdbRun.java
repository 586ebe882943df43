package dev.framescope.cli;

import dev.framescope.gdbserver.GdbServer;
import dev.framescope.gdbserver.GdbTarget;
import dev.framescope.gdbserver.RunControl;
import dev.framescope.insight.boot.BootableMachine;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A run of a kernel that is left to GDB. */
final class GdbRun {
    private final BootableMachine bootable;
    private final Terminal terminal;
    private ConsoleLink console;

    GdbRun(BootableMachine bootable, Terminal terminal) {
        this.bootable = bootable;
        this.terminal = terminal;
    }

    /** One machine; GDB may ask for another in its place. */
    private final class Target implements GdbTarget, MachineListener {
        private final Machine machine;
        private final RunControl run;
        private final Optional<AllocationLedger> ledger;
        private final CompletableFuture<StopReason> end = new CompletableFuture<>();
        private final CompletableFuture<Target> successor = new CompletableFuture<>();

        Target() throws MachineException {
            machine = VirtMachine.create(bootable.config());
            run = RunControl.of(machine);
            ledger = kernel().allocator().map(a -> AllocationLedger.attach(machine, kernel(), a));
            machine.addListener(this);
        }

        @Override
        public void terminated(StopReason reason) {
            end.complete(reason);
        }

        @Override
        public Machine machine() {
            return machine;
        }

        @Override
        public KernelImage kernel() {
            return bootable.kernel();
        }

        @Override
        public RunControl run() {
            return run;
        }

        @Override
        public LedgerSnapshot ledger() {
            return ledger.map(AllocationLedger::snapshot).orElseGet(LedgerSnapshot::none);
        }

        @Override
        public GdbTarget restart() throws MachineException {
            Target next = new Target();
            console.moveTo(next.machine.console());
            successor.complete(next);
            machine.close();
            return next;
        }
    }

    /**
     * Waits for GDB, and for the end of the machine and of the conversation.
     *
     * @return why the last machine ended
     */
    StopReason run(int port) throws UnusableInputException, InterruptedException {
        try {
            Target target = new Target();
            console = ConsoleLink.connect(target.machine().console(), terminal);
            try (GdbServer server = GdbServer.start(target, port)) {
                terminal.err()
                        .println("framescope: waiting for GDB: target remote :" + server.port());
                return end(target, server);
            } finally {
                console.close();
            }
        } catch (MachineException | IOException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }

    /** The end of the machine that is not replaced by another. */
    private static StopReason end(Target first, GdbServer server) throws InterruptedException {
        Target target = first;
        while (true) {
            StopReason reason = target.end.join();
            server.awaitClientLeft(target);
            if (!target.successor.isDone()) {
                return reason;
            }
            target = target.successor.join();
        }
    }
}
