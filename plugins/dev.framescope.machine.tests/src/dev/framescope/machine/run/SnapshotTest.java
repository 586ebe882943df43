package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Drive;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.Peripherals;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.machine.snapshot.SnapshotException;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;

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

    /** Writes random words to the registers of all devices but the finisher, for ever. */
    private static void deviceProgram(Asm asm) {
        asm.li(Asm.T0, Guest.BARE + 0x800).csrw(0x305, Asm.T0).li(Asm.S0, 88172645463325252L);
        asm.li(Asm.S1, 6364136223846793005L).label("loop");
        long[] windows = {0x2000000, 0x2004000, 0xc000000, 0xc002000, 0xc200000, 0x10000000};
        long[] others = {0x101000, 0x10001000, 0x10008000, 0x20000000};
        for (long window :
                LongStream.concat(Arrays.stream(windows), Arrays.stream(others)).toArray()) {
            asm.r("mul", Asm.S0, Asm.S0, Asm.S1).addi(Asm.S0, Asm.S0, 1442);
            asm.i("srli", Asm.T1, Asm.S0, 40).i("andi", Asm.T1, Asm.T1, 0x7c);
            asm.li(Asm.T2, window).add(Asm.T2, Asm.T2, Asm.T1);
            asm.i("srli", Asm.T1, Asm.S0, 21).sw(Asm.T1, 0, Asm.T2).lw(Asm.T1, 0, Asm.T2);
            asm.store("sb", Asm.S0, 0, Asm.T2);
        }
        asm.j("loop").org(Guest.BARE + 0x800);
        asm.csrr(Asm.T3, 0x341).addi(Asm.T3, Asm.T3, 4).csrw(0x341, Asm.T3).mret();
    }

    @Test
    void devicesInAnyStateGoOnFromASnapshot() throws Exception {
        Drive disk = new Drive.InMemory("disk", new byte[1 << 16], false);
        MachineConfig config =
                Guest.bare(SnapshotTest::deviceProgram)
                        .withPeripherals(
                                Peripherals.NONE
                                        .withDrives(List.of(disk))
                                        .withConsole(true)
                                        .withEntropy(true)
                                        .withNetwork(true));
        try (Machine machine = VirtMachine.create(config);
                Machine other = VirtMachine.create(config)) {
            for (int i = 0; i < 40; i++) {
                run(machine, 1_000 + 37 * i);
                MachineSnapshot taken = snapshot(machine);
                run(machine, 5_000);
                other.restore(taken).get();
                assertEquals(taken.instructions(), snapshot(other).instructions());
                run(other, 5_000);
                assertEquals(hash(machine), hash(other));
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
