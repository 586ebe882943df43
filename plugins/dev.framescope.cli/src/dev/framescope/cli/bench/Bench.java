package dev.framescope.cli.bench;

import dev.framescope.cli.RunClock;
import dev.framescope.cli.UnusableInputException;

import java.util.Optional;

/**
 * Measures guests, here and in QEMU.
 *
 * @param repeat how many runs, of which the fastest counts
 * @param qemu QEMU, if it is there
 */
record Bench(int repeat, Optional<QemuBench> qemu) {
    /** QEMU does more rounds, or its run would be too short to be measured. */
    private static final int QEMU_FACTOR = 8;

    BenchResult measure(BenchGuest guest, long rounds)
            throws UnusableInputException, InterruptedException {
        RunClock.Stats first = MachineBench.run(guest, rounds);
        Cost cost = cost(first);
        for (int i = 1; i < repeat; i++) {
            cost = cost.min(cost(MachineBench.run(guest, rounds)));
        }
        long instructions = first.instructions();
        Optional<Cost.Speed> other = Optional.empty();
        if (qemu.isPresent()) {
            long empty = MachineBench.run(BenchGuest.EMPTY, 1).instructions();
            Cost startUp = fastest(qemu.get(), BenchGuest.EMPTY, 1);
            Cost work = fastest(qemu.get(), guest, rounds * QEMU_FACTOR).minus(startUp);
            if (work.isTooShort()) {
                throw new UnusableInputException(
                        "QEMU is done too soon to be measured; give --scale a greater factor");
            }
            other = Optional.of(work.speed((double) (instructions - empty) * QEMU_FACTOR));
        }
        return new BenchResult(guest, instructions, cost.speed(instructions), other);
    }

    private static Cost cost(RunClock.Stats stats) {
        return new Cost(stats.wallSeconds(), stats.cpuSeconds());
    }

    private Cost fastest(QemuBench program, BenchGuest guest, long rounds)
            throws UnusableInputException, InterruptedException {
        Cost best = program.run(guest, rounds);
        for (int i = 1; i < repeat; i++) {
            best = best.min(program.run(guest, rounds));
        }
        return best;
    }
}
