package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;
import static dev.framescope.testing.Asm.A3;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.Consumer;

class AtomicsTest {
    private static Guest atData(Consumer<Asm> program) {
        Guest guest = Guest.running(program);
        guest.hart.setX(A1, Guest.DATA);
        return guest;
    }

    @ParameterizedTest(name = "{0}: memory {1}, operand {2}, result {3}")
    @CsvSource({
        "amoswap, 1, 2, 2",
        "amoadd, 0x7fffffff, 1, 0x80000000",
        "amoxor, 0xff, 0x0f, 0xf0",
        "amoand, 0xff, 0x0f, 0x0f",
        "amoor, 0xf0, 0x0f, 0xff",
        "amomin, -1, 1, -1",
        "amomin, 5, -7, -7",
        "amomax, -1, 1, 1",
        "amominu, -1, 1, 1",
        "amominu, 3, 4, 3",
        "amomaxu, -1, 1, -1",
    })
    void readModifyWrite(String name, String before, String operand, String after) {
        for (String width : new String[] {".w", ".d"}) {
            Guest guest = atData(asm -> asm.amo(name + width, A0, A2, A1));
            guest.store(Guest.DATA, Long.decode(before));
            guest.hart.setX(A2, Long.decode(operand));
            guest.step(1);
            long expected = Long.decode(after);
            if (width.equals(".w")) {
                assertEquals((int) (long) Long.decode(before), guest.x(A0), "sign-extended");
                assertEquals((int) expected, (int) guest.load(Guest.DATA));
                assertEquals(Long.decode(before) >> 32, guest.load(Guest.DATA) >> 32, "upper half");
            } else {
                assertEquals(Long.decode(before), guest.x(A0));
                assertEquals(expected, guest.load(Guest.DATA));
            }
        }
    }

    @Test
    void wordsAreComparedAsWords() {
        Guest guest = atData(asm -> asm.amo("amomaxu.w", A0, A2, A1));
        guest.store(Guest.DATA, 0x7fff_ffffL);
        guest.hart.setX(A2, 0x1_8000_0000L);
        guest.step(1);
        assertEquals(0x8000_0000L, guest.load(Guest.DATA));
    }

    @Test
    void aStoreConditionalSucceedsOnceAfterALoadReserved() {
        Guest guest =
                atData(
                        asm ->
                                asm.amo("lr.d", A0, ZERO, A1)
                                        .amo("sc.d", A2, A0, A1)
                                        .amo("sc.d", A3, ZERO, A1));
        guest.store(Guest.DATA, 0x1234_5678_9abcL);
        guest.step(3);
        assertEquals(0x1234_5678_9abcL, guest.x(A0));
        assertEquals(0, guest.x(A2));
        assertEquals(1, guest.x(A3));
        assertEquals(0x1234_5678_9abcL, guest.load(Guest.DATA));
    }

    @Test
    void aReservationHoldsForItsAddressOnly() {
        Guest guest =
                atData(
                        asm ->
                                asm.amo("lr.w", A0, ZERO, A1)
                                        .addi(A1, A1, 4)
                                        .amo("sc.w", A2, A1, A1));
        guest.step(3);
        assertEquals(1, guest.x(A2));
        assertEquals(0, guest.load(Guest.DATA));
    }

    @Test
    void aReservationOutlivesSingleSteps() {
        Guest guest = atData(asm -> asm.amo("lr.w", A0, ZERO, A1).nop().amo("sc.w", A2, A1, A1));
        for (int i = 0; i < 3; i++) {
            guest.step(1);
        }
        assertEquals(0, guest.x(A2));
    }

    @Test
    void aTrapLosesTheReservation() {
        Guest guest = atData(asm -> asm.amo("lr.w", A0, ZERO, A1).ecall().amo("sc.w", A2, A1, A1));
        guest.code(
                Guest.HANDLER, asm -> asm.csrr(A3, 0x341).addi(A3, A3, 4).csrw(0x341, A3).mret());
        guest.step(7);
        assertEquals(1, guest.x(A2));
    }

    /** Two harts on one memory; the first holds a reservation on {@link Guest#DATA}. */
    private static long storeConditionalAfter(Consumer<Guest> between) {
        Guest first = atData(asm -> asm.amo("lr.d", A0, ZERO, A1).amo("sc.d", A2, A1, A1));
        Guest second = new Guest(first.memory, 1);
        second.hart.setX(A1, Guest.DATA);
        second.code(Guest.CODE + 0x1000, asm -> asm.sd(ZERO, 64, A1).sd(ZERO, 4, A1));
        second.at(Guest.CODE + 0x1000, second.hart.privilege());
        second.step(1); // its TLB knows the page
        first.step(1);
        between.accept(second);
        first.step(1);
        return first.x(A2);
    }

    @Test
    void anotherHartsStoreToTheSameBytesLosesTheReservation() {
        assertEquals(1, storeConditionalAfter(other -> other.step(1)));
    }

    @Test
    void anotherHartsStoreElsewhereInThePageDoesNot() {
        assertEquals(
                0,
                storeConditionalAfter(
                        other -> {
                            other.at(Guest.CODE + 0x1000, other.hart.privilege());
                            other.step(1);
                        }));
    }

    @Test
    void aDevicesWriteToTheSameBytesLosesTheReservation() {
        assertEquals(1, storeConditionalAfter(other -> other.store(Guest.DATA, 1)));
    }

    @ParameterizedTest(name = "{0} has cause {1}")
    @CsvSource({"lr.w, 4", "lr.d, 4", "sc.w, 6", "sc.d, 6", "amoadd.w, 6", "amoadd.d, 6"})
    void misalignedAtomicsTrap(String name, int cause) {
        Guest guest = atData(asm -> asm.amo(name, A0, name.startsWith("lr") ? ZERO : A2, A1));
        guest.hart.setX(A1, Guest.DATA + 2);
        guest.step(1);
        assertEquals(cause, guest.lastTrap().cause());
        assertEquals(Guest.DATA + 2, guest.lastTrap().tval());
    }

    @ParameterizedTest(name = "{0} has cause {1}")
    @CsvSource({"lr.w, 5", "amoadd.w, 7"})
    void atomicsOutsideMemoryAreAccessFaults(String name, int cause) {
        Guest guest = atData(asm -> asm.amo(name, A0, ZERO, A1));
        guest.hart.setX(A1, 0x4000_0000L);
        guest.step(1);
        assertEquals(cause, guest.lastTrap().cause());
        assertEquals(0x4000_0000L, guest.lastTrap().tval());
    }
}
