package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** A run is a function of its inputs. */
class DeterminismTest {
    private static final long INSTRUCTIONS = 3_000_000;

    private record Outcome(StopReason.Where where, long time, long stateHash, String output) {}

    /** Drives a machine until it has executed {@link #INSTRUCTIONS}. */
    private interface Driver {
        void drive(Machine machine) throws Exception;
    }

    private static Outcome run(MachineConfig config, Driver driver) throws Exception {
        try (Machine machine = VirtMachine.create(config)) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.console().input("some input".getBytes());
            driver.drive(machine);
            long time = machine.inspect(Inspection::time).get();
            long hash = machine.inspect(Inspection::stateHash).get();
            return new Outcome(machine.lastStop().where(), time, hash, output.text());
        }
    }

    private static void runThrough(Machine machine) throws InterruptedException {
        machine.resume(RunLimit.instructions(INSTRUCTIONS));
        StopReason stop = machine.awaitStop();
        assertTrue(stop instanceof StopReason.LimitReached, stop.describe());
        assertEquals(INSTRUCTIONS, stop.where().instructions());
    }

    private static void runInPieces(Machine machine) throws Exception {
        Random random = new Random(42);
        long done = 0;
        while (done < INSTRUCTIONS) {
            long piece = Math.min(INSTRUCTIONS - done, 1 + random.nextInt(100_000));
            machine.resume(RunLimit.instructions(piece));
            if (random.nextBoolean()) {
                machine.suspend();
            }
            machine.awaitStop();
            machine.inspect(inspection -> inspection.hart(0).csr(0xc01)).get();
            done = machine.inspect(Inspection::instructions).get();
        }
    }

    private static MachineConfig config(int harts) {
        return harts == 1 ? MachineConfig.of(KernelFile.framesC()) : SeveralHarts.config(harts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theSameRunTwiceGivesTheSameState(int harts) throws Exception {
        Outcome first = run(config(harts), DeterminismTest::runThrough);
        Outcome second = run(config(harts), DeterminismTest::runThrough);
        assertEquals(first, second);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void stoppingAndLookingInBetweenChangesNothing(int harts) throws Exception {
        Outcome through = run(config(harts), DeterminismTest::runThrough);
        Outcome inPieces = run(config(harts), DeterminismTest::runInPieces);
        assertEquals(through.stateHash, inPieces.stateHash);
        assertEquals(through.where, inPieces.where);
        assertEquals(through.time, inPieces.time);
        assertEquals(through.output, inPieces.output);
    }
}
