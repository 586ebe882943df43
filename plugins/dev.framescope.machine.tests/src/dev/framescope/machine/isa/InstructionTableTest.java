package dev.framescope.machine.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class InstructionTableTest {
    @Test
    void everyCodeHasOneRowExceptNoneAndIllegal() {
        List<Integer> codes = InstructionTable.all().stream().map(Instruction::op).toList();
        assertEquals(IntStream.range(Op.LUI, Op.ILLEGAL).boxed().toList(), codes);
        for (int op : codes) {
            assertEquals(op, InstructionTable.of(op).op());
        }
        assertThrows(IllegalArgumentException.class, () -> InstructionTable.of(Op.NONE));
        assertThrows(IllegalArgumentException.class, () -> InstructionTable.of(Op.ILLEGAL));
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        for (Instruction row : InstructionTable.all()) {
            assertTrue(names.add(row.name()), row.name());
        }
    }

    @Test
    void noTwoRowsMatchTheSameBits() {
        for (Instruction one : InstructionTable.all()) {
            for (Instruction other : InstructionTable.all()) {
                int common = one.mask() & other.mask();
                if (one != other) {
                    assertNotEquals(
                            one.match() & common,
                            other.match() & common,
                            one.name() + " and " + other.name());
                }
            }
        }
    }

    @Test
    void everyRowIsFoundWhateverItsOperandsAre() {
        Random random = new Random(1);
        for (Instruction row : InstructionTable.all()) {
            for (int i = 0; i < 100; i++) {
                int word = row.match() | random.nextInt() & ~row.mask();
                assertSame(row, InstructionTable.find(word), row.name());
            }
        }
    }

    @Test
    void whatIsNotAnInstructionIsNotFound() {
        assertNull(InstructionTable.find(0), "all zeros");
        assertNull(InstructionTable.find(-1), "all ones");
        assertNull(InstructionTable.find(0x0000_2067), "jalr with funct3 2");
        assertNull(InstructionTable.find(0x0205_551b), "srliw by 32");
        assertNull(InstructionTable.find(0x1010_252f), "lr.w with rs2");
        assertNull(InstructionTable.find(0x0400_0053), "fadd.h");
        assertNull(InstructionTable.find(0x0000_4007), "flq");
    }
}
