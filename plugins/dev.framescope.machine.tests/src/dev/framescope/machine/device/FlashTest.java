package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is expected here was read from QEMU's flash by its test interface. */
class FlashTest {
    private static final int SIZE = 32 << 20;
    private static final int SECTOR = 256 << 10;
    private static final long READY = 0x800080;

    private final Flash flash = new Flash(SIZE);

    private long word(long offset) {
        return flash.read(offset, 4);
    }

    private void command(int command) {
        flash.write(0, 4, command | command << 16);
    }

    private void program(long offset, int bytes, long value) {
        command(0x40);
        flash.write(offset, bytes, value);
        command(0xff);
    }

    @Test
    void isBlankAtPowerOn() {
        assertEquals(0, flash.read(0, 8));
        assertEquals(0, flash.read(SIZE - 8, 8));
    }

    @Test
    void identifiesItself() {
        command(0x90);
        assertEquals(0x890089, word(0));
        assertEquals(0x180018, word(4));
        command(0xff);
        assertEquals(0, word(0));
    }

    @Test
    void answersTheCommonFlashInterfaceQuery() {
        command(0x98);
        assertEquals(0x510051, word(0x40));
        assertEquals(0x520052, word(0x44));
        assertEquals(0x590059, word(0x48));
        assertEquals(0x51, flash.read(0x40, 2));
        assertEquals(0x51, flash.read(0x43, 1));
        assertEquals(0x0052_0052_0051_0051L, flash.read(0x40, 8));
        assertEquals(0x180018, word(4 * 0x27), "16 MiB a chip");
        assertEquals(0x7f007f, word(4 * 0x2d), "128 sectors");
        assertEquals(0x020002, word(4 * 0x30), "of 128 KiB a chip");
        assertEquals(0x500050, word(4 * 0x31), "Intel's own table");
        assertEquals(0x010001, word(4 * 0x3f));
        assertEquals(0, word(0x1040), "far behind the table");
    }

    @Test
    void takesWhatIsProgrammed() {
        command(0x40);
        flash.write(8, 4, 0x12345678);
        assertEquals(READY, word(8), "status until told otherwise");
        command(0xff);
        assertEquals(0x12345678, word(8));
        program(18, 2, 0x1234);
        assertEquals(0x12340000, word(16));
    }

    @Test
    void erasesOneSector() {
        program(SECTOR, 4, 5);
        command(0x20);
        flash.write(0, 4, 0xd000d0);
        assertEquals(READY, word(0));
        command(0xff);
        assertEquals(0xffff_ffffL, word(0));
        assertEquals(0xffff_ffffL, word(SECTOR - 4));
        assertEquals(5, word(SECTOR));
    }

    @Test
    void erasesNothingWithoutConfirmation() {
        program(8, 4, 5);
        command(0x20);
        flash.write(8, 4, 0x12);
        assertEquals(5, word(8));
    }

    @Test
    void programsABufferWhenItIsConfirmed() {
        command(0xe8);
        assertEquals(READY, word(0));
        flash.write(0, 4, 1);
        flash.write(32, 4, 1);
        flash.write(36, 4, 2);
        command(0xd0);
        command(0xff);
        assertEquals(0x2_0000_0001L, flash.read(32, 8));
    }

    @Test
    void forgetsABufferThatIsNotConfirmed() {
        command(0xe8);
        flash.write(0, 4, 0);
        flash.write(32, 4, 1);
        command(0x12);
        assertEquals(0, word(32));
        command(0xe8);
        flash.write(0, 4, 0xffff);
        assertEquals(0, word(0), "no buffer is that large");
    }

    @Test
    void clearsItsStatus() {
        program(8, 4, 0);
        command(0x70);
        assertEquals(READY, word(0));
        command(0x50);
        command(0x70);
        assertEquals(0, word(0));
    }

    @Test
    void keepsItsContentOverAReset() {
        program(8, 4, 5);
        command(0x90);
        flash.reset();
        assertEquals(5, word(8));
    }
}
