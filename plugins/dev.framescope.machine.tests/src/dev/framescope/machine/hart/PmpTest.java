package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entry 0 is what a test is about; entry 15 opens the rest of memory. */
class PmpTest {
    private static final int R = 1;
    private static final int W = 2;
    private static final int X = 4;
    private static final int TOR = 1 << 3;
    private static final int NA4 = 2 << 3;
    private static final int NAPOT = 3 << 3;
    private static final int L = 1 << 7;

    private Guest guest;

    @BeforeEach
    void openAll() {
        guest = new Guest();
        guest.setCsr(Csr.PMPCFG0, 0);
        guest.setCsr(Csr.PMPADDR0 + 15, -1);
        guest.setCsr(Csr.PMPCFG0 + 2, (long) (R | W | X | NAPOT) << 56);
    }

    private void entry(int number, long address, int cfg) {
        guest.setCsr(Csr.PMPADDR0 + number, address);
        long others = guest.csr(Csr.PMPCFG0) & ~(0xffL << 8 * number);
        guest.setCsr(Csr.PMPCFG0, others | (long) cfg << 8 * number);
    }

    /** The cause of what an access traps with; 0 if it does not. */
    private int cause(Privilege mode, String name, long address) {
        guest.code(
                Guest.CODE,
                asm -> {
                    if (name.startsWith("l")) {
                        asm.load(name, A0, 0, A1);
                    } else {
                        asm.store(name, A0, 0, A1);
                    }
                });
        guest.hart.setX(A1, address);
        guest.at(Guest.CODE, mode);
        guest.step(1);
        return guest.hart.pc() == Guest.HANDLER ? guest.lastTrap().cause() : 0;
    }

    @ParameterizedTest(name = "cfg {0}: load {1}, store {2}, fetch {3}")
    @CsvSource({"0, 5, 7, 1", "1, 0, 7, 1", "3, 0, 0, 1", "4, 5, 7, 0", "5, 0, 7, 0", "7, 0, 0, 0"})
    void permissionsOfTheMatchingEntryHold(int cfg, int load, int store, int fetch) {
        entry(0, Guest.DATA >>> 2 | 0x1ff, cfg | NAPOT);
        for (Privilege mode : new Privilege[] {Privilege.SUPERVISOR, Privilege.USER}) {
            assertEquals(load, cause(mode, "ld", Guest.DATA + 8));
            assertEquals(store, cause(mode, "sd", Guest.DATA + 8));
            guest.code(Guest.DATA, Asm::nop);
            guest.at(Guest.DATA, mode);
            guest.step(1);
            assertEquals(fetch, guest.hart.pc() == Guest.HANDLER ? guest.lastTrap().cause() : 0);
        }
        assertEquals(0, cause(Privilege.MACHINE, "ld", Guest.DATA), "M-mode is not bound");
    }

    @Test
    void withoutAMatchingEntryOnlyMachineModeHasAccess() {
        guest.setCsr(Csr.PMPCFG0 + 2, 0);
        entry(0, Guest.CODE >>> 2 | 0x1ff, R | X | NAPOT);
        assertEquals(0, cause(Privilege.MACHINE, "ld", Guest.DATA));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
        assertEquals(7, cause(Privilege.USER, "sd", Guest.DATA));
    }

