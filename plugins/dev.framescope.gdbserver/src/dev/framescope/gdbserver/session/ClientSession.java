package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.GdbTarget;
import dev.framescope.gdbserver.protocol.Hex;
import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The conversation with one client, all-stop: it sends a packet and waits for the answer, which
 * after one that makes the target run is the next stop. Server's thread only.
 */
public final class ClientSession implements AutoCloseable {
    /** Ended by signal 9. */
    private static final Reply KILLED = Reply.text("X09");

    private final Context context;
    private final Consumer<byte[]> out;
    private final Observer observer;
    private final RegisterPackets registers;
    private final MemoryPackets memory;
    private final BreakpointPackets breakpoints;
    private final WatchpointPackets watchpoints;
    private final RunPackets run;
    private final QueryPackets queries;
    private final FilePackets files;
    private final StopReplies stops;

    /** Whether the client waits for a stop. */
    private boolean awaitsStop;

    /** Told of what a client changes beyond the run. */
    public interface Observer {
        /** No packet is acknowledged from now on. */
        void acknowledgementsEnded();

        /** The target was replaced by a new one. */
        void restarted(GdbTarget target);

        /** The client has said good-bye. */
        void finished();
    }

    /**
     * A conversation that begins.
     *
     * @param out takes the payloads to be sent
     */
    public ClientSession(GdbTarget target, Consumer<byte[]> out, Observer observer) {
        this.out = out;
        this.observer = observer;
        context = new Context(target);
        registers = new RegisterPackets(context);
        memory = new MemoryPackets(context);
        breakpoints = new BreakpointPackets(context);
        watchpoints = new WatchpointPackets(context);
        queries = new QueryPackets(context, registers, memory);
        files = new FilePackets(context);
        stops = new StopReplies(context, breakpoints, watchpoints);
        run = new RunPackets(context, breakpoints, stops);
    }

    /** Carries a packet out and answers it. */
    public void packet(byte[] payload) {
        Reply reply;
        try {
            reply = carryOut(new PacketCursor(payload));
        } catch (PacketException e) {
            reply = Reply.error(e, context.errorMessages());
        }
        send(reply);
    }

    /** The client wants a running target to stop. */
    public void interrupt() {
        if (awaitsStop) {
            context.target().run().suspend();
        }
    }

    /** The target stands, or is over. */
    public void stopped(Stop stop) {
        StopReason reason = stop.reason();
        if (!awaitsStop) {
            return;
        }
        awaitsStop = false;
        context.selectHart(reason.where().hart());
        context.showBefore(
                reason instanceof StopReason.WatchpointReached reached
                        ? watchpoints.instruction(reached)
                        : Optional.empty());
        StopReplies.remark(reason).ifPresent(text -> send(Reply.text("O" + Hex.of(text + "\n"))));
        send(stops.of(stop));
    }

    private void send(Reply reply) {
        if (reply.payload() != null) {
            out.accept(reply.payload());
        }
    }

    private Reply carryOut(PacketCursor packet) throws PacketException {
        char command = packet.next();
        return switch (command) {
            case '?' -> whyStopped();
            case 'g' -> registers.readGeneral();
            case 'G' -> registers.writeGeneral(packet);
            case 'p' -> registers.readOne(packet);
            case 'P' -> registers.writeOne(packet);
            case 'm' -> memory.readHex(packet);
            case 'x' -> memory.readBinary(packet);
            case 'M' -> memory.writeHex(packet);
            case 'X' -> memory.writeBinary(packet);
            case 'c', 'C', 's', 'S' -> go(command, packet);
            case 'H' -> select(packet);
            case 'T' -> isAlive(packet);
            case 'q' -> queries.query(packet);
            case 'Q' -> set(packet);
            case 'v' -> verbose(packet);
            case 'Z', 'z' -> breakpoint(command == 'Z', packet);
            case '!' -> Reply.OK;
            case 'D' -> detach();
            case 'k' -> {
                kill();
                yield KILLED; // for LLDB; GDB does not wait for it
            }
            case 'R' -> restart();
            default -> Reply.UNSUPPORTED;
        };
    }

