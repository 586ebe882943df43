package dev.framescope.ide.ui;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.S1;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.T2;

import dev.framescope.testing.Asm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A guest that greets and then echoes what it receives on the serial line, without interrupts. It
 * understands two keys: {@link #END} and {@link #FLOOD}.
 */
final class EchoGuest {
    /** Switches the machine off with {@link #EXIT_CODE}. */
    static final char END = '!';

    /** Prints the greeting forever. */
    static final char FLOOD = '*';

    static final int EXIT_CODE = 3;

    /** Four spaces on red come first. */
    static final String GREETING = "\033[41m    \033[0m echo guest\n";

    private static final long ENTRY = 0x8020_0000L;
    private static final long TEXT = ENTRY + 0x100;
    private static final long UART = 0x1000_0000L;
    private static final int LINE_STATUS = 5;
    private static final int DATA_READY = 1;
    private static final long TEST_FINISHER = 0x10_0000L;
    private static final int FAIL = 0x3333;

    private static final int ELF_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final short EXECUTABLE = 2;
    private static final short RISC_V = 243;

    private EchoGuest() {}

    /** Writes it as an ELF file. */
    static void write(Path file) throws IOException {
        byte[] code = code();
        ByteBuffer elf =
                ByteBuffer.allocate(ELF_HEADER + PROGRAM_HEADER + code.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort(EXECUTABLE).putShort(RISC_V).putInt(1);
        elf.putLong(ENTRY).putLong(ELF_HEADER).putLong(0).putInt(0);
        elf.putShort((short) ELF_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
        elf.position(ELF_HEADER);
        elf.putInt(1).putInt(5).putLong(ELF_HEADER + PROGRAM_HEADER);
        elf.putLong(ENTRY).putLong(ENTRY).putLong(code.length).putLong(code.length).putLong(4);
        elf.put(code);
        Files.write(file, elf.array());
    }

    private static byte[] code() {
        Asm asm = new Asm(ENTRY);
        asm.li(S0, UART).li(S1, 0);
        asm.label("greet").li(A0, TEXT);
        asm.label("next").load("lbu", T0, 0, A0).beqz(T0, "greeted");
        asm.store("sb", T0, 0, S0).addi(A0, A0, 1).j("next");
        asm.label("greeted").bnez(S1, "greet");
        asm.label("echo").load("lbu", T0, LINE_STATUS, S0);
        asm.i("andi", T0, T0, DATA_READY).beqz(T0, "echo");
        asm.load("lbu", T1, 0, S0);
        asm.li(T2, END).branch("beq", T1, T2, "end");
        asm.li(T2, FLOOD).branch("beq", T1, T2, "flood");
        asm.store("sb", T1, 0, S0).j("echo");
        asm.label("flood").li(S1, 1).j("greet");
        asm.label("end").li(A0, TEST_FINISHER).li(A1, EXIT_CODE << 16 | FAIL).sw(A1, 0, A0);
        asm.label("off").j("off");
        byte[] code = asm.org(TEXT).bytes();
        byte[] text = (GREETING + '\0').getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(code, code.length + text.length);
        System.arraycopy(text, 0, all, code.length, text.length);
        return all;
    }
}
