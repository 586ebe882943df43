package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.Access;
import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sv48, Sv57, Svnapot, Svpbmt, Svade and Svadu: beyond what {@link Sv39Test} has. */
class PagingModesTest {
    private static final long ALL = Guest.R | Guest.W | Guest.X | Guest.A | Guest.D;
    private static final long PBMT_IO = 2L << 61;
    private static final long N = 1L << 63;
    private static final long ADUE = 1L << 61;
    private static final long PBMTE = 1L << 62;
    private static final long VA = 0x4000_0000L;
    private static final int LOAD_PAGE_FAULT = 13;
    private static final int STORE_PAGE_FAULT = 15;

    /** A hart about to load a dword from a1 in S-mode, its code mapped to itself. */
    private static Guest loading(IsaProfile profile) {
        Guest guest = Guest.running(profile, asm -> asm.ld(A0, 0, A1).sd(A0, 0, A1));
        guest.map(Guest.CODE, Guest.CODE, ALL);
        guest.store(Guest.DATA + 8, 42);
        guest.hart.setX(A1, VA + 8);
        return guest;
    }

    private static void step(Guest guest) {
        guest.pagingOn();
        guest.at(guest.hart.pc(), Privilege.SUPERVISOR);
        guest.step(1);
    }

    @ParameterizedTest(name = "mode {0}: {1} levels")
    @CsvSource({"9, 4, 7fff40000000", "9, 4, ffff800040000000", "10, 5, ff800040000000"})
    void widerModesHaveMoreLevels(long mode, int levels, String address) {
        long vaddr = Long.parseUnsignedLong(address, 16);
        Guest guest = loading(IsaProfile.MAX);
        long top = Guest.RAM + 0x20_0000;
        for (int at = levels; at > 3; at--) {
            for (long mapped : new long[] {vaddr, Guest.CODE}) {
                long vpn = mapped >>> 12 + 9 * (at - 1) & 511;
                long below = at == 4 ? Guest.ROOT : top + 0x1000;
                guest.store(top + 8 * vpn, Guest.pte(below, 0));
            }
            top += 0x1000;
        }
        guest.map(vaddr, Guest.DATA, ALL);
        long root = Guest.RAM + 0x20_0000;
        guest.setCsr(Csr.SATP, mode << 60 | root >>> 12);
        guest.hart.setX(A1, vaddr + 8);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(42, guest.x(A0));
        Translation translation = guest.hart.translate(vaddr + 8, Access.LOAD);
        assertEquals(levels, translation.steps().size());
        assertEquals(levels - 1, translation.steps().get(0).level());
        assertEquals(Guest.DATA + 8, translation.paddr().getAsLong());
    }

    @ParameterizedTest(name = "mode {0}: {1}")
    @CsvSource({"8, 4000000000", "9, 800000000000", "10, 100000000000000"})
    void theBitsAboveAnAddressRepeatItsHighest(long mode, String address) {
        Guest guest = loading(IsaProfile.MAX);
        long satp = mode << 60 | Guest.ROOT >>> 12;
        long vaddr = Long.parseUnsignedLong(address, 16);
        assertEquals(
                "the upper bits of the virtual address are not all equal to its highest bit",
                guest.hart.translate(satp, vaddr, Access.LOAD).fault());
    }

    @Test
    void aNapotLeafMapsSixtyFourKilobytes() {
        Guest guest = loading(IsaProfile.MAX);
        long frame = Guest.DATA & -0x1_0000;
        for (int page = 0; page < 16; page++) {
            guest.map(VA + 0x1000 * page, frame | 8 << 12, ALL | N);
        }
        guest.store(frame + 0x5008, 43);
        guest.hart.setX(A1, VA + 0x5008);
        step(guest);
        assertEquals(43, guest.x(A0));
        Translation translation = guest.hart.translate(VA + 0x5008, Access.LOAD);
        assertEquals(frame + 0x5008, translation.paddr().getAsLong());
        assertEquals(0x1_0000, translation.pageSize());
    }

    @ParameterizedTest(name = "{0}: PPN bits {1}, N {2}, PBMT {3} fault: {4}")
    @CsvSource({
        "MAX, 4, true, 0, true",
        "MAX, 8, true, 0, false",
        "VIRT, 8, true, 0, true",
        "MAX, 0, false, 2, false",
        "MAX, 0, false, 3, true",
        "VIRT, 0, false, 2, true",
        "RVA22, 0, false, 1, false",
    })
    void upperBitsAreReservedWithoutTheirExtension(
            IsaProfile profile, long ppnBits, boolean napot, long pbmt, boolean fault) {
        Guest guest = loading(profile);
        long flags = ALL | (napot ? N : 0) | pbmt << 61;
        guest.map(VA, Guest.DATA | ppnBits << 12, flags);
        step(guest);
        assertEquals(fault ? LOAD_PAGE_FAULT : 0, guest.csr(Csr.MCAUSE));
    }

    @Test
    void memoryTypesAreReservedInPointersAndWhileMenvcfgSaysSo() {
        Guest pointer = loading(IsaProfile.MAX);
        pointer.map(VA, Guest.DATA, ALL);
        long table = pointer.pteAddress(VA, 1);
        pointer.store(table, pointer.load(table) | PBMT_IO);
        step(pointer);
        assertEquals(LOAD_PAGE_FAULT, pointer.csr(Csr.MCAUSE));
        Guest off = loading(IsaProfile.MAX);
        off.map(VA, Guest.DATA, ALL | PBMT_IO);
        off.setCsr(Csr.MENVCFG, off.csr(Csr.MENVCFG) & ~PBMTE);
        step(off);
        assertEquals(LOAD_PAGE_FAULT, off.csr(Csr.MCAUSE));
    }

    @ParameterizedTest(name = "{0} with ADUE {1}: faults {2}")
    @CsvSource({
        "VIRT, false, false",
        "RV64GC, true, false",
        "RVA22, true, true",
        "MAX, true, false",
        "MAX, false, true"
    })
    void clearAccessedAndDirtyBitsAreSetOrFault(IsaProfile profile, boolean adue, boolean faults) {
        Guest guest = loading(profile);
        long menvcfg = guest.csr(Csr.MENVCFG);
        guest.setCsr(Csr.MENVCFG, adue ? menvcfg | ADUE : menvcfg & ~ADUE);
        guest.map(VA, Guest.DATA, Guest.R | Guest.W);
        step(guest);
        assertEquals(faults ? LOAD_PAGE_FAULT : 0, guest.csr(Csr.MCAUSE));
        guest.map(VA, Guest.DATA, Guest.R | Guest.W | Guest.A);
        guest.at(Guest.CODE + 4, Privilege.SUPERVISOR);
        guest.hart.sfenceVma();
        guest.step(1);
        assertEquals(faults ? STORE_PAGE_FAULT : 0, guest.csr(Csr.MCAUSE));
        long expected = Guest.R | Guest.W | Guest.A | (faults ? 0 : Guest.D);
        assertEquals(Guest.pte(Guest.DATA, expected), guest.load(guest.pteAddress(VA, 0)));
    }
}
