package dev.framescope.machine.run;

import static dev.framescope.machine.run.Workbench.A;
import static dev.framescope.machine.run.Workbench.D;
import static dev.framescope.machine.run.Workbench.DATA;
import static dev.framescope.machine.run.Workbench.R;
import static dev.framescope.machine.run.Workbench.ROOT;
import static dev.framescope.machine.run.Workbench.SATP;
import static dev.framescope.machine.run.Workbench.STVEC;
import static dev.framescope.machine.run.Workbench.U;
import static dev.framescope.machine.run.Workbench.W;
import static dev.framescope.machine.run.Workbench.X;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.PrivilegeHandler;
import dev.framescope.machine.SatpHandler;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Code points by physical address, writes of satp, changes of mode, and what a debugger sets. */
@Timeout(60)
class HandlersTest {
    private static final int MSTATUS = 0x300;
    private static final int MEDELEG = 0x302;
    private static final long FS = 3 << 13;
    private static final long HIGH = 0x20_0000_0000L;

    private static void spin(Asm asm) {
        asm.label("spin").j("spin");
    }

    /** A page of code that is mapped to itself and once more at {@link #HIGH}: it jumps there. */
    private static Workbench trampoline() throws Exception {
        Workbench bench =
                new Workbench(
                        asm -> {
                            asm.li(S0, HIGH + 0x100).jr(S0);
                            asm.org(Guest.BARE + 0x100).nop().nop();
                            asm.li(S0, Guest.BARE + 0x100).jr(S0);
                        });
        bench.map(ROOT, Guest.BARE, Guest.BARE, R | X | A);
        bench.map(ROOT, HIGH, Guest.BARE, R | X | A);
        bench.enter(Privilege.SUPERVISOR, Workbench.sv39(ROOT));
        return bench;
    }

    @Test
    void physicalCodePointIsMetThroughEveryMapping() throws Exception {
        try (Workbench bench = trampoline()) {
            bench.machine.addCodePoint(CodeLocation.physical(Guest.BARE + 0x104), CodeHandler.STOP);
            assertInstanceOf(StopReason.CodePointReached.class, bench.run(1_000));
            assertEquals(HIGH + 0x104, bench.pc());
            assertInstanceOf(StopReason.CodePointReached.class, bench.run(1_000));
            assertEquals(Guest.BARE + 0x104, bench.pc());
        }
    }

    @Test
    void linkAddressWithoutPhysicalOneIsNotMetThroughAnotherMapping() throws Exception {
        try (Workbench bench = trampoline()) {
            bench.machine.addCodePoint(
                    CodeLocation.at(Guest.BARE + 0x104, Guest.BARE + 0x104), CodeHandler.STOP);
            assertInstanceOf(StopReason.CodePointReached.class, bench.run(1_000));
            assertEquals(Guest.BARE + 0x104, bench.pc(), "and not at its other address");
        }
    }

    @Test
    void pointThatIsMetInTwoWaysAtOnceIsCalledOnce() throws Exception {
        try (Workbench bench = trampoline()) {
            List<Long> met = new ArrayList<>();
            List<Long> next = new ArrayList<>();
            CodeLocation location =
                    CodeLocation.at(Guest.BARE + 0x100).withPhysical(Guest.BARE + 0x100);
            bench.machine.addCodePoint(location, (hart, machine) -> !met.add(hart.pc()));
            bench.machine.addCodePoint(
                    CodeLocation.physical(Guest.BARE + 0x104),
                    (hart, machine) -> !next.add(hart.pc() - 4));
            bench.run(1_000);
            assertEquals(List.of(HIGH + 0x100, Guest.BARE + 0x100), met.subList(0, 2));
            assertEquals(next, met.subList(0, next.size()));
            assertTrue(met.size() - next.size() <= 1, met.size() + " and " + next.size());
        }
    }

    @Test
    void physicalCodePointIsMetWithoutTranslationToo() throws Exception {
        try (Workbench bench = new Workbench(asm -> asm.nop().nop().nop())) {
            bench.machine.addCodePoint(CodeLocation.physical(Guest.BARE + 8), CodeHandler.STOP);
            assertEquals(Guest.BARE + 8, bench.run(100).where().pc());
        }
    }

