package dev.framescope.debugger;

import dev.framescope.debugger.expression.Expressions;
import dev.framescope.debugger.format.Formatters;
import dev.framescope.debugger.format.Formatting;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramFile;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.registers.RegisterGroup;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.debugger.space.AddressSpaces;
import dev.framescope.debugger.space.AreaMemory;
import dev.framescope.debugger.space.MemoryArea;
import dev.framescope.debugger.space.MemoryBytes;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.debugger.variables.Values;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.boot.BootableMachine;
import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.RunState;
import dev.framescope.machine.SatpHandler;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A kernel under the debugger: a machine, the kernel's symbols, the ledger of its frame allocator,
 * and control over the run. All methods may be called from any thread and none waits, unless its
 * description says so. While a session lives, its machine is run through the session only.
 */
public final class DebugSession implements AutoCloseable {
    private final Machine machine;
    private final Optional<AllocationLedger> ledger;
    private final KernelImage kernel;
    private final Programs programs;
    private final AddressSpaces spaces;
    private final SatpHandler satpObserver;
    private final Stacks stacks;
    private final BreakpointTable breakpoints;
    private final SessionListeners listeners = new SessionListeners();
    private final RunControl control;
    private volatile StepOptions stepOptions = StepOptions.DEFAULT;
    private final Expressions expressions;
    private final Values values;

    private DebugSession(
            Machine machine, KernelImage kernel, Optional<AllocatorFunctions> allocator) {
        this.machine = machine;
        this.kernel = kernel;
        this.ledger =
                allocator.map(functions -> AllocationLedger.attach(machine, kernel, functions));
        programs = new Programs(Program.of(kernel));
        spaces = new AddressSpaces(programs);
        programs.setPageTables(spaces::satps);
        satpObserver =
                (write, hart, inspection) -> {
                    spaces.note(hart, inspection, write.newSatp());
                    tellOfSpaces();
                    return false;
                };
        machine.addSatpHandler(satpObserver);
        stacks = new Stacks(machine, programs);
        Formatting formatting = new Formatting(new Formatters());
        expressions = new Expressions(programs, stacks, formatting);
        values = new Values(machine, programs, stacks, formatting);
        SessionParts parts =
                new SessionParts(
                        machine,
                        programs,
                        spaces,
                        stacks,
                        expressions,
                        new FrameStops(kernel, ledger),
                        listeners);
        breakpoints = new BreakpointTable(parts, this::currentStack);
        control = new RunControl(parts, breakpoints);
    }

    /** The stack of the hart that stopped last; on the machine thread. */
    private List<StackFrame> currentStack(Inspection inspection) {
        return stacks.of(inspection, control.lastStop().hart());
    }

    /**
     * Loads a kernel into a new machine, which stands before its first instruction.
     *
     * @throws SymbolException if the kernel or the firmware is no program that can be used
     * @throws MachineException if a file cannot be read, or the machine cannot be built, such as
     *     for a kernel that does not fit into its memory
     * @throws IllegalArgumentException if a value of the configuration is out of range, or the
     *     kernel has no function of a name that the configuration gives to the allocator
     */
    public static DebugSession start(SessionConfig config)
            throws SymbolException, MachineException {
        BootableMachine bootable = config.machine().load();
        KernelImage kernel = bootable.kernel();
        Machine machine = VirtMachine.create(bootable.config());
        try {
            DebugSession session =
                    new DebugSession(machine, kernel, config.allocator().or(kernel::allocator));
            bootable.firmware().map(Program::firmware).ifPresent(session.programs::add);
            for (ProgramFile file : config.programs()) {
                session.addConfigured(file);
            }
            config.stopAt()
                    .ifPresent(name -> session.addTemporary(new BreakpointSpec.AtFunction(name)));
            return session;
        } catch (RuntimeException | SymbolException | MachineException e) {
            machine.close();
            throw e;
        }
    }

