package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerBook.Call;
import dev.framescope.insight.ledger.PendingCalls.PendingCall;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Observes a kernel's frame allocator from outside, through code points at its functions and at the
 * places they return to. Costs nothing while the allocator does not run. Writes on the machine
 * thread, and tells handlers of each event there; the public methods may be called from any thread.
 *
 * <p>Where one observed function calls another (a wrapper), the two calls count once.
 */
public final class AllocationLedger implements AutoCloseable {
    private static final int RA = 1;
    private static final int SP = 2;

    /** Call sites whose code points are kept for the next call. */
    private static final int MAX_RETURN_POINTS = 1024;

    private final Machine machine;
    private final KernelImage kernel;
    private final AllocatorFunctions functions;
    private final UnseenCalls unseen;
    private final boolean fromTheStart;
    private final List<Function> deallocs;
    private final List<Function> observed;
    private final Map<Long, CodePoint> points = new ConcurrentHashMap<>();
    private final Map<Long, CodePoint> returnPoints = new ConcurrentHashMap<>();
    private final PendingCalls pending = new PendingCalls();
    private final List<FrameEventHandler> handlers = new CopyOnWriteArrayList<>();
    private final MachineListener restoring =
            new MachineListener() {
                @Override
                public void restored(StopReason reason) {
                    lastFree = FreeCall.NONE;
                }
            };
    private volatile boolean closed;

    /** Who has been asked about a free last: a step asks before the machine does. */
    private volatile FreeCall lastFree = FreeCall.NONE;

    /**
     * A hart that is about to free a frame.
     *
     * @param instructions that it has retired
     */
    private record FreeCall(int hart, long instructions) {
        static final FreeCall NONE = new FreeCall(-1, 0);
    }

    /** Guards the book, which exists from the first call on. */
    private final Object lock = new Object();

    private LedgerBook book;
    private LedgerSnapshot latest;

    private AllocationLedger(
            Machine machine,
            KernelImage kernel,
            AllocatorFunctions functions,
            List<Function> allocs,
            List<Function> deallocs) {
        this.machine = machine;
        this.kernel = kernel;
        this.functions = functions;
        this.deallocs = deallocs;
        this.observed = Stream.concat(allocs.stream(), deallocs.stream()).toList();
        this.unseen =
                new UnseenCalls(functions, name -> kernel.symbols().inlinedPlaces(name).size());
        this.latest = LedgerSnapshot.empty(functions, unseen);
        this.fromTheStart =
                machine.state() == RunState.SUSPENDED
                        && machine.lastStop().where().instructions() == 0;
    }

    /**
     * Starts to observe.
     *
     * @throws IllegalArgumentException if the kernel has no function of one of the names; the
     *     message says which
     */
    public static AllocationLedger attach(
            Machine machine, KernelImage kernel, AllocatorFunctions functions) {
        List<Function> allocs = entries(kernel, functions.alloc());
        List<Function> deallocs = entries(kernel, functions.dealloc());
        AllocationLedger ledger =
                new AllocationLedger(machine, kernel, functions, allocs, deallocs);
        allocs.forEach(function -> ledger.observe(function, ledger::allocCalled));
        deallocs.forEach(function -> ledger.observe(function, ledger::deallocCalled));
        machine.addListener(ledger.restoring);
        return ledger;
    }

    /** The functions of that name; of a function in several pieces, the one it is entered by. */
    private static List<Function> entries(KernelImage kernel, String name) {
        List<Function> pieces = kernel.symbols().functions(name);
        if (pieces.isEmpty()) {
            boolean inlined = !kernel.symbols().inlinedPlaces(name).isEmpty();
            throw new IllegalArgumentException(
                    "the kernel "
                            + kernel.path()
                            + (inlined
                                    ? " has inlined " + name + " wherever it is called"
                                    : " has no function " + name)
                            + ": name the functions of its frame allocator");
        }
        List<Function> entries =
                pieces.stream().filter(piece -> startsAtSymbol(kernel, piece)).toList();
        return entries.isEmpty() ? pieces : entries;
    }

