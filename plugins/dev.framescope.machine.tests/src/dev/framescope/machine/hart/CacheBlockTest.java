package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zicbom and Zicboz. */
class CacheBlockTest {
    private static final int INVAL = 0x0005_a00f; // cbo.inval (a1)
    private static final int CLEAN = INVAL | 1 << 20;
    private static final int FLUSH = INVAL | 2 << 20;
    private static final int ZERO = INVAL | 4 << 20;
    private static final long VA = 0x4000_0000L;

    private static Guest running(int instruction) {
        Guest guest = Guest.running(IsaProfile.MAX, asm -> asm.word(instruction));
        guest.hart.setX(A1, Guest.DATA);
        return guest;
    }

    @Test
    void zeroClearsTheBlockOf64BytesAroundTheAddress() {
        Guest guest = running(ZERO);
        for (int i = 0; i < 24; i++) {
            guest.store(Guest.DATA + 8L * i, -1);
        }
        guest.hart.setX(A1, Guest.DATA + 64 + 13);
        guest.step(1);
        for (int i = 0; i < 24; i++) {
            assertEquals(i >= 8 && i < 16 ? 0 : -1, guest.load(Guest.DATA + 8L * i), "dword " + i);
        }
    }

    @Test
    void managementLeavesMemoryAsItIs() {
        for (int instruction : new int[] {INVAL, CLEAN, FLUSH}) {
            Guest guest = running(instruction);
            guest.store(Guest.DATA, 42);
            guest.step(1);
            assertEquals(Guest.CODE + 4, guest.hart.pc());
            assertEquals(42, guest.load(Guest.DATA));
        }
    }

    @ParameterizedTest(name = "{0} in {1} with menvcfg {2}, senvcfg {3}: illegal {4}")
    @CsvSource({
        "4, SUPERVISOR, 00, 00, true",
        "4, SUPERVISOR, 80, 00, false",
        "4, USER, 80, 00, true",
        "4, USER, 80, 80, false",
        "4, USER, 00, 80, true",
        "1, SUPERVISOR, 40, 00, false",
        "2, USER, 40, 40, false",
        "2, USER, 40, b0, true",
        "0, SUPERVISOR, 10, 00, false",
        "0, SUPERVISOR, c0, 00, true",
        "0, USER, 30, 00, true",
        "4, MACHINE, 00, 00, false",
    })
    void lowerModesNeedTheBitsInTheEnvironment(
            int operation, Privilege privilege, String menvcfg, String senvcfg, boolean illegal) {
        Guest guest = running(INVAL | operation << 20);
        guest.setCsr(Csr.MENVCFG, Long.parseLong(menvcfg, 16));
        guest.setCsr(Csr.SENVCFG, Long.parseLong(senvcfg, 16));
        guest.at(Guest.CODE, privilege);
        guest.step(1);
        assertEquals(illegal ? Guest.HANDLER : Guest.CODE + 4, guest.hart.pc());
        assertEquals(illegal ? Cause.ILLEGAL_INSTRUCTION : 0, guest.csr(Csr.MCAUSE));
    }

    @Test
    void aBlockThatMayNotBeAccessedIsAStorePageFaultAtTheAddressGiven() {
        for (int instruction : new int[] {ZERO, FLUSH}) {
            Guest guest = running(instruction);
            guest.map(Guest.CODE, Guest.CODE, Guest.R | Guest.X | Guest.A);
            guest.pagingOn();
            guest.setCsr(Csr.MENVCFG, 0xf0);
            guest.hart.setX(A1, VA + 5);
            guest.at(Guest.CODE, Privilege.SUPERVISOR);
            guest.step(1);
            assertEquals(15, guest.csr(Csr.MCAUSE));
            assertEquals(VA + 5, guest.csr(Csr.MTVAL));
        }
    }
}