    private void addConfigured(ProgramFile file) throws SymbolException, MachineException {
        try {
            addProgram(file.path(), file.scope());
        } catch (IOException e) {
            throw new MachineException("cannot read the program " + file.path() + ": " + e, e);
        }
    }

    /** The machine; for its console, for inspection, and for its configuration. */
    public Machine machine() {
        return machine;
    }

    /** The program that the machine runs. */
    public KernelImage kernel() {
        return kernel;
    }

    /**
     * What has been observed of the frame allocator; nothing if the kernel has none that is known.
     */
    public LedgerSnapshot ledger() {
        return ledger.map(AllocationLedger::snapshot).orElseGet(LedgerSnapshot::none);
    }

    /**
     * What the views show, computed in one inspection.
     *
     * @param hart the hart whose address space is shown
     */
    public CompletableFuture<InsightSnapshot> insight(int hart) {
        return machine.inspect(
                inspection -> InsightSnapshot.of(inspection, kernel, ledger(), hart));
    }

    /** What the session is doing; a step counts as running until it is over. */
    public RunState state() {
        return control.state();
    }

    /** Why the session was suspended last. */
    public SessionStop lastStop() {
        return control.lastStop();
    }

    /** The programs whose symbols are used; the kernel is the first. */
    public List<Program> programs() {
        return programs.all();
    }

    /** The look-up of programs by where a hart is; for use within an inspection. */
    public Programs programLookup() {
        return programs;
    }

    /**
     * Adds a program; breakpoints that name code of it are set.
     *
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no RV64 program
     */
    public Program addProgram(Path path, ProgramScope scope) throws IOException, SymbolException {
        Program program = Program.open(path, scope);
        programs.add(program);
        programsChanged();
        return program;
    }

    /**
     * Removes a program; does nothing if it is removed already.
     *
     * @throws IllegalArgumentException if it is the kernel
     */
    public void removeProgram(Program program) {
        if (programs.remove(program)) {
            programsChanged();
        }
    }

    private void programsChanged() {
        breakpoints.programsChanged();
        listeners.tell(SessionListener::programsChanged);
    }

    /** The page tables that the machine has used, as they are now. */
    public CompletableFuture<List<AddressSpace>> addressSpaces() {
        return machine.inspect(spaces::list);
    }

    private void tellOfSpaces() {
        if (spaces.takeNews()) {
            listeners.tell(SessionListener::spacesChanged);
        }
    }

    /**
     * The address space of a name, one that the machine has used or that was given the name before.
     *
     * @return the physical page number of its root page table; empty if there is none
     */
    public OptionalLong addressSpaceNamed(String name) {
        return spaces.rootNamed(name);
    }

    /**
     * Gives an address space a name; an empty one takes it away.
     *
     * @param rootPpn the physical page number of its root page table
     */
    public void nameAddressSpace(long rootPpn, String name) {
        spaces.name(rootPpn, name);
        tellOfSpaces();
    }

    /** Adds an enabled breakpoint; holds at once. One without a place is kept and says so. */
    public Breakpoint add(BreakpointSpec spec) {
        return add(spec, BreakpointOptions.NONE);
    }

    /** As {@link #add(BreakpointSpec)}, with options. */
    public Breakpoint add(BreakpointSpec spec, BreakpointOptions options) {
        return breakpoints.add(spec, options);
    }

    /** As {@link #add(BreakpointSpec)}; the breakpoint is removed when it is hit. */
    public Breakpoint addTemporary(BreakpointSpec spec) {
        return add(spec, BreakpointOptions.NONE.withTemporary(true));
    }

    /** Removes a breakpoint; does nothing if it is removed already. */
    public void remove(Breakpoint breakpoint) {
        breakpoints.remove(breakpoint);
    }

    /** All breakpoints, in the order in which they were added. */
    public List<Breakpoint> breakpoints() {
        return breakpoints.all();
    }

    /** Runs until something stops the machine. Does nothing unless suspended. */
    public void resume() {
        control.resume();
    }