    @Test
    void removedPhysicalCodePointIsNotMetAgain() throws Exception {
        try (Workbench bench = trampoline()) {
            var point =
                    bench.machine.addCodePoint(
                            CodeLocation.physical(Guest.BARE + 0x104), CodeHandler.STOP);
            bench.run(1_000);
            bench.machine.removeCodePoint(point);
            assertInstanceOf(StopReason.LimitReached.class, bench.run(1_000));
        }
    }

    @Test
    void writesOfSatpAreToldThatTookEffect() throws Exception {
        long root = Workbench.sv39(ROOT);
        try (Workbench bench =
                new Workbench(
                        asm -> {
                            asm.li(S0, root).csrw(SATP, S0).csrw(SATP, S0);
                            asm.li(S0, 7L << 60).csrw(SATP, S0).csrr(T0, SATP).csrw(SATP, ZERO);
                            spin(asm);
                        })) {
            List<SatpWrite> seen = new ArrayList<>();
            SatpHandler handler = (write, hart, machine) -> !seen.add(write);
            bench.machine.addSatpHandler(handler);
            bench.run(100);
            assertEquals(
                    List.of(List.of(0L, root), List.of(root, root), List.of(root, 0L)),
                    seen.stream().map(w -> List.of(w.oldSatp(), w.newSatp())).toList());
            assertEquals(0, seen.get(0).hart());
            assertEquals(4, seen.get(1).pc() - seen.get(0).pc());
        }
    }

    @Test
    void stopsBehindTheInstructionThatWroteSatp() throws Exception {
        try (Workbench bench =
                new Workbench(
                        asm -> {
                            asm.csrw(SATP, ZERO).csrw(SATP, ZERO);
                            spin(asm);
                        })) {
            SatpHandler handler = (write, hart, machine) -> true;
            bench.machine.addSatpHandler(handler);
            StopReason.SatpWritten stop =
                    assertInstanceOf(StopReason.SatpWritten.class, bench.run(100));
            assertEquals(1, stop.where().instructions());
            assertEquals(Guest.BARE + 4, stop.where().pc());
            bench.machine.removeSatpHandler(handler);
            assertInstanceOf(StopReason.LimitReached.class, bench.run(100));
        }
    }

    @Test
    void changesOfModeAreToldByTrapAndByReturn() throws Exception {
        long handler = Guest.BARE + 0x400;
        long user = Guest.BARE + 0x800;
        long[] sret = new long[1];
        long[] call = new long[1];
        try (Workbench bench =
                new Workbench(
                        asm -> {
                            asm.li(S0, user).csrw(0x141, S0).csrw(0x100, ZERO);
                            sret[0] = asm.pc();
                            asm.sret();
                            asm.org(handler);
                            spin(asm);
                            asm.org(user).nop();
                            call[0] = asm.pc();
                            asm.ecall();
                        })) {
            bench.machine
                    .control(
                            control -> {
                                control.setCsr(0, MEDELEG, 1 << 8);
                                control.setCsr(0, STVEC, handler);
                                return null;
                            })
                    .get();
            bench.enter(Privilege.SUPERVISOR, 0);
            List<PrivilegeChange> seen = new ArrayList<>();
            PrivilegeHandler stop = (change, hart, machine) -> seen.add(change);
            bench.machine.addPrivilegeHandler(stop);
            StopReason.PrivilegeChanged first =
                    assertInstanceOf(StopReason.PrivilegeChanged.class, bench.run(100));
            assertEquals(user, first.where().pc());
            assertEquals(Privilege.USER, first.where().privilege());
            StopReason.PrivilegeChanged second =
                    assertInstanceOf(StopReason.PrivilegeChanged.class, bench.run(100));
            assertEquals(handler, second.where().pc());
            assertEquals(List.of(first.change(), second.change()), seen);
            assertEquals(sret[0], seen.get(0).pc());
            assertTrue(seen.get(0).trap().isEmpty());
            assertEquals(call[0], seen.get(1).pc());
            assertEquals(8, seen.get(1).trap().orElseThrow().cause());
            bench.machine.removePrivilegeHandler(stop);
        }
    }

    @Test
    void callThatTheFirmwareServesIsNoChangeOfMode() throws Exception {
        try (Workbench bench =
                new Workbench(
                        Guest.kernel(
                                asm -> {
                                    asm.li(Asm.A7, 0x10).li(Asm.A6, 0).ecall();
                                    spin(asm);
                                }))) {
            bench.machine.addPrivilegeHandler((change, hart, machine) -> true);
            assertInstanceOf(StopReason.LimitReached.class, bench.run(100));
        }
    }

