package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.memory.MmioDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

class RunTest {
    private static final long DEVICE = 0x1000_0000L;

    private static Guest looping() {
        return Guest.running(asm -> asm.label("loop").addi(A0, A0, 1).addi(A0, A0, 1).j("loop"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 10, 99_999})
    void theBudgetIsMetExactly(long budget) {
        Guest guest = looping();
        assertEquals(RunEnd.BUDGET, guest.step(budget));
        assertEquals(budget, guest.hart.slots());
        assertEquals(budget, guest.hart.retired());
    }

    @Test
    void manySmallRunsAreOneLongRun() {
        Guest once = looping();
        once.step(1000);
        Guest often = looping();
        for (int i = 1; often.hart.slots() < 1000; i++) {
            often.step(Math.min(i, 1000 - often.hart.slots()));
        }
        assertEquals(once.x(A0), often.x(A0));
        assertEquals(once.hart.pc(), often.hart.pc());
    }

    @Test
    void aDeviceCanEndTheRunAfterTheInstructionThatTouchesIt() {
        Guest guest = Guest.running(asm -> asm.addi(A0, A0, 1).sw(A0, 0, A1).addi(A0, A0, 1));
        guest.memory.map(DEVICE, 8, exitOnWrite(guest));
        guest.hart.setX(A1, DEVICE);
        assertEquals(RunEnd.EXIT_REQUESTED, guest.step(100));
        assertEquals(1, guest.x(A0));
        assertEquals(2, guest.hart.retired());
        assertEquals(Guest.CODE + 8, guest.hart.pc());
        assertEquals(RunEnd.BUDGET, guest.step(1), "and it can go on");
        assertEquals(2, guest.x(A0));
    }

    private static MmioDevice exitOnWrite(Guest guest) {
        return new MmioDevice() {
            @Override
            public long read(long offset, int bytes) {
                return 0;
            }

            @Override
            public void write(long offset, int bytes, long value) {
                assertEquals(Guest.CODE + 4, guest.hart.pc(), "consistent within a device");
                assertEquals(1, guest.hart.slots());
                guest.hart.requestExit();
            }
        };
    }

    @Test
    void anInterruptThatADeviceRaisesIsTakenBeforeTheNextInstruction() {
        Guest guest = Guest.running(asm -> asm.lw(A0, 0, A1).addi(A0, A0, 1));
        guest.memory.map(
                DEVICE,
                8,
                new MmioDevice() {
                    @Override
                    public long read(long offset, int bytes) {
                        guest.hart.setInterrupt(Interrupt.MEI, true);
                        return 7;
                    }

                    @Override
                    public void write(long offset, int bytes, long value) {
                        throw new AssertionError("nobody writes");
                    }
                });
        guest.setCsr(Csr.MIE, -1);
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.hart.setX(A1, DEVICE);
        guest.step(2);
        assertEquals(7, guest.x(A0));
        assertEquals(Guest.CODE + 4, guest.lastTrap().epc());
    }

    /** HotSpot does not compile methods of more than 8,000 bytecodes. */
    @Test
    void theInterpretersLoopStaysSmallEnoughToBeCompiled() throws IOException {
        int longest = longestMethod(Interpreter.class);
        assertTrue(longest > 1000, "the loop was found: " + longest);
        assertTrue(longest < 6000, "bytecodes of the loop: " + longest);
    }

    /** Reads a class file (Java Virtual Machine Specification, 4) as far as the code lengths. */
    private static int longestMethod(Class<?> type) throws IOException {
        try (InputStream resource = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream in = new DataInputStream(resource)) {
            in.skipNBytes(8);
            int codeName = skipConstants(in);
            in.skipNBytes(6);
            in.skipNBytes(2L * in.readUnsignedShort());
            longestCode(in, codeName); // fields
            return longestCode(in, codeName);
        }
    }

    /** Returns the index of the name {@code Code}. */
    private static int skipConstants(DataInputStream in) throws IOException {
        int codeName = -1;
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> codeName = in.readUTF().equals("Code") ? i : codeName;
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("constant of tag " + tag);
            }
        }
        return codeName;
    }

    private static int longestCode(DataInputStream in, int codeName) throws IOException {
        int longest = 0;
        for (int members = in.readUnsignedShort(); members > 0; members--) {
            in.skipNBytes(6);
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                int name = in.readUnsignedShort();
                int length = in.readInt();
                if (name == codeName) {
                    in.skipNBytes(4);
                    longest = Math.max(longest, in.readInt());
                    in.skipNBytes(length - 8L);
                } else {
                    in.skipNBytes(length);
                }
            }
        }
        return longest;
    }
}
