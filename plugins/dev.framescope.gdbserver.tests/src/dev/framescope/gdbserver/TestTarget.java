package dev.framescope.gdbserver;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine with a sample kernel, before its first instruction. */
final class TestTarget implements GdbTarget, AutoCloseable {
    private final KernelImage kernel;
    private final int harts;
    private final Machine machine;
    private final Optional<AllocationLedger> ledger;
    private final List<TestTarget> successors = new ArrayList<>();

    private TestTarget(KernelImage kernel, int harts) throws MachineException {
        this.kernel = kernel;
        this.harts = harts;
        machine = VirtMachine.create(MachineConfig.of(kernel.loadImage()).withHarts(harts));
        ledger = kernel.allocator().map(a -> AllocationLedger.attach(machine, kernel, a));
    }

    static TestTarget of(Path elf, int harts)
            throws IOException, SymbolException, MachineException {
        return new TestTarget(KernelImage.load(elf), harts);
    }

    /** The link address of a function's first instruction. */
    long address(String function) {
        return kernel.symbols().functions(function).getFirst().low();
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public KernelImage kernel() {
        return kernel;
    }

    @Override
    public RunControl run() {
        return RunControl.of(machine);
    }

    @Override
    public LedgerSnapshot ledger() {
        return ledger.map(AllocationLedger::snapshot).orElseGet(LedgerSnapshot::none);
    }

    @Override
    public GdbTarget restart() throws MachineException {
        machine.close();
        TestTarget next = new TestTarget(kernel, harts);
        successors.add(next);
        return next;
    }

    @Override
    public void close() {
        machine.close();
        successors.forEach(TestTarget::close);
    }
}