    @Test
    void setFloatingPointRegisterMakesTheStateDirty() throws Exception {
        try (Workbench bench = new Workbench(HandlersTest::spin)) {
            bench.machine
                    .control(
                            control -> {
                                control.setF(0, 3, 42);
                                return null;
                            })
                    .get();
            long status = bench.machine.inspect(i -> i.hart(0).csr(MSTATUS).orElseThrow()).get();
            assertEquals(FS, status & FS);
            assertEquals(42, bench.machine.inspect(i -> i.hart(0).f(3)).get());
        }
    }

    @Test
    void memoryOfASpaceIsReadAndWrittenThoughNoHartIsInIt() throws Exception {
        try (Workbench bench = new Workbench(HandlersTest::spin)) {
            bench.map(ROOT, HIGH, DATA + 0x1000, R | W | U | A | D);
            bench.map(ROOT, HIGH + 0x1000, DATA, 0);
            bench.map(ROOT, HIGH + 0x1000, DATA, R);
            long satp = Workbench.sv39(ROOT);
            byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8};
            int written =
                    bench.machine.control(c -> c.writeSpace(satp, HIGH + 0xffc, bytes, 0, 8)).get();
            assertEquals(8, written);
            assertEquals(0x0000_0000_0807_0605L, bench.load(DATA));
            byte[] back = new byte[8];
            int read =
                    bench.machine.inspect(i -> i.readSpace(satp, HIGH + 0xffc, back, 0, 8)).get();
            assertEquals(8, read);
            assertArrayEquals(bytes, back);
            assertEquals(
                    4, bench.machine.inspect(i -> i.readSpace(0, DATA + 0x1ffc, back, 0, 4)).get());
            assertEquals(
                    OptionalLong.of(DATA + 0x1008),
                    bench.machine.inspect(i -> i.hart(0).physicalAddress(satp, HIGH + 8)).get());
            assertEquals(
                    OptionalLong.empty(),
                    bench.machine.inspect(i -> i.hart(0).physicalAddress(satp, 0)).get());
            assertEquals(
                    OptionalLong.of(HIGH),
                    bench.machine.inspect(i -> i.hart(0).physicalAddress(HIGH)).get(),
                    "in M-mode nothing is translated");
        }
    }

    @Test
    void registersOfDevicesAreLookedAtOnlyWhereReadingHasNoEffect() throws Exception {
        try (Workbench bench = new Workbench(HandlersTest::spin)) {
            bench.machine.console().input("x".getBytes());
            bench.run(30_000); // the byte has been received
            assertEquals(OptionalLong.of(0x61), device(bench, Guest.UART + 5, 1), "line status");
            assertEquals(OptionalLong.empty(), device(bench, Guest.UART, 1), "takes the byte");
            assertEquals(OptionalLong.empty(), device(bench, Guest.PLIC + 0x20_0004, 4), "claims");
            assertEquals(OptionalLong.of(0), device(bench, Guest.PLIC + 0x20_0000, 4));
            assertEquals(OptionalLong.of(300), device(bench, Guest.CLINT + 0xbff8, 8), "mtime");
            assertEquals(OptionalLong.empty(), device(bench, 0x101000, 4), "latches");
            assertEquals(OptionalLong.empty(), device(bench, DATA, 8), "no device");
            assertEquals(OptionalLong.empty(), device(bench, 0x5000, 8), "nothing");
        }
    }

    private static OptionalLong device(Workbench bench, long paddr, int bytes) throws Exception {
        return bench.machine.inspect(i -> i.readDevice(paddr, bytes)).get();
    }

    @Test
    void listenersHearOfARestoredSnapshot() throws Exception {
        try (Workbench bench = new Workbench(HandlersTest::spin)) {
            MachineSnapshot start = bench.machine.inspect(Inspection::snapshot).get();
            bench.run(100);
            List<StopReason> restored = new ArrayList<>();
            bench.machine.addListener(
                    new MachineListener() {
                        @Override
                        public void restored(StopReason reason) {
                            restored.add(reason);
                        }
                    });
            bench.machine.restore(start).get();
            assertEquals(List.of(bench.machine.lastStop()), restored);
            assertEquals(0, restored.get(0).where().instructions());
        }
    }
}