    /** Stops as soon as possible; ends a step too. Does nothing unless running. */
    public void suspend() {
        control.suspend();
    }

    /**
     * Steps one hart, by the {@link #stepOptions}. Other harts run while it steps over a call, and
     * stand still otherwise. An interrupt that comes meanwhile is served and not shown; a
     * breakpoint ends the step. A step ends in the thread that it was begun in, whatever harts the
     * kernel lets it run on. Does nothing unless suspended.
     *
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    public void step(int hart, StepKind kind, StepUnit unit) {
        control.step(hart, kind, unit, stepOptions);
    }

    /**
     * Runs until the function of a frame has returned to its caller, as a step that returns does
     * for frame 0. A breakpoint in the functions that it has called ends it before. Does nothing
     * unless suspended.
     *
     * @param level the frame, 0 the innermost
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    public void stepOut(int hart, int level) {
        control.stepOut(hart, level, stepOptions);
    }

    /** How steps are made; {@link StepOptions#DEFAULT} in a new session. */
    public StepOptions stepOptions() {
        return stepOptions;
    }

    /** Changes how the next steps are made. */
    public void setStepOptions(StepOptions options) {
        stepOptions = Objects.requireNonNull(options, "options");
    }

    /** Runs until any hart is about to execute that instruction. Does nothing unless suspended. */
    public void runTo(CodeLocation location) {
        control.runTo(List.of(location));
    }

    /**
     * Runs until any hart comes to a source line of any program. Does nothing unless suspended.
     *
     * @param file a source file, by any suffix of its path that is made of whole names
     * @param line counted from 1
     * @throws IllegalArgumentException if no program has code there, nor after it in that file
     */
    public void runToLine(String file, int line) {
        control.runTo(placesOf(file, line));
    }

    /**
     * Lets a hart go on at another instruction; nothing is executed. Ends as a step does, a refusal
     * with {@link SessionStop.Kind#STEP_IMPOSSIBLE}. Does nothing unless suspended.
     *
     * @param pc as the hart fetches it
     * @param force also to an instruction outside of the function that the hart is in, whose stack
     *     frame will not fit
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    public void jump(int hart, long pc, boolean force) {
        control.relocate(hart, new FrameControl.Jump(pc, force));
    }

    /**
     * Lets a hart go back into a caller, to the beginning of the line that has made the call, so
     * that it is made again; nothing is executed. Registers are restored as far as they are known,
     * memory stays as it is; the stop's text says what is lost. Ends as {@link #jump} does.
     *
     * @param level of the frame, at least 1, with no trap between it and the innermost
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    public void dropToFrame(int hart, int level) {
        control.relocate(hart, new FrameControl.Drop(level));
    }

    private List<CodeLocation> placesOf(String file, int line) {
        List<CodeLocation> places =
                programs.all().stream()
                        .flatMap(
                                program ->
                                        program.symbols().addressesOf(file, line).stream()
                                                .map(program::locate))
                        .distinct()
                        .toList();
        if (places.isEmpty()) {
            throw new IllegalArgumentException("no code at " + file + ":" + line);
        }
        return places;
    }

    /**
     * The places at which an instruction can be met: its link address and its load address, from
     * either of them.
     */
    public CodeLocation codeLocation(long address) {
        return kernel.locate(kernel.linkAddress(address, false));
    }

    /** The stack of a hart, innermost frame first, at least one frame. */
    public CompletableFuture<List<StackFrame>> backtrace(int hart) {
        return machine.inspect(inspection -> stacks.of(inspection, hart));
    }

    /** Variables and expressions in the frames of the current stop. */
    public Values values() {
        return values;
    }

    /** Expressions that are evaluated while the machine runs: conditions and log messages. */
    public Expressions expressions() {
        return expressions;
    }

    /** The stacks of the harts; for use within an inspection. */
    public Stacks stacks() {
        return stacks;
    }

