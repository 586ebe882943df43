package dev.framescope.debugger.registers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.SessionDriver;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class RegisterModelTest {
    @Test
    void groupsComeInTheOrderOfTheModes() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            List<RegisterGroup> groups = driver.session().registers(0).join();
            assertEquals(
                    List.of(
                            "General",
                            "Floating point",
                            "Supervisor",
                            "Machine",
                            "PMP",
                            "Counters"),
                    groups.stream().map(RegisterGroup::name).toList());
            assertEquals(33, groups.get(0).registers().size());
            assertEquals("pc", groups.get(0).registers().get(0).name());
            assertEquals("t6", groups.get(0).registers().get(32).name());
            assertEquals(
                    List.of("ft0", "ft1", "ft2"),
                    groups.get(1).registers().stream().map(RegisterValue::name).limit(3).toList());
            assertEquals(
                    List.of("ft11", "fcsr", "frm", "fflags"),
                    groups.get(1).registers().stream().map(RegisterValue::name).skip(31).toList());
        }
    }

    @Test
    void satpSaysModeAsidAndRoot() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            assertEquals("bare", value(driver, "satp").meaning());
            driver.breakAt("runWorkload");
            driver.resume();
            RegisterValue satp = value(driver, "satp");
            assertEquals(
                    "Sv39, ASID 0, root PPN 0x" + Long.toHexString(satp.value() << 20 >>> 20),
                    satp.meaning());
        }
    }

    @Test
    void causeOfAnInterruptIsNamed() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.breakAt("handleTrap");
            driver.resume();
            assertEquals("supervisor timer interrupt", value(driver, "scause").meaning());
            assertTrue(value(driver, "sstatus").meaning().contains("SPP S"));
        }
    }

    @Test
    void floatingPointRegistersAreSetAndShownAsDoubleAndSingle() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            set(driver, "fa0", Double.doubleToRawLongBits(-2.5));
            assertEquals(0xc004_0000_0000_0000L, value(driver, "fa0").value());
            assertEquals("double -2.5", value(driver, "fa0").meaning());
            set(driver, "f11", 0xffff_ffff_3fc0_0000L);
            assertEquals("double NaN, single 1.5", value(driver, "fa1").meaning());
            assertEquals("double 0.0", value(driver, "ft11").meaning());
        }
    }

    @Test
    void fcsrSaysRoundingModeAndExceptions() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            assertEquals("RNE: to nearest, ties to even", value(driver, "fcsr").meaning());
            set(driver, "fcsr", 0x39);
            assertEquals(
                    "RTZ: towards zero; NV invalid operation, DZ divide by zero, NX inexact",
                    value(driver, "fcsr").meaning());
            assertEquals("RTZ: towards zero", value(driver, "frm").meaning());
            assertEquals(
                    "NV invalid operation, DZ divide by zero, NX inexact",
                    value(driver, "fflags").meaning());
            set(driver, "frm", 5);
            assertEquals("reserved rounding mode 5", value(driver, "frm").meaning());
        }
    }

    @Test
    void registersAreFoundByEveryName() {
        assertEquals(Optional.of(new RegisterId.Pc()), RegisterModel.named("pc"));
        assertEquals(Optional.of(new RegisterId.General(8)), RegisterModel.named("s0"));
        assertEquals(Optional.of(new RegisterId.General(8)), RegisterModel.named("fp"));
        assertEquals(Optional.of(new RegisterId.General(8)), RegisterModel.named("X8"));
        assertEquals(Optional.of(new RegisterId.Csr(0x180)), RegisterModel.named("satp"));
        assertEquals(Optional.of(new RegisterId.FloatingPoint(10)), RegisterModel.named("fa0"));
        assertEquals(Optional.of(new RegisterId.FloatingPoint(31)), RegisterModel.named("F31"));
        assertEquals(Optional.of(new RegisterId.Csr(3)), RegisterModel.named("fcsr"));
        assertEquals(Optional.empty(), RegisterModel.named("x32"));
        assertEquals(Optional.empty(), RegisterModel.named("f32"));
    }

    private static void set(SessionDriver driver, String name, long value) {
        driver.session().setRegister(0, RegisterModel.named(name).orElseThrow(), value).join();
    }

    private static RegisterValue value(SessionDriver driver, String name) {
        return driver.session().registers(0).join().stream()
                .flatMap(group -> group.registers().stream())
                .filter(register -> register.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