    private static boolean startsAtSymbol(KernelImage kernel, Function piece) {
        return kernel.symbols().elf().symbols().stream()
                .anyMatch(
                        symbol ->
                                symbol.type() == ElfSymbol.STT_FUNC
                                        && symbol.value() == piece.low()
                                        && symbol.name().equals(piece.linkageName()));
    }

    private void observe(Function function, CodeHandler handler) {
        points.put(function.low(), machine.addCodePoint(kernel.locate(function.low()), handler));
    }

    /** A user program may have code at the same virtual address. */
    private boolean ignores(HartInspection hart) {
        return closed || hart.privilege() == Privilege.USER;
    }

    private boolean allocCalled(HartInspection hart, Inspection state) {
        if (ignores(hart)) {
            return false;
        }
        long returnAddress = linkAddress(hart, hart.x(RA));
        List<Long> stack = StackWalk.atEntry(hart, kernel);
        synchronized (lock) {
            book(state).seen(PageTables.satpOf(hart));
            long firstEvent = book(state).eventCount();
            pending.push(new PendingCall(hart.id(), returnAddress, hart.x(SP), firstEvent, stack));
        }
        awaitReturn(returnAddress);
        return false;
    }

    private void awaitReturn(long returnAddress) {
        if (returnPoints.containsKey(returnAddress)) {
            return;
        }
        if (returnPoints.size() >= MAX_RETURN_POINTS) {
            forgetIdleReturnPoints();
        }
        returnPoints.put(
                returnAddress,
                machine.addCodePoint(kernel.locate(returnAddress), this::allocReturned));
        if (closed) {
            removeAll(returnPoints);
        }
    }

    private void forgetIdleReturnPoints() {
        returnPoints.forEach(
                (address, point) -> {
                    if (!pending.returnsTo(address) && returnPoints.remove(address, point)) {
                        machine.removeCodePoint(point);
                    }
                });
    }

    private boolean allocReturned(HartInspection hart, Inspection state) {
        if (ignores(hart)) {
            return false;
        }
        Optional<PendingCall> call =
                pending.returned(hart.id(), linkAddress(hart, hart.pc()), hart.x(SP));
        if (call.isEmpty()) {
            return false;
        }
        long value = FrameNames.result(hart);
        OptionalLong noted;
        synchronized (lock) {
            noted = record(call.get(), value, hart, state);
        }
        return tell(noted, hart, state);
    }

    /** Returns the frame that was handed out by the call, and by none within it. */
    private OptionalLong record(
            PendingCall pendingCall, long value, HartInspection hart, Inspection state) {
        Call call = new Call(hart.id(), state.instructions(), pendingCall.callStack());
        if (value == 0) {
            book(state).outOfMemory(call);
            return OptionalLong.empty();
        }
        OptionalLong ppn = names(state).ppn(value, hart);
        if (ppn.isEmpty()) {
            book(state).noFrame(value, call);
        } else if (wasAllocatedWithin(pendingCall, ppn.getAsLong(), state)) {
            return OptionalLong.empty();
        } else {
            book(state).allocated(value, ppn.getAsLong(), call);
        }
        return ppn;
    }

    /** Whether an observed function that this call has called took the very frame before. */
    private boolean wasAllocatedWithin(PendingCall outer, long ppn, Inspection state) {
        return book(state)
                .latest(ppn)
                .filter(event -> event.kind() == FrameEvent.Kind.ALLOCATED)
                .filter(event -> event.sequence() >= outer.firstEvent())
                .filter(event -> isNested(book(state).callStack(event)))
                .isPresent();
    }

    private boolean deallocCalled(HartInspection hart, Inspection state) {
        FreeCall asked = new FreeCall(hart.id(), hart.instructions());
        if (ignores(hart) || asked.equals(lastFree)) {
            return false;
        }
        lastFree = asked;
        long value = FrameNames.argument(hart);
        List<Long> stack = StackWalk.atEntry(hart, kernel);
        Call call = new Call(hart.id(), state.instructions(), stack);
        OptionalLong ppn;
        synchronized (lock) {
            book(state).seen(PageTables.satpOf(hart));
            ppn = names(state).ppn(value, hart);
            if (ppn.isEmpty()) {
                book(state).noFrame(value, call);
            } else if (isNested(stack) && isFree(ppn.getAsLong(), state)) {
                return false;
            } else {
                book(state).freed(value, ppn.getAsLong(), call);
            }
        }
        return tell(ppn, hart, state);
    }