    @Test
    void naturallyAlignedRangesEndWhereTheirOnesSay() {
        entry(0, Guest.DATA >>> 2 | 1, NAPOT); // 16 bytes
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA - 8));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA + 8));
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA + 16));
    }

    @Test
    void fourBytesAreTheSmallestRange() {
        entry(0, Guest.DATA + 4 >>> 2, NA4);
        assertEquals(0, cause(Privilege.SUPERVISOR, "lw", Guest.DATA));
        assertEquals(5, cause(Privilege.SUPERVISOR, "lw", Guest.DATA + 4));
        assertEquals(0, cause(Privilege.SUPERVISOR, "lw", Guest.DATA + 8));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA), "half of it is enough");
    }

    @Test
    void topOfRangeBeginsAtTheEntryBefore() {
        entry(0, Guest.DATA >>> 2, 0);
        entry(1, Guest.DATA + 0x20 >>> 2, TOR);
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA - 8));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA + 0x18));
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA + 0x20));
    }

    @Test
    void topOfRangeOfTheFirstEntryBeginsAtZero() {
        entry(0, Guest.CODE + 0x1000 >>> 2, R | X | TOR);
        guest.setCsr(Csr.PMPCFG0 + 2, 0);
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.CODE + 0xff8));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.CODE + 0x1000));
    }

    @Test
    void anEmptyTopOfRangeMatchesNothing() {
        entry(0, Guest.DATA + 4 >>> 2, 0);
        entry(1, Guest.DATA + 4 >>> 2, TOR);
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
    }

    @Test
    void theLowestMatchingEntryDecides() {
        entry(0, Guest.DATA >>> 2 | 0x1ff, R | NAPOT);
        entry(1, Guest.DATA >>> 2 | 0x1fff, NAPOT);
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA + 0x1000));
    }

    @Test
    void aLockedEntryBindsMachineModeAndCannotBeChanged() {
        entry(0, Guest.DATA >>> 2 | 0x1ff, R | NAPOT | L);
        assertEquals(0, cause(Privilege.MACHINE, "ld", Guest.DATA));
        assertEquals(7, cause(Privilege.MACHINE, "sd", Guest.DATA));
        entry(0, 0, 0);
        assertEquals(Guest.DATA >>> 2 | 0x1ff, guest.csr(Csr.PMPADDR0));
        assertEquals(R | NAPOT | L, guest.csr(Csr.PMPCFG0));
    }

    @Test
    void aLockedTopOfRangeLocksItsBottom() {
        entry(0, 0x1000, 0);
        entry(1, 0x2000, TOR | L);
        guest.setCsr(Csr.PMPADDR0, 0);
        assertEquals(0x1000, guest.csr(Csr.PMPADDR0));
    }

    @Test
    void writableButNotReadableIsReservedAndNotKept() {
        entry(0, 0, W | X);
        assertEquals(X, guest.csr(Csr.PMPCFG0));
    }

    @Test
    void aChangeHoldsForPagesThatWereAccessedBefore() {
        assertEquals(0, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
        entry(0, Guest.DATA >>> 2 | 0x1ff, NAPOT);
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", Guest.DATA));
    }

    @Test
    void codeIsCheckedInstructionByInstructionWherePagesAreDivided() {
        long page = Guest.CODE + 0x1000;
        guest.code(page, asm -> asm.addi(A0, A0, 1).addi(A0, A0, 1).addi(A0, A0, 1));
        guest.at(page, Privilege.SUPERVISOR);
        guest.step(3);
        entry(0, page + 8 >>> 2, NA4);
        guest.at(page, Privilege.SUPERVISOR);
        guest.step(3);
        assertEquals(5, guest.x(A0));
        assertEquals(1, guest.lastTrap().cause());
        assertEquals(page + 8, guest.lastTrap().tval());
        entry(0, page + 8 >>> 2, 0);
        guest.at(page, Privilege.SUPERVISOR);
        guest.step(3);
        assertEquals(8, guest.x(A0));
    }

    @Test
    void mprvMakesMachineModesLoadsThoseOfTheModeBefore() {
        entry(0, Guest.DATA >>> 2 | 0x1ff, NAPOT);
        guest.setCsr(Csr.MSTATUS, Status.MPRV | 1L << Status.MPP_SHIFT);
        assertEquals(5, cause(Privilege.MACHINE, "ld", Guest.DATA));
        guest.setCsr(Csr.MSTATUS, Status.MPRV | Status.MPP);
        assertEquals(0, cause(Privilege.MACHINE, "ld", Guest.DATA));
    }

    @Test
    void pageTablesAreReadWithSupervisorRights() {
        guest.map(Guest.CODE, Guest.CODE, Guest.R | Guest.X | Guest.A);
        guest.map(Guest.HANDLER, Guest.HANDLER, Guest.R | Guest.X | Guest.A);
        guest.pagingOn();
        entry(0, Guest.ROOT >>> 2 | 0x1ff, NAPOT);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(1, guest.lastTrap().cause(), "an access fault, not a page fault");
    }

    @Test
    void accessedAndDirtyAreSetOnlyWhereTheTableMayBeWritten() {
        guest.map(0x4000_0000L, Guest.DATA, Guest.R);
        guest.map(Guest.CODE, Guest.CODE, Guest.R | Guest.X | Guest.A);
        guest.pagingOn();
        long table = guest.pteAddress(0x4000_0000L, 0);
        entry(0, table >>> 2 & ~0x3ffL | 0x1ff, R | NAPOT);
        assertEquals(5, cause(Privilege.SUPERVISOR, "ld", 0x4000_0000L));
        assertEquals(0, guest.load(table) & Guest.A);
    }
}
