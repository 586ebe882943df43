package dev.framescope.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
    @ParameterizedTest
    @CsvSource({
        "false, 2, illegal instruction",
        "false, 8, environment call from U-mode",
        "false, 13, load page fault",
        "false, 15, store/AMO page fault",
        "false, 14, exception 14",
        "true, 5, supervisor timer interrupt",
        "true, 9, supervisor external interrupt",
        "true, 13, interrupt 13"
    })
    void causesHaveTheirNames(boolean interrupt, int code, String name) {
        assertEquals(
                name,
                Explain.cause(
                        new Trap(interrupt, code, 0, 0, Privilege.USER, Privilege.SUPERVISOR)));
    }
}
