package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;
import dev.framescope.machine.isa.Csr;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalLong;

/**
 * Every access is made by an instruction, and asked of the inspection as well: both must agree.
 * Code is mapped at its own address for S-mode, and at {@link #USER_CODE} for U-mode.
 */
class Sv39Test {
    private static final long VA = 0x1234_5000L;
    private static final long HIGH = 0xffff_ffc0_0000_0000L;
    private static final long USER_CODE = 0x1_0000L;
    private static final int LOAD_AT = 0;
    private static final int STORE_AT = 8;

    private Guest guest;

    @BeforeEach
    void mapCode() {
        guest = new Guest();
        guest.code(Guest.CODE, asm -> asm.ld(A0, 0, A1).nop().sd(A0, 0, A1));
        guest.map(Guest.CODE, Guest.CODE, Guest.X | Guest.A);
        guest.map(USER_CODE, Guest.CODE, Guest.X | Guest.U | Guest.A);
        guest.pagingOn();
    }

    /** The cause an access traps with, 0 if it does not; the inspection must say the same. */
    private int cause(Privilege mode, Access access, long vaddr) {
        long code = mode == Privilege.USER ? USER_CODE : Guest.CODE;
        guest.hart.setX(A1, vaddr);
        switch (access) {
            case FETCH -> guest.at(vaddr, mode);
            case LOAD -> guest.at(code + LOAD_AT, mode);
            case STORE -> guest.at(code + STORE_AT, mode);
        }
        Translation translation = guest.hart.translate(vaddr, access);
        guest.step(1);
        boolean trapped = guest.hart.pc() == Guest.HANDLER;
        assertEquals(trapped, translation.paddr().isEmpty(), translation.toString());
        assertEquals(trapped, !translation.fault().isEmpty(), translation.toString());
        if (trapped) {
            assertEquals(vaddr, guest.lastTrap().tval());
        }
        return trapped ? guest.lastTrap().cause() : 0;
    }

    private static int pageFault(Access access) {
        return switch (access) {
            case FETCH -> 12;
            case LOAD -> 13;
            case STORE -> 15;
        };
    }

