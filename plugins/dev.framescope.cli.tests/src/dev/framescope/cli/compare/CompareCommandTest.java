package dev.framescope.cli.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.cli.CliDriver;
import dev.framescope.cli.UnusableInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

@Timeout(300)
class CompareCommandTest {
    private static final Predicate<String> DATA_DIFFERS =
            line -> line.contains("hash of the data") && line.endsWith("differs");

    @Test
    void tenMillionRandomInstructionsDoTheSameHereAndInQemu() {
        CliDriver.Result result = CliDriver.run("compare", "--instructions", "10000000");
        assertEquals("", result.err());
        assertEquals(0, result.status(), result.out());
        for (Mode mode : Mode.values()) {
            assertTrue(result.out().contains(mode.text()), result.out());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theSameSeedGivesTheSameProgramAndAnotherAnother(Mode mode) {
        byte[] program = new Program(mode, 7, 40, 1).image();
        assertArrayEquals(program, new Program(mode, 7, 40, 1).image());
        assertFalse(Arrays.equals(program, new Program(mode, 8, 40, 1).image()));
    }

    /** This machine with a defect: it runs programs with one byte of their data changed. */
    private record Defective(long address) implements Runner {
        @Override
        public String name() {
            return "defective";
        }

        @Override
        public List<String> run(byte[] image) throws UnusableInputException, InterruptedException {
            byte[] changed = image.clone();
            changed[(int) (address - Layout.BASE)] ^= 1;
            return new MachineRunner().run(changed);
        }
    }

    @Test
    void differenceIsToldWithSeedModeBlockCodeAndBothStates() throws Exception {
        Program program = new Program(Mode.INTEGER, 3, 200, 1);
        Comparison comparison =
                new Comparison(new MachineRunner(), new Defective(Layout.DATA + Layout.PAGE));
        String difference = comparison.difference(program).orElseThrow();
        assertTrue(
                difference.startsWith("mode integer, seed 3: states differ after block 0\n"),
                difference);
        assertTrue(difference.contains("  ecall\n"), difference);
        assertTrue(difference.lines().anyMatch(DATA_DIFFERS), difference);
    }

    @Test
    void machinesThatAreTheSameShowNoDifference() throws Exception {
        Comparison comparison = new Comparison(new MachineRunner(), new MachineRunner());
        assertEquals(Optional.empty(), comparison.difference(new Program(Mode.TRAPS, 3, 100, 2)));
    }

    @Test
    void qemuThatIsNotThereIsSaidSo() {
        CliDriver.Result result =
                CliDriver.run("compare", "--instructions", "1000", "--qemu", "no-such-qemu");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("no-such-qemu"), result.err());
    }

    @Test
    void numbersAndModesThatMakeNoSenseAreRefused() {
        assertEquals(2, CliDriver.run("compare", "--instructions", "0").status());
        assertEquals(2, CliDriver.run("compare", "--mode", "nonsense").status());
    }
}
