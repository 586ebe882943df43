package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.TargetRegisters;
import dev.framescope.gdbserver.protocol.Hex;
import dev.framescope.machine.StopReason;

import java.util.Map;
import java.util.Optional;

/** Stop replies (GDB manual, section Stop Reply Packets). */
final class StopReplies {
    /** GDB's numbers of signals, which are not the host's. */
    private static final int SIGINT = 2;

    private static final int SIGTRAP = 5;
    private static final int SIGSEGV = 11;
    private static final int SIGTERM = 15;

    private final Context context;
    private final BreakpointPackets breakpoints;
    private final WatchpointPackets watchpoints;

    StopReplies(Context context, BreakpointPackets breakpoints, WatchpointPackets watchpoints) {
        this.context = context;
        this.breakpoints = breakpoints;
        this.watchpoints = watchpoints;
    }

    /** The reply for why the machine stands, or is over. */
    Reply of(Stop stop) {
        return switch (stop.reason()) {
            case StopReason.GuestExit exit -> over("W", exit.code());
            case StopReason.Closed closed -> over("X", SIGTERM);
            case StopReason.InternalError error -> over("X", SIGTERM);
            default -> Reply.text(stopped(stop));
        };
    }

    /** What GDB does not say by itself, to be printed before the reply. */
    static Optional<String> remark(StopReason reason) {
        return switch (reason) {
            case StopReason.TrapLoop loop -> Optional.of(loop.describe());
            case StopReason.GuestExit exit -> Optional.of(exit.describe());
            case StopReason.InternalError error -> Optional.of(error.describe());
            default -> Optional.empty();
        };
    }

    private Reply over(String kind, int code) {
        String process = context.multiprocess() ? ";process:" + ThreadId.PROCESS : "";
        return Reply.text(kind + Hex.littleEndian(code, 1) + process);
    }

    private String stopped(Stop stop) {
        StopReason reason = stop.reason();
        return stopped(reason.where().hart(), signal(reason), cause(reason), stop.registers());
    }

    /**
     * The reply to a step over an instruction that is executed already, see {@link
     * Context#showBefore}.
     *
     * @param breakpoint the one that GDB has where the hart stands
     */
    Reply stepped(int hart, Optional<BreakpointPackets.Key> breakpoint) {
        return Reply.text(
                stopped(
                        hart,
                        SIGTRAP,
                        breakpoint.map(StopReplies::text).orElse(""),
                        Stop.registers(context.target().machine(), hart)));
    }

    private String stopped(int hart, int signal, String cause, Map<Integer, Long> registers) {
        return "T"
                + Hex.littleEndian(signal, 1)
                + cause
                + "thread:"
                + context.threadId(hart)
                + ";core:"
                + Integer.toHexString(hart)
                + ";"
                + text(hart, registers);
    }

    private static String text(BreakpointPackets.Key breakpoint) {
        return breakpoint.hardware() ? "hwbreak:;" : "swbreak:;";
    }

    private static int signal(StopReason reason) {
        return switch (reason) {
            case StopReason.Suspended suspended -> SIGINT;
            case StopReason.TrapLoop loop -> SIGSEGV;
            default -> SIGTRAP;
        };
    }

    /**
     * GDB takes a breakpoint's stop where it has none for a late one, and goes on: so one that was
     * met at its load address is an ordinary trap.
     */
    private String cause(StopReason reason) {
        return switch (reason) {
            case StopReason.CodePointReached reached ->
                    breakpoints
                            .among(reached.points())
                            .filter(key -> key.address() == reached.where().pc())
                            .map(StopReplies::text)
                            .orElse("");
            case StopReason.WatchpointReached reached -> watchpoints.stopReason(reached);
            default -> "";
        };
    }

    private String text(int hart, Map<Integer, Long> registers) {
        StringBuilder text = new StringBuilder();
        registers.forEach(
                (number, value) -> {
                    long shown =
                            number == TargetRegisters.PC
                                    ? context.shownPc(hart).orElse(value)
                                    : value;
                    text.append(Integer.toHexString(number))
                            .append(':')
                            .append(Hex.littleEndian(shown, Long.BYTES))
                            .append(';');
                });
        return text.toString();
    }
}
