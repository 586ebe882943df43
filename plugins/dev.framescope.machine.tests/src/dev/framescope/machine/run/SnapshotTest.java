package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.machine.snapshot.SnapshotException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** A machine goes on from a snapshot as it went on when the snapshot was taken. */
@Timeout(60)
class SnapshotTest {
    /** Of the sample kernel this is with paging on, in the middle of its work. */
    private static final long END = 2_000_000;

    private static MachineConfig config(int harts) {
        return harts == 1 ? MachineConfig.of(KernelFile.framesC()) : SeveralHarts.config(harts);
    }

    private static void run(Machine machine, long instructions) throws InterruptedException {
        machine.resume(RunLimit.instructions(instructions));
        machine.awaitStop();
    }

    private static MachineSnapshot snapshot(Machine machine) throws Exception {
        return machine.inspect(Inspection::snapshot).get();
    }

    private static long hash(Machine machine) throws Exception {
        return machine.inspect(Inspection::stateHash).get();
    }

    private static byte[] bytes(MachineSnapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.write(out);
        return out.toByteArray();
    }

    private static MachineSnapshot read(byte[] bytes) throws IOException, SnapshotException {
        return MachineSnapshot.read(new ByteArrayInputStream(bytes), "a file");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void runningOnFromASnapshotGivesTheSameStateAsRunningThrough(int harts) throws Exception {
        Random random = new Random(7);
        try (Machine machine = VirtMachine.create(config(harts));
                Machine other = VirtMachine.create(config(harts))) {
            for (long done = 0; done < END; done = snapshot(machine).instructions()) {
                run(machine, 1 + random.nextInt(200_000));
                MachineSnapshot taken = snapshot(machine);
                long then = hash(machine);
                long piece = 1 + random.nextInt(50_000);
                run(machine, piece);
                long through = hash(machine);

                other.restore(read(bytes(taken))).get();
                assertEquals(then, hash(other));
                run(other, piece);
                assertEquals(through, hash(other));

                machine.restore(taken).get();
                run(machine, piece);
                assertEquals(through, hash(machine));
            }
        }
    }

    @Test
    void inputIsTakenAndOutputSentFromASnapshotAsBefore() throws Exception {
        try (Machine machine = VirtMachine.create(config(1))) {
            machine.console().input("help\r".getBytes());
            run(machine, 30_000);
            MachineSnapshot taken = snapshot(machine);
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            run(machine, 300_000);
            String whole = output.text();
            long through = hash(machine);
            machine.restore(taken).get();
            run(machine, 300_000);
            assertEquals(through, hash(machine));
            assertTrue(output.text().length() >= whole.length());
        }
    }

    @Test
    void codePointsStayAndAreMetAgainAfterARestore() throws Exception {
        try (Machine machine = VirtMachine.create(config(1))) {
            MachineSnapshot start = snapshot(machine);
            long address = KernelFile.framesCSymbol("allocFrame");
            machine.addCodePoint(CodeLocation.at(address), CodeHandler.STOP);
            machine.resume();
            StopReason first = machine.awaitStop();
            assertInstanceOf(StopReason.CodePointReached.class, first);
            MachineSnapshot there = snapshot(machine);
            machine.restore(start).get();
            machine.resume();
            assertEquals(first.where(), machine.awaitStop().where());
            machine.restore(there).get();
            assertEquals(first.where().pc(), machine.lastStop().where().pc());
            machine.resume();
            StopReason next = machine.awaitStop();
            assertInstanceOf(StopReason.CodePointReached.class, next);
        }
    }

    @Test
    void takingASnapshotChangesNothing() throws Exception {
        try (Machine machine = VirtMachine.create(config(4))) {
            run(machine, 123_456);
            byte[] before = machine.inspect(i -> ((LiveInspection) i).fullState()).get();
            snapshot(machine);
            byte[] after = machine.inspect(i -> ((LiveInspection) i).fullState()).get();
            assertTrue(Arrays.equals(before, after));
        }
    }

    @Test
    void snapshotsShareThePagesThatAreEqual() throws Exception {
        try (Machine machine = VirtMachine.create(config(1))) {
            run(machine, 1_000_000);
            MachineSnapshot first = snapshot(machine);
            run(machine, 100);
            MachineSnapshot second = snapshot(machine);
            long shared =
                    first.pages().entrySet().stream()
                            .filter(page -> second.pages().get(page.getKey()) == page.getValue())
                            .count();
            assertTrue(shared >= first.pages().size() - 4, shared + " of " + first.pages().size());
        }
    }

    @Test
    void snapshotOfAnotherConfigurationIsRefusedWithBothNamed() throws Exception {
        try (Machine machine = VirtMachine.create(config(1));
                Machine other = VirtMachine.create(config(4))) {
            long before = hash(machine);
            MachineSnapshot taken = snapshot(other);
            Throwable cause =
                    assertThrows(ExecutionException.class, () -> machine.restore(taken).get())
                            .getCause();
            assertInstanceOf(SnapshotException.class, cause);
            assertTrue(cause.getMessage().contains("harts: 4"), cause.getMessage());
            assertTrue(cause.getMessage().contains("harts: 1"), cause.getMessage());
            assertEquals(before, hash(machine));
        }
    }

    @Test
    void runningMachineCannotBeRestored() throws Exception {
        try (Machine machine = VirtMachine.create(SeveralHarts.config(2))) {
            MachineSnapshot taken = snapshot(machine);
            machine.resume();
            Throwable cause =
                    assertThrows(ExecutionException.class, () -> machine.restore(taken).get())
                            .getCause();
            assertInstanceOf(IllegalStateException.class, cause);
        }
    }

    @Test
    void snapshotWhoseStateDoesNotFitLeavesTheMachineAsItWas() throws Exception {
        try (Machine machine = VirtMachine.create(config(4))) {
            run(machine, 10_000);
            MachineSnapshot good = snapshot(machine);
            run(machine, 10_000);
            long before = hash(machine);
            Random random = new Random(3);
            for (int i = 0; i < 100; i++) {
                int length = random.nextInt(good.state().length);
                byte[] cut = Arrays.copyOf(good.state(), length);
                MachineSnapshot bad = new MachineSnapshot(good.machine(), 0, cut, good.pages());
                assertInstanceOf(
                        SnapshotException.class,
                        assertThrows(ExecutionException.class, () -> machine.restore(bad).get())
                                .getCause());
                assertEquals(before, hash(machine));
            }
        }
    }

    @Test
    void everyDamagedFileIsRefusedWithAMessageThatNamesIt() throws Exception {
        byte[] good;
        byte[] content;
        try (Machine machine = VirtMachine.create(config(1))) {
            run(machine, 10_000);
            MachineSnapshot taken = snapshot(machine);
            good = bytes(taken);
            content = taken.state();
        }
        int refused = 0;
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            if (i % 3 == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            } else {
                // of gzip's header, time, flags and system mean nothing: damage there does no harm
                int at = i % 3 == 1 ? random.nextInt(12) : 22 + random.nextInt(bad.length - 22);
                bad[at] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                MachineSnapshot read = read(bad);
                assertTrue(Arrays.equals(content, read.state()), "damage that is not noticed");
            } catch (SnapshotException e) {
                refused++;
                assertTrue(e.getMessage().contains("a file"), e.getMessage());
            }
        }
        assertTrue(refused > 290, refused + " of 300"); // a bit of padding does no harm
    }
}