    /** The registers of a hart, in groups, see {@link RegisterModel#read}. */
    public CompletableFuture<List<RegisterGroup>> registers(int hart) {
        return machine.inspect(inspection -> RegisterModel.read(inspection.hart(hart)));
    }

    /**
     * Changes a register. The future fails with IllegalArgumentException if the register cannot be
     * written, with IllegalStateException unless suspended.
     */
    public CompletableFuture<Void> setRegister(int hart, RegisterId register, long value) {
        return machine.control(
                machineControl -> {
                    switch (register) {
                        case RegisterId.Mode mode ->
                                throw new IllegalArgumentException(
                                        "the privilege mode cannot be changed");
                        case RegisterId.Pc pc -> machineControl.setPc(hart, value);
                        case RegisterId.General x -> machineControl.setX(hart, x.number(), value);
                        case RegisterId.FloatingPoint f ->
                                machineControl.setF(hart, f.number(), value);
                        case RegisterId.Csr csr -> machineControl.setCsr(hart, csr.number(), value);
                    }
                    return null;
                });
    }

    /**
     * Memory as a hart sees it.
     *
     * @return up to {@code length} bytes: fewer if what follows them is not mapped
     */
    public CompletableFuture<byte[]> readVirtual(int hart, long vaddr, int length) {
        return machine.inspect(
                inspection -> {
                    byte[] bytes = new byte[length];
                    int count = inspection.hart(hart).readVirtual(vaddr, bytes, 0, length);
                    return Arrays.copyOf(bytes, count);
                });
    }

    /**
     * Physical memory.
     *
     * @return up to {@code length} bytes: fewer if what follows them is neither RAM nor ROM
     */
    public CompletableFuture<byte[]> readPhysical(long paddr, int length) {
        return machine.inspect(
                inspection -> {
                    byte[] bytes = new byte[length];
                    int count = inspection.readPhysical(paddr, bytes, 0, length);
                    return Arrays.copyOf(bytes, count);
                });
    }

    /**
     * Writes memory as a hart sees it; fails with IllegalStateException unless suspended.
     *
     * @return how many bytes were written before the first that is not mapped to RAM
     */
    public CompletableFuture<Integer> writeVirtual(int hart, long vaddr, byte[] bytes) {
        return machine.control(c -> c.writeVirtual(hart, vaddr, bytes, 0, bytes.length));
    }

    /**
     * Writes physical memory; fails with IllegalStateException unless suspended.
     *
     * @return how many bytes were written before the first that is not RAM
     */
    public CompletableFuture<Integer> writePhysical(long paddr, byte[] bytes) {
        return machine.control(c -> c.writePhysical(paddr, bytes, 0, bytes.length));
    }

    /** Memory of any area, with holes where nothing is mapped. */
    public CompletableFuture<MemoryBytes> readMemory(MemoryArea area, long address, int length) {
        return machine.inspect(inspection -> areaMemory(inspection, area).read(address, length));
    }

    /**
     * Writes memory of any area, also where pages are read-only; fails with IllegalStateException
     * unless suspended.
     *
     * @return how many bytes were written before the first for which there is no RAM
     */
    public CompletableFuture<Integer> writeMemory(MemoryArea area, long address, byte[] bytes) {
        return machine.control(control -> areaMemory(control, area).write(control, address, bytes));
    }

    private AreaMemory areaMemory(Inspection inspection, MemoryArea area) {
        return new AreaMemory(inspection, programs.kernel(), spaces, area);
    }

    /** What every hart is doing, by number. */
    public CompletableFuture<List<HartSnapshot>> harts() {
        return machine.inspect(inspection -> HartSnapshot.all(inspection, programs));
    }

    /** Adds a listener; it is told of what happens from now on. */
    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    /**
     * Ends the machine and all threads of the session, and waits for that (unless called on one of
     * them). Listeners are told that it is terminated.
     */
    @Override
    public void close() {
        control.close();
        machine.removeSatpHandler(satpObserver);
        ledger.ifPresent(AllocationLedger::close);
    }
}
