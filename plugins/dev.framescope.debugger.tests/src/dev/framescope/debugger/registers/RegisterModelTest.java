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
                    List.of("General", "Supervisor", "Machine", "PMP", "Counters"),
                    groups.stream().map(RegisterGroup::name).toList());
            assertEquals(33, groups.get(0).registers().size());
            assertEquals("pc", groups.get(0).registers().get(0).name());
            assertEquals("t6", groups.get(0).registers().get(32).name());
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
    void registersAreFoundByEveryName() {
        assertEquals(Optional.of(new RegisterId.Pc()), RegisterModel.named("pc"));
        assertEquals(Optional.of(new RegisterId.General(8)), RegisterModel.named("s0"));
        assertEquals(Optional.of(new RegisterId.General(8)), RegisterModel.named("fp"));
        assertEquals(Optional.of(new RegisterId.General(8)), RegisterModel.named("X8"));
        assertEquals(Optional.of(new RegisterId.Csr(0x180)), RegisterModel.named("satp"));
        assertEquals(Optional.empty(), RegisterModel.named("x32"));
    }

    private static RegisterValue value(SessionDriver driver, String name) {
        return driver.session().registers(0).join().stream()
                .flatMap(group -> group.registers().stream())
                .filter(register -> register.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