    private void assertLeadsTo(long paddr, long vaddr) {
        guest.store(paddr, vaddr ^ 0x5555);
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.LOAD, vaddr));
        assertEquals(vaddr ^ 0x5555, guest.x(A0));
        assertEquals(OptionalLong.of(paddr), guest.hart.translate(vaddr, Access.LOAD).paddr());
    }

    @Test
    void aPageOfFourKibibytesIsFoundThroughThreeLevels() {
        guest.map(VA, Guest.DATA, Guest.R);
        assertLeadsTo(Guest.DATA + 0x678, VA + 0x678);
        Translation translation = guest.hart.translate(VA + 0x678, Access.LOAD);
        assertEquals(4096, translation.pageSize());
        assertEquals(3, translation.steps().size());
        assertEquals(2, translation.steps().get(0).level());
        assertEquals(Guest.ROOT + (VA >>> 30) * 8, translation.steps().get(0).pteAddress());
        assertEquals(VA >>> 21 & 511, translation.steps().get(1).vpn());
        assertEquals(guest.pteAddress(VA, 0), translation.steps().get(2).pteAddress());
        assertEquals(guest.load(guest.pteAddress(VA, 0)), translation.steps().get(2).pte());
    }

    @Test
    void superpagesKeepTheLowerBitsOfTheAddress() {
        guest.store(guest.pteAddress(0x4000_0000L, 1), Guest.pte(0x8020_0000L, Guest.R));
        assertLeadsTo(0x8020_0000L + 0x1_2348, 0x4000_0000L + 0x1_2348);
        assertEquals(2 << 20, guest.hart.translate(0x4000_0000L, Access.LOAD).pageSize());
        guest.store(guest.pteAddress(HIGH, 2), Guest.pte(0x8000_0000L, Guest.R));
        assertLeadsTo(0x8000_0000L + 0x12_3458, HIGH + 0x12_3458);
        assertEquals(1 << 30, guest.hart.translate(HIGH, Access.LOAD).pageSize());
    }

    @ParameterizedTest
    @CsvSource({"1, 0x80201000", "2, 0x80200000"})
    void aMisalignedSuperpageIsAPageFault(int level, String paddr) {
        guest.store(guest.pteAddress(HIGH, level), Guest.pte(Long.decode(paddr), Guest.R));
        assertEquals(13, cause(Privilege.SUPERVISOR, Access.LOAD, HIGH));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0x40_0000_0000L, 0x8000_0000_0000_0000L, 0xffff_ffbf_ffff_f000L, 1L << 62})
    void addressesThatAreNotSignExtendedArePageFaults(long vaddr) {
        for (Access access : Access.values()) {
            assertEquals(pageFault(access), cause(Privilege.SUPERVISOR, access, vaddr));
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0x02, not valid",
        "0x05, writable but not readable",
        "0x0d, writable and executable but not readable",
        "0x01, a pointer on the last level",
        "0x0040000000000003, reserved bit 54",
        "0x2000000000000003, reserved bit 61",
        "0x8000000000000003, reserved bit 63",
    })
    void malformedLeavesArePageFaults(String bits, String what) {
        long pte = Guest.pte(Guest.DATA, 0) & ~1L;
        long pattern = Long.parseUnsignedLong(bits, 2, bits.length(), 16);
        guest.store(guest.pteAddress(VA, 0), pte | pattern | Guest.A | Guest.D);
        for (Access access : Access.values()) {
            assertEquals(pageFault(access), cause(Privilege.SUPERVISOR, access, VA), what);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Guest.U, Guest.A, Guest.D})
    void aPointerWithABitOfALeafIsAPageFault(int bit) {
        guest.map(VA, Guest.DATA, Guest.R);
        long pointer = guest.pteAddress(VA, 1);
        guest.store(pointer, guest.load(pointer) | bit);
        assertEquals(13, cause(Privilege.SUPERVISOR, Access.LOAD, VA));
    }

    @Test
    void aTableOutsideMemoryIsAnAccessFault() {
        guest.store(guest.pteAddress(HIGH, 2), Guest.pte(0x4000_0000L, 0));
        assertEquals(5, cause(Privilege.SUPERVISOR, Access.LOAD, HIGH));
        assertEquals(7, cause(Privilege.SUPERVISOR, Access.STORE, HIGH));
        assertEquals(1, cause(Privilege.SUPERVISOR, Access.FETCH, HIGH));
    }

    /** The rule, written down once more. */
    private static boolean allowed(
            Privilege mode, Access access, int flags, boolean sum, boolean mxr) {
        boolean userPage = (flags & Guest.U) != 0;
        if (mode == Privilege.USER && !userPage) {
            return false;
        }
        if (mode == Privilege.SUPERVISOR && userPage && (access == Access.FETCH || !sum)) {
            return false;
        }
        return switch (access) {
            case FETCH -> (flags & Guest.X) != 0;
            case STORE -> (flags & Guest.W) != 0;
            case LOAD -> (flags & Guest.R) != 0 || mxr && (flags & Guest.X) != 0;
        };
    }

    @ParameterizedTest(name = "SUM={0}, MXR={1}")
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void permissionsOfEveryKindOfPageInBothModes(boolean sum, boolean mxr) {
        guest.code(Guest.DATA, asm -> asm.nop());
        guest.setCsr(Csr.SSTATUS, (sum ? Status.SUM : 0) | (mxr ? Status.MXR : 0));
        int[] kinds = {Guest.R, Guest.R | Guest.W, Guest.X, Guest.R | Guest.X, 14};
        for (int user : new int[] {0, Guest.U}) {
            for (int kind : kinds) {
                int flags = kind | user;
                guest.map(VA, Guest.DATA, flags | Guest.A | Guest.D);
                guest.hart.sfenceVma();
                for (Access access : Access.values()) {
                    for (Privilege mode : new Privilege[] {Privilege.SUPERVISOR, Privilege.USER}) {
                        boolean allowed = allowed(mode, access, flags, sum, mxr);
                        assertEquals(
                                allowed ? 0 : pageFault(access),
                                cause(mode, access, VA),
                                () -> mode + " " + access + " flags " + flags);
                    }
                }
            }
        }
    }

    @Test
    void changingSumOrMxrNeedsNoFence() {
        guest.map(VA, Guest.DATA, Guest.X | Guest.U);
        guest.setCsr(Csr.SSTATUS, Status.SUM | Status.MXR);
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.LOAD, VA));
        guest.setCsr(Csr.SSTATUS, Status.SUM);
        assertEquals(13, cause(Privilege.SUPERVISOR, Access.LOAD, VA));
        guest.setCsr(Csr.SSTATUS, Status.MXR);
        assertEquals(13, cause(Privilege.SUPERVISOR, Access.LOAD, VA));
        guest.setCsr(Csr.SSTATUS, Status.SUM | Status.MXR);
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.LOAD, VA));
    }

    @Test
    void aLoadSetsAccessedAndAStoreSetsDirtyToo() {
        guest.map(VA, Guest.DATA, Guest.R | Guest.W);
        long pte = guest.load(guest.pteAddress(VA, 0));
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.LOAD, VA));
        assertEquals(pte | Guest.A, guest.load(guest.pteAddress(VA, 0)));
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.STORE, VA));
        assertEquals(pte | Guest.A | Guest.D, guest.load(guest.pteAddress(VA, 0)));
    }

    @Test
    void aFetchSetsAccessed() {
        guest.map(VA, Guest.CODE, Guest.X);
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.FETCH, VA + 4));
        assertEquals(Guest.pte(Guest.CODE, Guest.X | Guest.A), guest.load(guest.pteAddress(VA, 0)));
    }

    @Test
    void anAccessThatFaultsSetsNothing() {
        guest.map(VA, Guest.DATA, Guest.R);
        long pte = guest.load(guest.pteAddress(VA, 0));
        assertEquals(15, cause(Privilege.SUPERVISOR, Access.STORE, VA));
        assertEquals(pte, guest.load(guest.pteAddress(VA, 0)));
    }

    @Test
    void accessedIsSetInTheLeafOfASuperpage() {
        long leaf = guest.pteAddress(HIGH, 2);
        guest.store(leaf, Guest.pte(0x8000_0000L, Guest.R | Guest.W));
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.STORE, HIGH + 0x2_0008));
        assertEquals(
                Guest.pte(0x8000_0000L, Guest.R | Guest.W | Guest.A | Guest.D), guest.load(leaf));
    }

    @Test
    void machineModeIsNotTranslated() {
        guest.hart.setX(A1, Guest.DATA);
        guest.store(Guest.DATA, 77);
        guest.at(Guest.CODE, Privilege.MACHINE);
        guest.step(1);
        assertEquals(77, guest.x(A0));
        assertEquals(0, guest.hart.effectiveSatp());
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        assertEquals(Guest.sv39(Guest.ROOT), guest.hart.effectiveSatp());
    }

    @Test
    void mprvTranslatesMachineModesLoadsAndStoresButNotItsFetches() {
        guest.map(VA, Guest.DATA, Guest.R | Guest.U);
        guest.store(Guest.DATA, 78);
        guest.hart.setX(A1, VA);
        guest.setCsr(Csr.MSTATUS, Status.MPRV); // MPP is U
        guest.at(Guest.CODE, Privilege.MACHINE);
        guest.step(1);
        assertEquals(78, guest.x(A0));
        assertEquals(Guest.CODE + 4, guest.hart.pc());
        guest.setCsr(Csr.MSTATUS, Status.MPRV | 1L << Status.MPP_SHIFT);
        guest.at(Guest.CODE, Privilege.MACHINE);
        guest.step(1);
        assertEquals(13, guest.lastTrap().cause(), "S-mode must not read a page of U-mode");
    }

    @Test
    void anOldTranslationMayLiveUntilTheFence() {
        guest.map(VA, Guest.DATA, Guest.R);
        assertLeadsTo(Guest.DATA, VA);
        guest.map(VA, Guest.DATA + 0x1000, Guest.R);
        guest.hart.sfenceVma();
        assertLeadsTo(Guest.DATA + 0x1000, VA);
    }

    @Test
    void manyFencesInARowEachForgetWhatWasBefore() {
        for (int i = 0; i < 300; i++) {
            long paddr = Guest.DATA + 0x1000 * (i & 1);
            guest.map(VA, paddr, Guest.R);
            guest.hart.sfenceVma();
            assertLeadsTo(paddr, VA);
        }
    }

    @Test
    void aChangeOfSatpChangesTheAddressSpaceAtOnce() {
        guest.map(VA, Guest.DATA, Guest.R);
        assertLeadsTo(Guest.DATA, VA);
        guest.setCsr(Csr.SATP, 0);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(5, guest.lastTrap().cause(), "nothing is at this physical address");
        guest.pagingOn();
        assertLeadsTo(Guest.DATA, VA);
    }

    @Test
    void anAccessAcrossPagesIsTranslatedTwice() {
        guest.map(VA, Guest.DATA + 0x3000, Guest.R | Guest.W);
        guest.map(VA + 0x1000, Guest.DATA, Guest.R | Guest.W);
        guest.store(Guest.DATA + 0x3ff8, 0x1122_3344_0000_0000L);
        guest.store(Guest.DATA, 0x5566_7788L);
        guest.hart.setX(A1, VA + 0xffc);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(0x5566_7788_1122_3344L, guest.x(A0));
        guest.hart.setX(A0, -1);
        guest.step(2);
        assertEquals(0xffff_ffff_0000_0000L, guest.load(Guest.DATA + 0x3ff8));
        assertEquals(0xffff_ffffL, guest.load(Guest.DATA));
    }

    @Test
    void anAccessAcrossPagesFaultsInTheHalfThatIsNotMappedAndStoresNothing() {
        guest.map(VA, Guest.DATA, Guest.R | Guest.W);
        guest.store(Guest.DATA + 0xff8, 0);
        guest.hart.setX(A1, VA + 0xffe);
        guest.hart.setX(A0, -1);
        guest.at(Guest.CODE + STORE_AT, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(15, guest.lastTrap().cause());
        assertEquals(VA + 0x1000, guest.lastTrap().tval());
        assertEquals(0, guest.load(Guest.DATA + 0xff8));
        guest.hart.setX(A1, VA - 2);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(13, guest.lastTrap().cause());
        assertEquals(VA - 2, guest.lastTrap().tval());
    }

    @Test
    void anInstructionAcrossPagesIsFetchedFromBothFrames() {
        guest.map(VA, Guest.DATA + 0x3000, Guest.X);
        guest.map(VA + 0x1000, Guest.DATA, Guest.X);
        byte[] addi = new Asm(0).addi(A0, A0, 5).bytes();
        guest.write(Guest.DATA + 0x3ffe, new byte[] {addi[0], addi[1]});
        guest.write(Guest.DATA, new byte[] {addi[2], addi[3]});
        for (int i = 1; i <= 2; i++) {
            guest.hart.setX(A0, 0);
            guest.at(VA + 0xffe, Privilege.SUPERVISOR);
            guest.step(1);
            assertEquals(5, guest.x(A0));
            assertEquals(VA + 0x1002, guest.hart.pc());
        }
        guest.map(VA + 0x1000, Guest.DATA + 0x1000, Guest.X);
        guest.write(Guest.DATA + 0x1000, new byte[] {addi[2], 0x01}); // another immediate
        guest.hart.sfenceVma();
        guest.hart.setX(A0, 0);
        guest.at(VA + 0xffe, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(0x15, guest.x(A0), "the other frame's half");
    }

    @Test
    void anInstructionAcrossPagesFaultsInTheHalfThatIsNotMapped() {
        guest.map(VA, Guest.DATA, Guest.X);
        guest.write(Guest.DATA + 0xffe, new byte[] {0x13, 0x05});
        guest.at(VA + 0xffe, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(12, guest.lastTrap().cause());
        assertEquals(VA + 0x1000, guest.lastTrap().tval());
        assertEquals(VA + 0xffe, guest.lastTrap().epc());
    }

    @Test
    void twoVirtualPagesMayShareAFrame() {
        guest.map(VA, Guest.DATA, Guest.R | Guest.W);
        guest.map(HIGH, Guest.DATA, Guest.R);
        guest.hart.setX(A0, 4711);
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.STORE, VA + 8));
        assertEquals(0, cause(Privilege.SUPERVISOR, Access.LOAD, HIGH + 8));
        assertEquals(4711, guest.x(A0));
    }

    @Test
    void atomicsFaultAsStoresDo() {
        guest.map(VA, Guest.DATA, Guest.R);
        guest.code(Guest.CODE, asm -> asm.amo("amoadd.d", A0, A0, A1));
        guest.hart.setX(A1, VA);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(15, guest.lastTrap().cause());
        assertEquals(VA, guest.lastTrap().tval());
    }

    @Test
    void anyRootCanBeInspectedWithSupervisorRightsAndSum() {
        guest.map(VA, Guest.DATA, Guest.R | Guest.U);
        guest.setCsr(Csr.SATP, 0);
        long satp = Guest.sv39(Guest.ROOT);
        assertEquals(
                OptionalLong.of(Guest.DATA + 5),
                guest.hart.translate(satp, VA + 5, Access.LOAD).paddr());
        assertEquals(OptionalLong.of(VA), guest.hart.translate(0, VA, Access.LOAD).paddr());
        Translation unknown = guest.hart.translate(11L << 60, VA, Access.LOAD);
        assertTrue(unknown.paddr().isEmpty());
        assertTrue(unknown.fault().startsWith("satp has mode 11, which is reserved"));
    }
}
