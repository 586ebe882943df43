package dev.framescope.machine.run;

import dev.framescope.machine.HartState;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.hart.RunEnd;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Interleaves the harts: in each round every hart gets the same number of slots, one hart after the
 * other. Nothing but the guest's own doings and its input decides who runs when, and a machine that
 * was stopped within a round goes on where it was. Machine thread only.
 */
final class Scheduler {
    /**
     * Slots in a round in which one hart runs: how coarse input is taken, and stops are noticed.
     */
    private static final long ROUND_OF_ONE_HART = 20_000;

    /** Fewer with several harts, so that they see each other's stores soon. */
    private static final long ROUND_OF_SEVERAL_HARTS = 1_000;

    /** What came of a step of the schedule. */
    enum Progress {
        /** Slots were used, or a round has begun. */
        RUNNING,
        /** No hart has anything to execute before the next event. */
        IDLE,
        CODE_POINT,
        TRAP_POINT,
        TRAP_LOOP
    }

    private final Hardware hardware;
    private final HartClocks clocks;
    private final BooleanSupplier stopPending;
    private final List<Hart> harts;

    /** The time up to which the harts run in this round. */
    private long roundEnd;

    /** The hart whose turn it is; the number of harts when the round is over. */
    private int turn;

    /**
     * @param stopPending whether a device has done what the machine is to stop for
     */
    Scheduler(Hardware hardware, HartClocks clocks, BooleanSupplier stopPending) {
        this.stopPending = stopPending;
        this.hardware = hardware;
        this.clocks = clocks;
        harts = hardware.harts();
        turn = harts.size();
    }

    /** The number of the hart that ran last. */
    int lastHart() {
        return clocks.current();
    }

    /**
     * Takes one step: begins a round, or lets the next hart of this round run until its slots are
     * used, its next timer goes off, or something happens.
     *
     * @param maxSlots how many slots may be used at most
     */
    Progress advance(long maxSlots) {
        while (turn < harts.size() && clocks.at(turn) >= roundEnd) {
            turn++;
        }
        return turn == harts.size() ? beginRound() : runHart(harts.get(turn), roundEnd, maxSlots);
    }

    /** As {@link #advance} for one hart, with the others standing still. */
    Progress advanceOnly(int hart, long maxSlots) {
        if (harts.size() == 1) {
            return advance(maxSlots);
        }
        clocks.setCurrent(hart);
        hardware.runDeviceEvents();
        hardware.takeInput();
        if (stopPending.getAsBoolean()) {
            return Progress.RUNNING;
        }
        if (!canRun(hart)) {
            return Progress.IDLE;
        }
        return runHart(harts.get(hart), clocks.at(hart) + ROUND_OF_ONE_HART, maxSlots);
    }

    private Progress beginRound() {
        hardware.runDeviceEvents();
        hardware.takeInput();
        int running = 0;
        for (int hart = 0; hart < harts.size(); hart++) {
            running += canRun(hart) ? 1 : 0;
        }
        if (running == 0) {
            return Progress.IDLE;
        }
        long slots = running == 1 ? ROUND_OF_ONE_HART : ROUND_OF_SEVERAL_HARTS;
        roundEnd = Math.min(roundEnd + slots, hardware.nextDeviceEvent());
        turn = 0;
        return Progress.RUNNING;
    }

    private boolean canRun(int hart) {
        hardware.updateTimers(hart, clocks.at(hart));
        return hardware.wake(hart);
    }

    private Progress runHart(Hart hart, long until, long maxSlots) {
        int id = hart.id();
        long now = clocks.at(id);
        clocks.setCurrent(id);
        if (!canRun(id)) {
            clocks.advance(id, Math.min(until, nextTimer(id)));
            return Progress.RUNNING;
        }
        long next = Math.min(until, hardware.nextTimer(id, now));
        clocks.start(hart);
        RunEnd end;
        try {
            end = hart.run(Math.min(next - now, maxSlots));
        } finally {
            clocks.stop();
        }
        return switch (end) {
            case BUDGET, WAITING, EXIT_REQUESTED -> Progress.RUNNING;
            case CODE_POINT -> Progress.CODE_POINT;
            case TRAP_POINT -> Progress.TRAP_POINT;
            case TRAP_LOOP -> Progress.TRAP_LOOP;
        };
    }

    private long nextTimer(int hart) {
        return hardware.state(hart) == HartState.STOPPED
                ? Long.MAX_VALUE
                : hardware.nextTimer(hart, clocks.at(hart));
    }

    /** When all harts wait: the next time at which something happens by itself, if ever. */
    long nextEvent() {
        long next = hardware.nextDeviceEvent();
        for (int hart = 0; hart < harts.size(); hart++) {
            next = Math.min(next, nextTimer(hart));
        }
        return next;
    }

    /** As {@link #nextEvent} when only one hart may go on. */
    long nextEventOf(int hart) {
        return harts.size() == 1 ? nextEvent() : nextTimer(hart);
    }

    /** Lets time pass for all harts, while none of them can run; never backwards. */
    void skipTo(long time) {
        for (int hart = 0; hart < harts.size(); hart++) {
            clocks.advance(hart, time);
        }
        roundEnd = Math.max(roundEnd, time);
        turn = harts.size();
    }

    /** As {@link #skipTo} when only one hart may go on. */
    void skipOnly(int hart, long time) {
        if (harts.size() == 1) {
            skipTo(time);
        } else {
            clocks.advance(hart, time);
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(roundEnd);
        out.writeInt(turn);
        clocks.save(out);
    }

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        long end = in.readLong();
        int next = in.readInt();
        if (next < 0 || next > harts.size()) {
            throw new IOException("the turn of hart " + next);
        }
        clocks.load(in);
        roundEnd = end;
        turn = next;
    }
}
