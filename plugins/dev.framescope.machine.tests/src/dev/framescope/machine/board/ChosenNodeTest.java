package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.BootParameters;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

class ChosenNodeTest {
    private static final MachineConfig CONFIG =
            MachineConfig.of(new LoadImage("kernel", 0x80200000L, List.of()));

    private static byte[] tree(String arguments) {
        return DeviceTree.of(CONFIG.withBoot(BootParameters.NONE.withArguments(arguments)));
    }

    private static Map<String, byte[]> bootArguments(String arguments) {
        return Map.of("bootargs", FdtWriter.terminated(arguments));
    }

    @Test
    void addsWhatTheBoardsOwnTreeWouldHave() throws MachineException {
        byte[] expected = tree("quiet");
        byte[] once = ChosenNode.set(tree("a longer command line"), bootArguments("quiet"));
        assertArrayEquals(structure(expected), structure(once));
    }

    @Test
    void addsTheNodeWhereThereIsNone() throws MachineException {
        byte[] empty = new FdtWriter().begin("").flag("ranges").end().finish();
        byte[] expected =
                new FdtWriter()
                        .begin("")
                        .flag("ranges")
                        .begin("chosen")
                        .strings("bootargs", "quiet")
                        .end()
                        .end()
                        .finish();
        assertArrayEquals(expected, ChosenNode.set(empty, bootArguments("quiet")));
    }

    @Test
    void leavesNodesOfThatNameElsewhereAlone() throws MachineException {
        byte[] tree =
                new FdtWriter()
                        .begin("")
                        .begin("soc")
                        .begin("chosen")
                        .strings("bootargs", "theirs")
                        .end()
                        .end()
                        .end()
                        .finish();
        String text = new String(ChosenNode.set(tree, bootArguments("ours")));
        assertTrue(text.contains("theirs"));
        assertTrue(text.contains("ours"));
    }

    @Test
    void brokenTreesAreRefusedWithAMessage() {
        assertRefused(new byte[0], "no flattened device tree");
        assertRefused(new byte[100], "no flattened device tree");
        assertRefused(Arrays.copyOf(tree(""), 500), "cut short");
    }

    @Test
    void noGarbageMakesItFailOtherwise() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] blob = tree("quiet");
            for (int change = 0; change < 4; change++) {
                blob[4 + random.nextInt(blob.length - 4)] = (byte) random.nextInt();
            }
            try {
                ChosenNode.set(blob, bootArguments("x"));
            } catch (MachineException e) {
                assertTrue(e.getMessage().startsWith("the device tree"), e.getMessage());
            }
        }
    }

    private static void assertRefused(byte[] blob, String message) {
        MachineException failure =
                assertThrows(
                        MachineException.class, () -> ChosenNode.set(blob, bootArguments("x")));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    /** The structure block, but for where in the strings block the names are. */
    private static byte[] structure(byte[] blob) {
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        int from = buffer.getInt(8);
        byte[] structure = Arrays.copyOfRange(blob, from, from + buffer.getInt(36));
        ByteBuffer words = ByteBuffer.wrap(structure);
        for (int at = 0; at + 12 <= structure.length; at += 4) {
            if (words.getInt(at) == 3) {
                words.putInt(at + 8, 0);
            }
        }
        return structure;
    }
}
