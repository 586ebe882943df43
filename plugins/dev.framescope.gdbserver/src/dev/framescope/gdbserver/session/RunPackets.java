package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.RunControl;
import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.machine.RunState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packets vCont, c, C, s and S: what makes the target run. Signals are nothing to a machine. */
final class RunPackets {
    private final Context context;
    private final BreakpointPackets breakpoints;
    private final StopReplies stops;

    /**
     * One action of vCont.
     *
     * @param step rather than continue
     * @param thread whom it is for
     */
    private record Action(boolean step, ThreadId thread) {}

    RunPackets(Context context, BreakpointPackets breakpoints, StopReplies stops) {
        this.context = context;
        this.breakpoints = breakpoints;
        this.stops = stops;
    }

    /** vCont;ACTION[:THREAD]...: the leftmost that applies to a thread counts. */
    Reply vCont(PacketCursor packet) throws PacketException {
        List<Action> actions = new ArrayList<>();
        while (!packet.atEnd()) {
            packet.expect(";");
            actions.add(takeAction(packet));
        }
        if (actions.isEmpty()) {
            throw PacketException.malformed("vCont without an action");
        }
        for (int hart = 0; hart < context.hartCount(); hart++) {
            Action first = firstFor(hart, actions);
            if (first != null && first.step()) {
                return step(hart);
            }
        }
        return resume(actions);
    }

    private Action takeAction(PacketCursor packet) throws PacketException {
        char action = packet.next();
        if (action == 'C' || action == 'S') {
            packet.number();
        } else if (action != 'c' && action != 's') {
            throw PacketException.malformed("vCont has no action '" + action + "'");
        }
        ThreadId thread =
                packet.take(":")
                        ? ThreadId.take(packet, context.hartCount())
                        : new ThreadId(ThreadId.ALL);
        return new Action(action == 's' || action == 'S', thread);
    }

    private static Action firstFor(int hart, List<Action> actions) {
        for (Action action : actions) {
            if (action.thread().hart() < 0 || action.thread().hart() == hart) {
                return action;
            }
        }
        return null;
    }

    private Reply resume(List<Action> actions) throws PacketException {
        int harts = context.hartCount();
        for (int hart = 0; hart < harts; hart++) {
            if (firstFor(hart, actions) == null) {
                return resumeOne(actions);
            }
        }
        Optional<Reply> stepped = steppedOverWatched(false, context.hart());
        if (stepped.isPresent()) {
            return stepped.get();
        }
        run().resume();
        return Reply.LATER;
    }

    /**
     * A step over an instruction that was watched and is executed already; GDB also steps by a
     * breakpoint behind it.
     */
    private Optional<Reply> steppedOverWatched(boolean step, int hart) throws PacketException {
        if (!context.endShowing(hart)) {
            return Optional.empty();
        }
        long pc = context.inspect(machine -> machine.hart(hart).pc());
        Optional<BreakpointPackets.Key> breakpoint = breakpoints.at(pc);
        return step || breakpoint.isPresent()
                ? Optional.of(stops.stepped(hart, breakpoint))
                : Optional.empty();
    }

    /** With scheduler-locking: some harts stand still. */
    private Reply resumeOne(List<Action> actions) throws PacketException {
        int hart = actions.getFirst().thread().hart();
        for (Action action : actions) {
            if (action.thread().hart() != hart) {
                throw new PacketException(22, "either all harts run, or one");
            }
        }
        Optional<Reply> stepped = steppedOverWatched(false, hart);
        if (stepped.isPresent()) {
            return stepped.get();
        }
        run().step(hart, Long.MAX_VALUE);
        return Reply.LATER;
    }

    /** c and C, without an address. */
    Reply go() throws PacketException {
        ThreadId thread = context.runHart();
        return resume(List.of(new Action(false, thread)));
    }

    /** s and S, without an address. */
    Reply stepOne() throws PacketException {
        return step(context.runHart().hartOr(context.hart()));
    }

    private Reply step(int hart) throws PacketException {
        Optional<Reply> stepped = steppedOverWatched(true, hart);
        if (stepped.isPresent()) {
            return stepped.get();
        }
        run().step(hart, 1);
        return Reply.LATER;
    }

    /** Whether a packet that makes the target run can be carried out. */
    void checkStands() throws PacketException {
        if (run().state() == RunState.TERMINATED) {
            throw new PacketException(3, "the machine is terminated");
        }
    }

    private RunControl run() {
        return context.target().run();
    }
}
