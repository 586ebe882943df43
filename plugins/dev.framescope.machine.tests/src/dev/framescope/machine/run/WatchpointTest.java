package dev.framescope.machine.run;

import static dev.framescope.machine.run.Workbench.A;
import static dev.framescope.machine.run.Workbench.D;
import static dev.framescope.machine.run.Workbench.DATA;
import static dev.framescope.machine.run.Workbench.R;
import static dev.framescope.machine.run.Workbench.ROOT;
import static dev.framescope.machine.run.Workbench.W;
import static dev.framescope.machine.run.Workbench.X;
import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.S1;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.T2;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Access;
import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Drive;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.Peripherals;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchHandler;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchPoint;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.WatchSource;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

@Timeout(60)
class WatchpointTest {
    private static final Set<WatchKind> READ = Set.of(WatchKind.READ);
    private static final Set<WatchKind> WRITE = Set.of(WatchKind.WRITE);
    private static final Set<WatchKind> BOTH = Set.of(WatchKind.READ, WatchKind.WRITE);
    private static final long VALUE = 0x1122_3344_5566_7788L;

    /** Virtual addresses of the tests with paging; code is mapped to itself. */
    private static final long VA = 0x4000_0000L;

    private static final long ALIAS = 0x4010_0000L;
    private static final int FLAGS = R | W | A | D;

    /** Where a device is to write. */
    private static final long BUFFER = DATA + 0x3000;

    private static Workbench running(Consumer<Asm> program) throws Exception {
        return new Workbench(asm -> program.accept(asm.li(S0, DATA)));
    }

    private static WatchRange doubleword(long paddr, Set<WatchKind> kinds) {
        return WatchRange.physical(paddr, 8, kinds);
    }

    private static long value(byte[] bytes) {
        return LittleEndian.get(bytes, 0, bytes.length);
    }

    private static void spin(Asm asm) {
        asm.label("spin").j("spin");
    }

