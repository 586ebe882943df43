package dev.framescope.debugger.registers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class RegisterFieldsTest {
    private static List<RegisterField> fields(int csr) {
        return RegisterFields.of(new RegisterId.Csr(csr));
    }

    private static RegisterField field(int csr, String name) {
        return fields(csr).stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void fieldsOfARegisterDoNotOverlapAndAscend() {
        IntStream.range(0, 4096)
                .forEach(
                        csr -> {
                            int next = 0;
                            for (RegisterField field : fields(csr)) {
                                assertTrue(field.low() >= next, Csr.name(csr) + field.name());
                                next = field.low() + field.bits();
                            }
                            assertTrue(next <= Long.SIZE, Csr.name(csr));
                        });
    }

    @Test
    void satpHasModeAsidAndRoot() {
        long satp = 8L << 60 | 7L << 44 | 0x80258;
        assertEquals(Optional.of("Sv39"), field(Csr.SATP, "MODE").nameOf(satp));
        assertEquals(7, field(Csr.SATP, "ASID").of(satp));
        assertEquals(0x80258, field(Csr.SATP, "PPN").of(satp));
        assertEquals(9L << 60 | 7L << 44 | 0x80258, field(Csr.SATP, "MODE").set(satp, 9));
    }

    @Test
    void statusNamesModesAndUnitStates() {
        long mstatus = 3L << 11 | 1L << 8 | 3L << 13 | 1L << 63;
        assertEquals(Optional.of("M"), field(Csr.MSTATUS, "MPP").nameOf(mstatus));
        assertEquals(Optional.of("S"), field(Csr.MSTATUS, "SPP").nameOf(mstatus));
        assertEquals(Optional.of("Dirty"), field(Csr.MSTATUS, "FS").nameOf(mstatus));
        assertEquals(1, field(Csr.MSTATUS, "SD").of(mstatus));
        assertEquals(Optional.empty(), field(Csr.MSTATUS, "SUM").nameOf(mstatus));
    }

    @Test
    void protectionEntriesAreOneByteEach() {
        assertEquals(
                List.of("pmp0cfg", "pmp7cfg"),
                List.of(fields(Csr.PMPCFG0).get(0).name(), fields(Csr.PMPCFG0).get(7).name()));
        assertEquals("pmp8cfg", fields(Csr.PMPCFG0 + 2).get(0).name());
    }

    @Test
    void aValueThatIsTooLargeIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> field(Csr.SATP, "MODE").set(0, 16));
        assertEquals("MODE has 4 bits; 0x10 has more", e.getMessage());
    }
}
