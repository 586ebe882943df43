package dev.framescope.machine.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class DecoderTest {
    private static int word(Asm asm) {
        return ByteBuffer.wrap(asm.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static Asm asm() {
        return new Asm(0);
    }

    private static int field(long decoded, int shift, int mask) {
        return (int) (decoded >>> shift) & mask;
    }

    private static void assertDecodes(
            int op, int halfwords, int rd, int rs1, int rs2, int immediate, long decoded) {
        assertEquals(op, field(decoded, 0, Decoder.OP_MASK), "op");
        assertEquals(halfwords, field(decoded, Decoder.LENGTH_SHIFT, Decoder.LENGTH_MASK));
        assertEquals(rd, field(decoded, Decoder.RD_SHIFT, Decoder.RD_MASK), "rd");
        assertEquals(rs1, field(decoded, Decoder.RS1_SHIFT, Decoder.REGISTER_MASK), "rs1");
        assertEquals(rs2, field(decoded, Decoder.RS2_SHIFT, Decoder.REGISTER_MASK), "rs2");
        assertEquals(immediate, (int) (decoded >> Decoder.IMMEDIATE_SHIFT), "immediate");
    }

    @Test
    void registersAndImmediatesAreTakenApart() {
        long add = Decoder.decode(word(asm().add(Asm.A0, Asm.A1, Asm.T6)));
        assertDecodes(Op.ADD, 2, 10, 11, 31, 0, add);
        long addi = Decoder.decode(word(asm().addi(Asm.T6, Asm.SP, -2048)));
        assertEquals(-2048, addi >> Decoder.IMMEDIATE_SHIFT);
        long lui = Decoder.decode(word(asm().lui(Asm.A0, 0x80000)));
        assertEquals(Integer.MIN_VALUE, lui >> Decoder.IMMEDIATE_SHIFT);
        long srai = Decoder.decode(word(asm().i("srai", Asm.A0, Asm.A0, 63)));
        assertEquals(63, srai >> Decoder.IMMEDIATE_SHIFT);
    }

    @Test
    void aWriteToTheZeroRegisterGoesNowhere() {
        long nop = Decoder.decode(word(asm().nop()));
        assertEquals(Decoder.NO_REGISTER, field(nop, Decoder.RD_SHIFT, Decoder.RD_MASK));
    }

    @Test
    void storesAndBranchesWriteNoRegister() {
        long sd = Decoder.decode(word(asm().sd(Asm.A0, -8, Asm.SP)));
        assertDecodes(Op.SD, 2, Decoder.NO_REGISTER, 2, 10, -8, sd);
        Asm back = asm().label("back").org(0xff8).branch("bne", Asm.A0, Asm.A1, "back");
        int bne = ByteBuffer.wrap(back.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt(0xff8);
        assertDecodes(Op.BNE, 2, Decoder.NO_REGISTER, 10, 11, -0xff8, Decoder.decode(bne));
    }

    @Test
    void compressedInstructionsDecodeAsWhatTheyStandFor() {
        assertDecodes(Op.ADDI, 1, 10, 0, 5, 5, Decoder.decode(0x4515)); // c.li a0,5
        assertDecodes(Op.JALR, 1, Decoder.NO_REGISTER, 1, 0, 0, Decoder.decode(0x8082)); // ret
    }

    @Test
    void systemAndIllegalInstructionsKeepTheirBits() {
        int csrrw = word(asm().csr("csrrw", Asm.A0, Csr.MSTATUS, Asm.A1));
        assertEquals(csrrw, (int) (Decoder.decode(csrrw) >> Decoder.IMMEDIATE_SHIFT));
        assertDecodes(Op.ILLEGAL, 2, 32, 0, 0, -1, Decoder.decode(-1));
        assertDecodes(Op.ILLEGAL, 1, 32, 0, 0, 0x8000, Decoder.decode(0xdead_8000)); // reserved
    }
}