    private boolean isFree(long ppn, Inspection state) {
        return book(state)
                .latest(ppn)
                .filter(event -> event.kind() != FrameEvent.Kind.ALLOCATED)
                .isPresent();
    }

    /**
     * Tells the handlers of the latest event of a frame, if there is one; outside of the lock, as
     * they may take a while. Returns whether one of them wants the machine to stop.
     */
    private boolean tell(OptionalLong ppn, HartInspection hart, Inspection state) {
        if (ppn.isEmpty() || handlers.isEmpty()) {
            return false;
        }
        FrameEvent event;
        synchronized (lock) {
            event = book(state).latestEvent(ppn.getAsLong()).orElseThrow();
        }
        boolean stop = false;
        for (FrameEventHandler handler : handlers) {
            stop |= handler.noted(event, hart, state);
        }
        return stop;
    }

    /** Whether one of the callers is an observed function itself. */
    private boolean isNested(List<Long> callStack) {
        return callStack.stream()
                .skip(1)
                .anyMatch(pc -> observed.stream().anyMatch(function -> function.contains(pc)));
    }

    private FrameNames names(Inspection state) {
        return new FrameNames(functions.unit(), book(state).dram());
    }

    private LedgerBook book(Inspection state) {
        if (book == null) {
            book =
                    new LedgerBook(
                            functions,
                            unseen,
                            Dram.of(state),
                            fromTheStart,
                            LedgerBook.Limits.STANDARD);
        }
        return book;
    }

    private long linkAddress(HartInspection hart, long pc) {
        return kernel.linkAddress(pc, hart.effectiveSatp() != 0);
    }

    /** Tells a handler of the events from now on. */
    public void addHandler(FrameEventHandler handler) {
        handlers.add(handler);
    }

    /** Tells a handler no more; does nothing if it is told nothing already. */
    public void removeHandler(FrameEventHandler handler) {
        handlers.remove(handler);
    }

    /**
     * Whether handlers may be told of an event where a hart comes to an instruction; cheap.
     *
     * @param address link address
     */
    public boolean awaits(long address) {
        return !handlers.isEmpty() && (returnPoints.containsKey(address) || isDealloc(address));
    }

    private boolean isDealloc(long address) {
        return deallocs.stream().anyMatch(function -> function.low() == address);
    }

    /**
     * Notes what a hart does that a step of single instructions has led to where it stands, which
     * the machine tells of only when it goes on; once for each arrival. On the machine thread.
     *
     * @return whether a handler wants the machine to stop
     */
    public boolean landed(HartInspection hart, Inspection state) {
        long address = linkAddress(hart, hart.pc());
        boolean stop = returnPoints.containsKey(address) && allocReturned(hart, state);
        return stop | (isDealloc(address) && deallocCalled(hart, state));
    }

    /**
     * Which events of these kinds are not seen, see {@link LedgerSnapshot#unseenCalls}; empty if
     * all are.
     */
    public Optional<String> unseenCalls(Set<FrameEvent.Kind> kinds) {
        return unseen.text(kinds);
    }

    /** What is known now; cheap. */
    public LedgerSnapshot snapshot() {
        synchronized (lock) {
            if (book != null && book.version() != latest.version()) {
                latest = book.snapshot();
            }
            return latest;
        }
    }

    /** Stops to observe; what is known stays. */
    @Override
    public void close() {
        closed = true;
        machine.removeListener(restoring);
        removeAll(points);
        removeAll(returnPoints);
    }

    private void removeAll(Map<Long, CodePoint> all) {
        all.forEach(
                (address, point) -> {
                    if (all.remove(address, point)) {
                        machine.removeCodePoint(point);
                    }
                });
    }
}