    @Test
    void storeIsToldWithTheBytesBeforeAndAfterAndWhoDidIt() throws Exception {
        long[] store = new long[1];
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(T0, VALUE);
                            store[0] = asm.pc();
                            asm.sd(T0, 0, S0);
                            spin(asm);
                        })) {
            bench.store(DATA, -1);
            List<WatchAccess> seen = bench.observe(doubleword(DATA, WRITE));
            bench.run(100);
            assertEquals(1, seen.size());
            WatchAccess access = seen.get(0);
            assertEquals(WRITE, access.kinds());
            assertEquals(DATA, access.paddr());
            assertEquals(DATA, access.vaddr().orElseThrow());
            assertEquals(-1, value(access.before()));
            assertEquals(VALUE, value(access.after()));
            assertTrue(access.changed());
            assertEquals(
                    new WatchSource.Instruction(0, store[0], Privilege.MACHINE, 0),
                    access.source());
        }
    }

    @Test
    void stopsRightBehindTheInstructionAtItsExactCount() throws Exception {
        long[] after = new long[1];
        try (Workbench bench =
                running(
                        asm -> {
                            asm.ld(T0, 0, S0).addi(T1, T0, 1);
                            asm.sd(T1, 0, S0);
                            after[0] = asm.pc();
                            spin(asm);
                        })) {
            bench.store(DATA, 41);
            WatchPoint point =
                    bench.machine.addWatchpoint(doubleword(DATA, WRITE), WatchHandler.STOP);
            StopReason.WatchpointReached stop =
                    assertInstanceOf(StopReason.WatchpointReached.class, bench.run(1_000));
            assertEquals(List.of(point), stop.points());
            assertEquals(41, value(stop.access().before()));
            assertEquals(42, value(stop.access().after()));
            assertEquals(after[0], stop.where().pc());
            long count = (after[0] - Guest.BARE) / 4;
            assertEquals(count, stop.where().instructions());
            assertEquals(42, bench.load(DATA));
            assertTrue(stop.describe().contains("written by hart 0"), stop.describe());
            assertInstanceOf(StopReason.LimitReached.class, bench.run(1_000));
        }
    }

    @Test
    void watchedLoadHasFilledItsRegisterWhenTheMachineStops() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.ld(T0, 0, S0);
                            spin(asm);
                        })) {
            bench.store(DATA, VALUE);
            bench.stopAt(doubleword(DATA, READ));
            StopReason.WatchpointReached stop =
                    assertInstanceOf(StopReason.WatchpointReached.class, bench.run(1_000));
            assertEquals(READ, stop.access().kinds());
            assertArrayEquals(stop.access().before(), stop.access().after());
            assertFalse(stop.access().changed());
            assertEquals(VALUE, bench.x(T0));
        }
    }

    @Test
    void stepOverAStoreReportsTheWatchpoint() throws Exception {
        try (Workbench bench = new Workbench(asm -> asm.sd(ZERO, 0, S0).nop())) {
            bench.setX(S0, DATA);
            bench.stopAt(doubleword(DATA, WRITE));
            assertInstanceOf(StopReason.WatchpointReached.class, bench.step());
            assertEquals(Guest.BARE + 4, bench.pc());
            assertInstanceOf(StopReason.LimitReached.class, bench.step());
        }
    }

    @Test
    void onlyAccessesOfTheWantedKindThatTouchTheBytesAreTold() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(T0, -1);
                            asm.store("sb", T0, 3, S0).store("sb", T0, 8, S0); // neighbours
                            asm.store("sh", T0, 2, S0).sw(T0, 8, S0);
                            asm.lw(T1, 4, S0).ld(T1, 0, S0);
                            asm.store("sb", T0, 4, S0).store("sb", T0, 7, S0);
                            asm.store("sw", T0, 1, S0).sd(T0, 7, S0); // misaligned
                            spin(asm);
                        })) {
            List<WatchAccess> writes = bench.observe(WatchRange.physical(DATA + 4, 4, WRITE));
            List<WatchAccess> reads = bench.observe(WatchRange.physical(DATA + 4, 4, READ));
            List<WatchAccess> both = bench.observe(WatchRange.physical(DATA + 4, 4, BOTH));
            bench.run(1_000);
            assertEquals(
                    List.of(DATA + 4, DATA + 7, DATA + 1, DATA + 7),
                    writes.stream().map(WatchAccess::paddr).toList());
            assertEquals(List.of(DATA + 4, DATA), reads.stream().map(WatchAccess::paddr).toList());
            assertEquals(6, both.size());
        }
    }

    @Test
    void hotPageIsWatchedAtEveryAccessAndNotOnlyAtTheFirst() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.label("loop").ld(T0, 0, S0).addi(T0, T0, 1);
                            asm.sd(T0, 0, S0).sd(T0, 8, S0).j("loop");
                        })) {
            bench.run(10_000); // the page is in the TLBs
            List<WatchAccess> writes = bench.observe(doubleword(DATA, WRITE));
            List<WatchAccess> reads = bench.observe(doubleword(DATA, READ));
            bench.run(5_000);
            assertEquals(1_000, writes.size());
            assertEquals(1_000, reads.size());
            for (int i = 1; i < writes.size(); i++) {
                assertArrayEquals(writes.get(i - 1).after(), writes.get(i).before());
            }
        }
    }

    @Test
    void removedWatchpointIsNotTold() throws Exception {
        try (Workbench bench =
                running(asm -> asm.label("loop").sd(T0, 0, S0).addi(T0, T0, 1).j("loop"))) {
            List<WatchAccess> seen = new ArrayList<>();
            WatchPoint point =
                    bench.machine.addWatchpoint(
                            doubleword(DATA, WRITE), (access, machine) -> !seen.add(access));
            bench.run(3_000);
            int told = seen.size();
            assertTrue(told > 900, told + " times");
            bench.machine.removeWatchpoint(point);
            bench.machine.removeWatchpoint(point);
            bench.run(3_000);
            assertEquals(told, seen.size());
        }
    }

    @Test
    void handlerMayPlaceAndRemovePointsThatHoldFromTheNextInstruction() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.sd(ZERO, 0, S0).sd(ZERO, 8, S0).sd(ZERO, 0, S0).sd(ZERO, 16, S0);
                            spin(asm);
                        })) {
            List<Long> told = new ArrayList<>();
            List<WatchPoint> placed = new ArrayList<>();
            placed.add(
                    bench.machine.addWatchpoint(
                            doubleword(DATA, WRITE),
                            (access, machine) -> {
                                told.add(access.paddr());
                                bench.machine.removeWatchpoint(placed.get(0));
                                bench.machine.addWatchpoint(
                                        doubleword(DATA + 8, WRITE),
                                        (next, unused) -> !told.add(next.paddr()));
                                bench.machine.addCodePoint(
                                        CodeLocation.at(machine.hart(0).pc() + 12),
                                        CodeHandler.STOP);
                                return false;
                            }));
            assertInstanceOf(StopReason.CodePointReached.class, bench.run(1_000));
            assertEquals(List.of(DATA, DATA + 8), told);
        }
    }

    @Test
    void handlerSeesTheHartAtTheInstructionAndMemoryAfterIt() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(T0, VALUE).sd(T0, 0, S0);
                            spin(asm);
                        })) {
            List<Object> seen = new ArrayList<>();
            bench.machine.addWatchpoint(
                    doubleword(DATA, WRITE),
                    (access, machine) -> {
                        seen.add(machine.hart(0).pc());
                        seen.add(machine.readPhysicalLong(DATA));
                        seen.add(machine.instructions());
                        return true;
                    });
            StopReason stop = bench.run(1_000);
            assertEquals(
                    List.of(stop.where().pc() - 4, VALUE, stop.where().instructions() - 1), seen);
        }
    }

    @Test
    void amoIsOneAccessThatReadsAndWrites() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(T0, 5).amo("amoadd.d", T1, T0, S0);
                            spin(asm);
                        })) {
            bench.store(DATA, 37);
            List<WatchAccess> reads = bench.observe(doubleword(DATA, READ));
            List<WatchAccess> both = bench.observe(doubleword(DATA, BOTH));
            bench.run(100);
            assertEquals(1, reads.size());
            assertEquals(1, both.size());
            WatchAccess access = both.get(0);
            assertTrue(access.reads() && access.writes());
            assertEquals(37, value(access.before()));
            assertEquals(42, value(access.after()));
        }
    }

    @Test
    void storeConditionalCountsOnlyIfItStores() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(T0, 1).amo("lr.d", T1, ZERO, S0).amo("sc.d", T2, T0, S0);
                            asm.amo("sc.d", T2, T0, S0); // no reservation any more
                            spin(asm);
                        })) {
            List<WatchAccess> seen = bench.observe(doubleword(DATA, BOTH));
            bench.run(100);
            assertEquals(List.of(READ, WRITE), seen.stream().map(WatchAccess::kinds).toList());
        }
    }

    @Test
    void floatingPointLoadsAndStoresCount() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(T0, 3 << 13).csrs(0x300, T0);
                            asm.word(0x0004_3087); // fld f1, 0(s0)
                            asm.word(0x0014_3427); // fsd f1, 8(s0)
                            asm.word(0x0014_2827); // fsw f1, 16(s0)
                            spin(asm);
                        })) {
            bench.store(DATA, VALUE);
            List<WatchAccess> seen = bench.observe(WatchRange.physical(DATA, 24, BOTH));
            bench.run(100);
            assertEquals(
                    List.of(DATA, DATA + 8, DATA + 16),
                    seen.stream().map(WatchAccess::paddr).toList());
            assertEquals(
                    List.of(READ, WRITE, WRITE), seen.stream().map(WatchAccess::kinds).toList());
            assertEquals(VALUE, value(seen.get(1).after()));
            assertEquals(VALUE & 0xffff_ffffL, value(seen.get(2).after()));
        }
    }

    @Test
    void accessAcrossPagesIsToldForEachPage() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(S1, DATA + 0xffd).li(T0, VALUE).sd(T0, 0, S1).ld(T1, 0, S1);
                            spin(asm);
                        })) {
            List<WatchAccess> first = bench.observe(WatchRange.physical(DATA + 0xfff, 1, BOTH));
            List<WatchAccess> second = bench.observe(WatchRange.physical(DATA + 0x1000, 1, BOTH));
            bench.run(100);
            assertEquals(VALUE, bench.x(T1));
            assertEquals(2, first.size());
            assertEquals(DATA + 0xffd, first.get(0).paddr());
            assertArrayEquals(new byte[] {(byte) 0x88, 0x77, 0x66}, first.get(0).after());
            assertArrayEquals(new byte[3], first.get(0).before());
            assertEquals(READ, first.get(1).kinds());
            assertEquals(2, second.size());
            assertEquals(DATA + 0x1000, second.get(0).paddr());
            assertArrayEquals(new byte[] {0x55, 0x44, 0x33, 0x22, 0x11}, second.get(0).after());
            assertEquals(DATA + 0x1000, second.get(1).vaddr().orElseThrow());
        }
    }

    @Test
    void registersOfDevicesHaveTheValueThatWasReadOrWritten() throws Exception {
        try (Workbench bench =
                running(
                        asm -> {
                            asm.li(S1, Guest.UART).li(T0, 0x5a);
                            asm.store("sb", T0, 7, S1).load("lbu", T1, 7, S1);
                            spin(asm);
                        })) {
            List<WatchAccess> seen = bench.observe(WatchRange.physical(Guest.UART + 7, 1, BOTH));
            bench.run(100);
            assertEquals(2, seen.size());
            assertEquals(0, seen.get(0).before().length, "a register cannot be looked at");
            assertArrayEquals(new byte[] {0x5a}, seen.get(0).after());
            assertEquals(READ, seen.get(1).kinds());
            assertArrayEquals(new byte[] {0x5a}, seen.get(1).after());
        }
    }

    @Test
    void whatTheDebuggerReadsAndWritesDoesNotCount() throws Exception {
        try (Workbench bench = running(WatchpointTest::spin)) {
            List<WatchAccess> seen = bench.observe(WatchRange.physical(DATA, 4096, BOTH));
            bench.run(10);
            bench.store(DATA, 1);
            bench.load(DATA);
            bench.machine
                    .control(control -> control.writeVirtual(0, DATA, new byte[8], 0, 8))
                    .get();
            bench.run(10);
            assertEquals(List.of(), seen);
        }
    }

    @Test
    void fetchesAreNoReads() throws Exception {
        try (Workbench bench = running(WatchpointTest::spin)) {
            List<WatchAccess> seen = bench.observe(WatchRange.physical(Guest.BARE, 4096, BOTH));
            bench.run(100);
            assertEquals(List.of(), seen);
        }
    }

    /** Code is mapped to itself, and the hart is in S-mode. */
    private static Workbench paged(Consumer<Asm> program) throws Exception {
        Workbench bench = new Workbench(program);
        bench.map(ROOT, Guest.BARE, Guest.BARE, R | X | A);
        bench.enter(Privilege.SUPERVISOR, Workbench.sv39(ROOT));
        return bench;
    }

    private static void touch(Asm asm, long... addresses) {
        for (long address : addresses) {
            asm.li(S0, address).li(T0, address).sd(T0, 0, S0).ld(T1, 0, S0);
        }
        spin(asm);
    }

    @Test
    void physicalBytesAreWatchedThroughEveryMapping() throws Exception {
        try (Workbench bench = paged(asm -> touch(asm, VA + 8, ALIAS + 8, VA + 16))) {
            bench.map(ROOT, VA, DATA, FLAGS);
            bench.map(ROOT, ALIAS, DATA, FLAGS);
            List<WatchAccess> seen = bench.observe(doubleword(DATA + 8, BOTH));
            bench.run(200);
            assertEquals(
                    List.of(VA + 8, VA + 8, ALIAS + 8, ALIAS + 8),
                    seen.stream().map(access -> access.vaddr().orElseThrow()).toList());
            WatchSource.Instruction source =
                    assertInstanceOf(WatchSource.Instruction.class, seen.get(0).source());
            assertEquals(Workbench.sv39(ROOT), source.satp());
            assertEquals(Privilege.SUPERVISOR, source.privilege());
        }
    }

    @Test
    void virtualBytesOfASpaceAreWatchedThroughTheirAddressAndThroughOthers() throws Exception {
        try (Workbench bench = paged(asm -> touch(asm, VA + 8, ALIAS + 8, VA + 16))) {
            bench.map(ROOT, VA, DATA, FLAGS);
            bench.map(ROOT, ALIAS, DATA, FLAGS);
            long asid = 7L << 44;
            List<WatchAccess> seen =
                    bench.observe(WatchRange.virtual(Workbench.sv39(ROOT) | asid, VA + 8, 8, BOTH));
            bench.run(200);
            assertEquals(
                    List.of(VA + 8, VA + 8, ALIAS + 8, ALIAS + 8),
                    seen.stream().map(access -> access.vaddr().orElseThrow()).toList());
        }
    }

    @Test
    void virtualBytesOfASpaceAreNotThoseOfAnother() throws Exception {
        long other = ROOT + 0x8000;
        long start = Guest.BARE + 0x100;
        try (Workbench bench =
                new Workbench(
                        asm -> {
                            asm.org(start).li(S0, VA).li(S1, Workbench.sv39(other));
                            asm.sd(S0, 0, S0).csrw(Workbench.SATP, S1).sfenceVma();
                            asm.sd(S1, 0, S0);
                            spin(asm);
                        })) {
            bench.map(ROOT, Guest.BARE, Guest.BARE, R | X | A);
            bench.map(other, Guest.BARE, Guest.BARE, R | X | A);
            bench.map(ROOT, VA, DATA, FLAGS);
            bench.map(other, VA, DATA + 0x1000, FLAGS);
            bench.machine
                    .control(
                            control -> {
                                control.setPc(0, start);
                                return null;
                            })
                    .get();
            bench.enter(Privilege.SUPERVISOR, Workbench.sv39(ROOT));
            List<WatchAccess> first =
                    bench.observe(WatchRange.virtual(Workbench.sv39(ROOT), VA, 8, BOTH));
            List<WatchAccess> second =
                    bench.observe(WatchRange.virtual(Workbench.sv39(other), VA, 8, BOTH));
            List<WatchAccess> any = bench.observe(WatchRange.virtualInAnySpace(VA, 8, BOTH));
            bench.run(200);
            assertEquals(List.of(VA), first.stream().map(a -> value(a.after())).toList());
            assertEquals(
                    List.of(Workbench.sv39(other)),
                    second.stream().map(a -> value(a.after())).toList());
            assertEquals(2, any.size());
        }
    }

    @Test
    void virtualBytesOfAnySpaceAreWatchedThroughTheirAddressOnly() throws Exception {
        try (Workbench bench = paged(asm -> touch(asm, VA, ALIAS))) {
            bench.map(ROOT, VA, DATA, FLAGS);
            bench.map(ROOT, ALIAS, DATA, FLAGS);
            List<WatchAccess> seen = bench.observe(WatchRange.virtualInAnySpace(VA, 8, WRITE));
            bench.run(200);
            assertEquals(List.of(VA), seen.stream().map(a -> a.vaddr().orElseThrow()).toList());
        }
    }

    @Test
    void virtualBytesAreFollowedWhenTheGuestMapsThemElsewhere() throws Exception {
        long tables = 0x5000_0000L;
        try (Workbench bench =
                paged(
                        asm -> {
                            asm.li(S0, VA).li(S1, ALIAS);
                            asm.sd(A0, 0, S0);
                            asm.sd(A1, 0, S1); // maps it anew, through a window on the tables
                            asm.sfenceVma().li(T0, 1).sd(T0, 0, S0);
                            asm.sd(T2, 0, S1).sfenceVma().li(T0, 2).sd(T0, 0, S0);
                            asm.li(S0, tables).li(T0, 3).sd(T0, 0, S0); // the first frame, direct
                            asm.li(T0, 4).sd(T0, 8, S0);
                            spin(asm);
                        })) {
            long pteAddress = bench.pteAddress(ROOT, VA);
            bench.map(ROOT, VA, DATA + 0x3000, FLAGS);
            bench.map(ROOT, ALIAS & -4096, pteAddress & -4096, FLAGS);
            bench.map(ROOT, tables, DATA, FLAGS);
            bench.setX(A1, Workbench.pte(DATA, FLAGS));
            bench.setX(T2, Workbench.pte(DATA + 0x1000, FLAGS));
            List<WatchAccess> seen =
                    bench.observe(WatchRange.virtual(Workbench.sv39(ROOT), VA, 8, WRITE));
            assertEquals(0, pteAddress & 0xfff, "the window shows the entry at its beginning");
            bench.run(500);
            assertEquals(
                    List.of(DATA + 0x3000, DATA, DATA + 0x1000),
                    seen.stream().map(WatchAccess::paddr).toList());
        }
    }

    @Test
    void virtualBytesThatAreNotMappedAreWaitedFor() throws Exception {
        try (Workbench bench = paged(asm -> touch(asm, ALIAS, VA))) {
            bench.map(ROOT, ALIAS, DATA, FLAGS);
            long root = ROOT + 0x8000;
            List<WatchAccess> seen =
                    bench.observe(WatchRange.virtual(Workbench.sv39(root), 0x1234_5000, 8, BOTH));
            bench.run(3);
            assertEquals(List.of(), seen);
            bench.map(root, 0x1234_5000, DATA, FLAGS); // as a debugger does
            bench.run(100);
            assertEquals(2, seen.size(), "the bytes are watched though no hart is in the space");
        }
    }

    @Test
    void bytesInASuperpageAreFound() throws Exception {
        try (Workbench bench = paged(asm -> touch(asm, VA + 0x12_3458))) {
            bench.store(ROOT + 8, Workbench.pte(0x8000_0000L, FLAGS)); // 1 GiB at VA
            List<WatchAccess> seen =
                    bench.observe(
                            WatchRange.virtual(Workbench.sv39(ROOT), VA + 0x12_3458, 8, WRITE));
            bench.run(100);
            assertEquals(List.of(0x8012_3458L), seen.stream().map(WatchAccess::paddr).toList());
        }
    }

    @Test
    void pageWalkThatSetsAccessedAndDirtyIsNamed() throws Exception {
        try (Workbench bench =
                paged(
                        asm -> {
                            asm.li(S0, VA).ld(T0, 0, S0).ld(T0, 0, S0).sd(T0, 8, S0);
                            asm.sd(T0, 8, S0);
                            spin(asm);
                        })) {
            bench.map(ROOT, VA, DATA, R | W);
            long pte = bench.pteAddress(ROOT, VA);
            List<WatchAccess> seen = bench.observe(doubleword(pte, BOTH));
            bench.run(100);
            assertEquals(2, seen.size());
            assertEquals(Workbench.pte(DATA, R | W), value(seen.get(0).before()));
            assertEquals(Workbench.pte(DATA, R | W | A), value(seen.get(0).after()));
            assertEquals(Workbench.pte(DATA, FLAGS), value(seen.get(1).after()));
            WatchSource.PageWalk walk =
                    assertInstanceOf(WatchSource.PageWalk.class, seen.get(1).source());
            assertEquals(VA + 8, walk.vaddr());
            assertEquals(Access.STORE, walk.access());
            assertEquals(Workbench.sv39(ROOT), walk.satp());
        }
    }

    @Test
    void fetchThatSetsAccessedStopsBeforeItsInstructionAndGoesOnThere() throws Exception {
        try (Workbench bench =
                new Workbench(
                        asm -> {
                            asm.li(T0, 7);
                            spin(asm);
                        })) {
            bench.map(ROOT, Guest.BARE, Guest.BARE, R | X);
            bench.enter(Privilege.SUPERVISOR, Workbench.sv39(ROOT));
            bench.stopAt(doubleword(bench.pteAddress(ROOT, Guest.BARE), WRITE));
            bench.machine.addCodePoint(CodeLocation.at(Guest.BARE), CodeHandler.STOP);
            StopReason.WatchpointReached stop =
                    assertInstanceOf(StopReason.WatchpointReached.class, bench.run(100));
            assertEquals(0, stop.where().instructions());
            assertEquals(Guest.BARE, stop.where().pc());
            assertInstanceOf(WatchSource.PageWalk.class, stop.access().source());
            assertInstanceOf(StopReason.CodePointReached.class, bench.run(100));
            assertInstanceOf(StopReason.LimitReached.class, bench.run(100));
            assertEquals(7, bench.x(T0));
        }
    }

    @Test
    void firmwareThatWritesForTheGuestIsNamed() throws Exception {
        long[] call = new long[1];
        try (Workbench bench =
                new Workbench(
                        Guest.kernel(
                                asm -> {
                                    asm.li(A1, Guest.KERNEL + 0x10000).li(Asm.A2, 0).li(A0, 16);
                                    asm.li(Asm.A7, 0x4442434e).li(Asm.A6, 1);
                                    call[0] = asm.pc();
                                    asm.ecall();
                                    spin(asm);
                                }))) {
            bench.machine.console().input("typed".getBytes());
            bench.stopAt(WatchRange.physical(Guest.KERNEL + 0x10002, 1, WRITE));
            StopReason.WatchpointReached stop =
                    assertInstanceOf(StopReason.WatchpointReached.class, bench.run(1_000));
            assertEquals(new WatchSource.Firmware(0, call[0]), stop.access().source());
            assertEquals("typed", new String(stop.access().after()));
            assertEquals(call[0] + 4, stop.where().pc());
            assertEquals(5, bench.x(A1), "the call has been served");
        }
    }

    @Test
    void directMemoryAccessOfADeviceIsNamedAndStopsBetweenInstructions() throws Exception {
        byte[] content = new byte[512];
        content[3] = 42;
        Drive disk = new Drive.InMemory("disk", content, false);
        MachineConfig config =
                Guest.bare(WatchpointTest::readFirstSector)
                        .withPeripherals(Peripherals.NONE.withDrives(List.of(disk)));
        try (Workbench bench = new Workbench(config)) {
            placeRequest(bench);
            List<WatchAccess> status = bench.observe(WatchRange.physical(DATA + 0x2010, 1, BOTH));
            List<WatchAccess> header = bench.observe(doubleword(DATA + 0x2000, BOTH));
            bench.stopAt(WatchRange.physical(BUFFER + 3, 1, WRITE));
            StopReason.WatchpointReached stop =
                    assertInstanceOf(StopReason.WatchpointReached.class, bench.run(100_000));
            WatchSource.Device source =
                    assertInstanceOf(WatchSource.Device.class, stop.access().source());
            assertTrue(source.name().contains("drive disk"), source.name());
            assertEquals(BUFFER, stop.access().paddr());
            assertEquals(0, stop.access().before()[3]);
            assertEquals(42, stop.access().after()[3]);
            assertInstanceOf(StopReason.LimitReached.class, bench.run(10));
            assertEquals(List.of(WRITE), status.stream().map(WatchAccess::kinds).toList());
            assertEquals(List.of(READ), header.stream().map(WatchAccess::kinds).toList());
        }
    }

    /** A queue at {@link Workbench#DATA} with one request, to read the first sector. */
    private static void placeRequest(Workbench bench) throws Exception {
        bench.store(DATA, DATA + 0x2000);
        bench.store(DATA + 8, 16 | 1L << 32 | 1L << 48); // the header; next is 1
        bench.store(DATA + 16, BUFFER);
        bench.store(DATA + 24, 512 | 3L << 32 | 2L << 48); // to be written; next is 2
        bench.store(DATA + 32, DATA + 0x2010);
        bench.store(DATA + 40, 1 | 2L << 32); // the status, to be written
        bench.store(DATA + 0x1000, 1L << 16); // one available, descriptor 0
    }

    /** Sets up the first slot's queue (virtio 3.1.1, 4.2.3), notifies, and spins. */
    private static void readFirstSector(Asm asm) {
        asm.li(S0, 0x1000_1000L);
        int[][] writes = {
            {0x70, 3},
            {0x24, 1},
            {0x20, 1},
            {0x70, 11},
            {0x30, 0},
            {0x38, 8},
            {0x80, (int) DATA},
            {0x90, (int) DATA + 0x1000},
            {0xa0, (int) DATA + 0x1800},
            {0x44, 1},
            {0x70, 15},
            {0x50, 0}
        };
        for (int[] write : writes) {
            asm.li(T0, write[1]).sw(T0, write[0], S0);
        }
        spin(asm);
    }

    @Test
    void watchingPagesOfAKernelChangesNothingInItsRun() throws Exception {
        long hash;
        long root;
        try (Workbench plain = new Workbench(MachineConfig.of(KernelFile.framesC()))) {
            plain.run(3_000_000);
            hash = plain.machine.inspect(Inspection::stateHash).get();
            root = plain.machine.inspect(machine -> machine.hart(0).effectiveSatp()).get();
            assertTrue(root != 0, "paging is on");
        }
        try (Workbench bench = new Workbench(MachineConfig.of(KernelFile.framesC()))) {
            long tables = (root & (1L << 44) - 1) << 12;
            List<WatchAccess> seen = bench.observe(WatchRange.physical(tables, 0x4000, BOTH));
            bench.observe(WatchRange.physical(Guest.KERNEL, 1 << 20, BOTH));
            bench.observe(WatchRange.virtual(root, Guest.KERNEL, 1 << 24, WRITE));
            bench.run(3_000_000);
            assertEquals(hash, bench.machine.inspect(Inspection::stateHash).get());
            assertTrue(seen.size() > 512, seen.size() + " accesses to page tables");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void racingHartsAreAllToldAndTheStateIsAsWithoutWatchpoints(int harts) throws Exception {
        long shared = Guest.BARE + 0x10000;
        long hash;
        long counted;
        try (Workbench plain = new Workbench(SeveralHarts.config(harts))) {
            plain.run(500_000);
            hash = plain.machine.inspect(Inspection::stateHash).get();
            counted = plain.load(shared);
        }
        try (Workbench bench = new Workbench(SeveralHarts.config(harts))) {
            List<WatchAccess> seen = bench.observe(doubleword(shared, BOTH));
            bench.observe(WatchRange.physical(Guest.CLINT, 0x10000, BOTH));
            bench.observe(WatchRange.virtualInAnySpace(shared, 4096, BOTH));
            bench.run(500_000);
            assertEquals(hash, bench.machine.inspect(Inspection::stateHash).get());
            assertEquals(counted, seen.size());
            long before = 0;
            for (WatchAccess access : seen) {
                assertEquals(before, value(access.before()));
                before = value(access.after());
            }
            long told =
                    seen.stream()
                            .map(access -> ((WatchSource.Instruction) access.source()).hart())
                            .distinct()
                            .count();
            assertEquals(harts, told);
        }
    }

    @Test
    void stopsInTheMiddleOfARaceDoNotChangeItsOutcome() throws Exception {
        long shared = Guest.BARE + 0x10000;
        long hash;
        try (Workbench plain = new Workbench(SeveralHarts.config(3))) {
            plain.run(20_000);
            hash = plain.machine.inspect(Inspection::stateHash).get();
        }
        try (Workbench bench = new Workbench(SeveralHarts.config(3))) {
            bench.stopAt(doubleword(shared, WRITE));
            int stops = 0;
            StopReason stop = bench.run(20_000);
            while (stop.where().instructions() < 20_000) {
                assertInstanceOf(StopReason.WatchpointReached.class, stop);
                stops++;
                stop = bench.run(20_000 - stop.where().instructions());
            }
            assertTrue(stops > 1_000, stops + " stops");
            assertEquals(hash, bench.machine.inspect(Inspection::stateHash).get());
        }
    }

    @Test
    void watchpointsStayWhenASnapshotIsRestored() throws Exception {
        try (Workbench bench =
                running(asm -> asm.label("loop").addi(T0, T0, 1).sd(T0, 0, S0).j("loop"))) {
            bench.run(100);
            MachineSnapshot taken = bench.machine.inspect(Inspection::snapshot).get();
            bench.stopAt(doubleword(DATA, WRITE));
            StopReason first = bench.run(100);
            bench.run(100);
            bench.machine.restore(taken).get();
            StopReason again = bench.run(100);
            assertInstanceOf(StopReason.WatchpointReached.class, again);
            assertEquals(first.where(), again.where());
        }
    }

    @Test
    void rangesWithoutBytesOrKindsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> WatchRange.physical(0, 0, READ));
        assertThrows(IllegalArgumentException.class, () -> WatchRange.physical(-8, 16, READ));
        assertThrows(IllegalArgumentException.class, () -> WatchRange.physical(8, 8, Set.of()));
        assertEquals(8, WatchRange.physical(-8, 8, READ).bytes());
    }
}