    /** Stops a target that runs: a client that has just come expects it to stand. */
    private Reply whyStopped() {
        if (context.target().run().state() == RunState.RUNNING) {
            awaitsStop = true;
            context.target().run().suspend();
            return Reply.LATER;
        }
        return stops.of(standing());
    }

    private Stop standing() {
        return Stop.of(context.target().machine(), context.target().run().lastStop());
    }

    private Reply go(char command, PacketCursor packet) throws PacketException {
        if (command == 'C' || command == 'S') {
            packet.number();
        }
        if (!packet.atEnd()) {
            return Reply.UNSUPPORTED; // at another address: GDB writes pc instead
        }
        boolean step = command == 's' || command == 'S';
        return starting(step ? run::stepOne : run::go);
    }

    /** A packet that makes the target run. */
    @FunctionalInterface
    private interface Start {
        Reply run() throws PacketException;
    }

    private Reply starting(Start start) throws PacketException {
        run.checkStands();
        if (awaitsStop) {
            throw new PacketException(16, "the target runs already");
        }
        // Another client may have it running: then this one waits for the same stop.
        awaitsStop = true;
        boolean runs = false;
        try {
            Reply reply = start.run();
            runs = reply == Reply.LATER;
            return reply;
        } finally {
            awaitsStop = runs;
        }
    }

    private Reply select(PacketCursor packet) throws PacketException {
        char operation = packet.next();
        ThreadId thread = ThreadId.take(packet, context.hartCount());
        if (operation == 'c') {
            context.selectRunHart(thread);
        } else {
            context.selectHart(thread.hartOr(context.hart()));
        }
        return Reply.OK;
    }

    private Reply isAlive(PacketCursor packet) throws PacketException {
        ThreadId.take(packet, context.hartCount());
        return Reply.OK;
    }

    private Reply set(PacketCursor packet) throws PacketException {
        if (packet.take("StartNoAckMode")) {
            send(Reply.OK);
            observer.acknowledgementsEnded();
            return Reply.LATER;
        }
        return queries.set(packet);
    }

    private Reply verbose(PacketCursor packet) throws PacketException {
        if (packet.take("Cont?")) {
            return Reply.text("vCont;c;C;s;S");
        } else if (packet.take("Cont")) {
            return starting(() -> run.vCont(packet));
        } else if (packet.take("File:")) {
            return files.handle(packet);
        } else if (packet.take("Kill")) {
            kill();
            return Reply.OK;
        } else if (packet.take("Run;")) {
            restart();
            return stops.of(standing());
        }
        return Reply.UNSUPPORTED;
    }

    private Reply breakpoint(boolean insert, PacketCursor packet) throws PacketException {
        char type = packet.next();
        if (type == '0' || type == '1') {
            boolean hardware = type == '1';
            return insert
                    ? breakpoints.insert(hardware, packet)
                    : breakpoints.remove(hardware, packet);
        }
        Optional<WatchpointPackets.Kind> kind = WatchpointPackets.Kind.of(type);
        if (kind.isEmpty()) {
            return Reply.UNSUPPORTED;
        }
        return insert
                ? watchpoints.insert(kind.get(), packet)
                : watchpoints.remove(kind.get(), packet);
    }

    private Reply detach() {
        send(Reply.OK);
        observer.finished();
        return Reply.LATER;
    }

    private void kill() {
        context.target().run().close();
        observer.finished();
    }

    private Reply restart() throws PacketException {
        try {
            GdbTarget restarted = context.target().restart();
            context.setTarget(restarted);
            breakpoints.moveToNewMachine();
            watchpoints.moveToNewMachine();
            observer.restarted(restarted);
            return Reply.LATER;
        } catch (MachineException e) {
            throw new PacketException(1, e.getMessage());
        }
    }

    /** Takes the client's breakpoints away, and lets the guest go on. */
    @Override
    public void close() {
        breakpoints.removeAll();
        watchpoints.removeAll();
        context.target().clientLeft();
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a file that was only read cannot be closed", e);
        }
    }
}
