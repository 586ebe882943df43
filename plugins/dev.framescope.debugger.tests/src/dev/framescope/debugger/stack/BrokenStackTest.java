package dev.framescope.debugger.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.machine.MachineControl;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** Whatever is in registers and on stacks, reading them ends, with a reason. */
class BrokenStackTest {
    private static final int ROUNDS = 40;

    private static void damage(MachineControl control, Random random, long sp) {
        for (int i = random.nextInt(4); i > 0; i--) {
            control.setX(0, 1 + random.nextInt(31), anything(random, sp));
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            byte[] bytes = new byte[8];
            long value = anything(random, sp);
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (value >>> 8 * k);
            }
            control.writePhysical(sp + 8L * random.nextInt(64), bytes, 0, bytes.length);
        }
        if (random.nextInt(4) == 0) {
            control.setPc(0, anything(random, sp) & -2);
        }
    }

    /** Addresses of code and of the stack more often than others. */
    private static long anything(Random random, long sp) {
        return switch (random.nextInt(5)) {
            case 0 -> 0x80200000L + random.nextInt(0x3000);
            case 1, 2 -> sp + 8L * random.nextInt(64);
            case 3 -> random.nextInt(64);
            default -> random.nextLong();
        };
    }

    @Test
    void damagedRegistersAndStacksNeverFailNorHang() throws Exception {
        Random random = new Random(20261120);
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().addProgram(Samples.framesCSortElf(), ProgramScope.USER);
            driver.session().addTemporary(new BreakpointSpec.AtFunction("sysWrite"));
            driver.resume();
            long sp = driver.sp();
            for (int round = 0; round < ROUNDS; round++) {
                driver.session()
                        .machine()
                        .control(
                                control -> {
                                    damage(control, random, sp);
                                    return null;
                                })
                        .join();
                List<StackFrame> stack = driver.backtrace();
                StackFrame last = stack.get(stack.size() - 1);
                assertTrue(stack.size() <= Unwinder.MAX_FRAMES, "round " + round);
                assertTrue(
                        last.note().orElse("").startsWith("no caller known: "), "round " + round);
                assertEquals(driver.pc(), stack.get(0).pc(), "round " + round);
            }
        }
    }
}
