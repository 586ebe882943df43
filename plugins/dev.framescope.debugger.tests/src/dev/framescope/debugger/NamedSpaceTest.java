package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.insight.paging.PageTables;

import org.junit.jupiter.api.Test;

import java.util.OptionalLong;

/** Address spaces by what people call them. */
class NamedSpaceTest {
    @Test
    void anAddressSpaceIsFoundByTheNameThatItWasGiven() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().addTemporary(new BreakpointSpec.AtFunction("makeComb"));
            driver.resume();
            long root = driver.read(hart -> PageTables.rootPpn(hart.effectiveSatp()));
            driver.session().nameAddressSpace(root, "mine");

            assertEquals(OptionalLong.of(root), driver.session().addressSpaceNamed("mine"));
            assertEquals(OptionalLong.empty(), driver.session().addressSpaceNamed("yours"));
        }
    }
}
