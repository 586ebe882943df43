package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

class HartInspectionTest {
    private static final long VA = 0x4000_0000L;

    /** In S-mode under Sv39, with pages whose A and D bits are clear, a few instructions done. */
    private static Guest paging() {
        Guest guest =
                Guest.running(asm -> asm.ld(A0, 0, A1).label("loop").addi(A0, A0, 1).j("loop"));
        guest.map(Guest.CODE, Guest.CODE, Guest.X);
        guest.map(VA, Guest.DATA, Guest.R);
        guest.map(VA + 0x1000, Guest.DATA + 0x5000, Guest.R | Guest.W | Guest.U);
        guest.pagingOn();
        guest.hart.setX(A1, VA);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(7);
        return guest;
    }

    private static byte[] state(Guest guest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            guest.hart.save(out);
            guest.memory.ram().save(out);
            out.writeLong(guest.hart.tlbDigest());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void lookingChangesNothing() {
        Guest guest = paging();
        byte[] before = state(guest);
        byte[] buffer = new byte[0x3000];
        for (Access access : Access.values()) {
            guest.hart.translate(VA + 0x1000, access);
            guest.hart.translate(Guest.sv39(Guest.ROOT), VA + 0x1000, access);
            guest.hart.translate(0x1234_5678L, access);
        }
        assertEquals(
                0x2000,
                guest.hart.readVirtual(guest.hart.effectiveSatp(), VA, buffer, 0, buffer.length));
        for (int csr = 0; csr < 4096; csr++) {
            guest.hart.csr(csr);
        }
        guest.memory.read(Guest.ROOT, buffer, 0, buffer.length);
        guest.memory.ram().hash();
        guest.hart.effectiveSatp();
        guest.hart.lastTrap();
        guest.hart.interruptPending();
        assertArrayEquals(before, state(guest));
    }

    @Test
    void theDigestTellsThatATlbWasFilled() {
        Guest guest = paging();
        long before = guest.hart.tlbDigest();
        guest.hart.setX(A1, VA + 0x1000);
        guest.setCsr(Csr.SSTATUS, Status.SUM);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertNotEquals(before, guest.hart.tlbDigest());
    }

    @Test
    void aDebuggerReadsAndWritesWhateverThePermissionsAre() {
        Guest guest = paging();
        byte[] bytes = {1, 2, 3, 4};
        assertEquals(
                4, guest.hart.writeVirtual(guest.hart.effectiveSatp(), VA + 0xffe, bytes, 0, 4));
        byte[] back = new byte[6];
        assertEquals(6, guest.hart.readVirtual(guest.hart.effectiveSatp(), VA + 0xffd, back, 0, 6));
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 0}, back);
        assertEquals(0x0201L << 48, guest.load(Guest.DATA + 0xff8));
        assertEquals(0x0403, guest.load(Guest.DATA + 0x5000));
    }

    @Test
    void aDebuggersReadEndsWhereNothingIsMapped() {
        Guest guest = paging();
        byte[] buffer = new byte[64];
        assertEquals(
                16, guest.hart.readVirtual(guest.hart.effectiveSatp(), VA + 0x1ff0, buffer, 0, 64));
        assertEquals(0, guest.hart.readVirtual(guest.hart.effectiveSatp(), VA - 1, buffer, 0, 64));
        guest.at(Guest.CODE, Privilege.MACHINE);
        long end = Guest.RAM + Guest.RAM_BYTES;
        assertEquals(
                8,
                guest.hart.readVirtual(guest.hart.effectiveSatp(), end - 8, buffer, 0, 64),
                "untranslated");
    }

    @Test
    void aSavedHartGoesOnAsTheOriginalDoes() throws IOException {
        Guest guest = paging();
        guest.setCsr(Csr.MCYCLE, 500);
        guest.setCsr(Csr.PMPADDR0 + 3, 77);
        guest.hart.setInterrupt(Interrupt.SEI, true);
        byte[] saved = state(guest);
        Guest copy = new Guest();
        copy.hart.setX(A0, 99);
        copy.step(1);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved))) {
            copy.hart.load(in);
            copy.memory.loadRam(in);
        }
        guest.step(100);
        copy.step(100);
        for (int register = 0; register < 32; register++) {
            assertEquals(guest.x(register), copy.x(register));
        }
        for (int csr = 0; csr < 4096; csr++) {
            assertEquals(guest.hart.csr(csr), copy.hart.csr(csr), Csr.name(csr));
        }
        assertEquals(guest.hart.pc(), copy.hart.pc());
        assertEquals(guest.hart.privilege(), copy.hart.privilege());
        assertEquals(guest.hart.slots(), copy.hart.slots());
        assertEquals(guest.hart.retired(), copy.hart.retired());
        assertEquals(guest.memory.ram().hash(), copy.memory.ram().hash());
    }

    @Test
    void registersAreCheckedByNumber() {
        Guest guest = new Guest();
        guest.hart.setX(0, 5);
        assertEquals(0, guest.x(0));
        assertThrows(IndexOutOfBoundsException.class, () -> guest.hart.x(32));
        assertThrows(IndexOutOfBoundsException.class, () -> guest.hart.setX(32, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> guest.hart.setX(-1, 0));
    }
}
