package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.S1;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.T2;
import static dev.framescope.testing.Asm.T3;
import static dev.framescope.testing.Asm.T6;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.memory.MmioDevice;
import dev.framescope.testing.Asm;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Random programs of RV64IMA, executed here and in QEMU: all registers and what was stored must be
 * the same in the end.
 */
class QemuComparisonTest {
    private static final long UART = 0x1000_0000L;
    private static final long FINISHER = 0x10_0000L;
    private static final int FINISHER_PASS = 0x5555;
    private static final int INSTRUCTIONS = 4000;
    private static final long AREA = Guest.DATA + 0x2000;
    private static final int AREA_BYTES = 0x2000;
    private static final long RESULTS = AREA + AREA_BYTES;

    private static final List<String> REGISTER =
            List.of(
                    "add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and", "addw",
                    "subw", "sllw", "srlw", "sraw", "mul", "mulh", "mulhsu", "mulhu", "div", "divu",
                    "rem", "remu", "mulw", "divw", "divuw", "remw", "remuw");
    private static final List<String> IMMEDIATE =
            List.of("addi", "slti", "sltiu", "xori", "ori", "andi", "addiw");
    private static final List<String> SHIFT = List.of("slli", "srli", "srai");
    private static final List<String> SHIFT_W = List.of("slliw", "srliw", "sraiw");
    private static final List<String> LOAD = List.of("lb", "lh", "lw", "ld", "lbu", "lhu", "lwu");
    private static final List<String> STORE = List.of("sb", "sh", "sw", "sd");
    private static final List<String> BRANCH = List.of("beq", "bne", "blt", "bge", "bltu", "bgeu");
    private static final List<String> ATOMIC =
            List.of(
                    "amoswap", "amoadd", "amoxor", "amoand", "amoor", "amomin", "amomax", "amominu",
                    "amomaxu");

    @TempDir private Path directory;

    @ParameterizedTest(name = "program {0}")
    @ValueSource(longs = {1, 2, 3})
    void bothComputeTheSame(long seed) throws IOException {
        byte[] program = program(new Random(seed));
        String expected = inQemu(program);
        assertEquals(32 * 17, expected.length(), expected);
        assertEquals(expected, here(program));
    }

    private String inQemu(byte[] program) throws IOException {
        Path file = Files.write(directory.resolve("program.bin"), program);
        List<String> command =
                List.of(
                        "qemu-system-riscv64",
                        "-M",
                        "virt",
                        "-display",
                        "none",
                        "-monitor",
                        "none",
                        "-serial",
                        "stdio",
                        "-bios",
                        file.toString());
        return Tool.run(directory, Duration.ofSeconds(30), command).orFail();
    }

    private static String here(byte[] program) {
        StringBuilder output = new StringBuilder();
        Guest guest = new Guest();
        guest.memory.map(UART, 0x100, writer(value -> output.append((char) value)));
        guest.memory.map(FINISHER, 0x1000, writer(value -> guest.hart.requestExit()));
        guest.write(Guest.CODE, program);
        assertEquals(
                RunEnd.EXIT_REQUESTED, guest.step(1_000_000), guest.hart.lastTrap().toString());
        return output.toString();
    }

    private interface Written {
        void value(int value);
    }

    private static MmioDevice writer(Written written) {
        return new MmioDevice() {
            @Override
            public long read(long offset, int bytes) {
                return 0;
            }

            @Override
            public void write(long offset, int bytes, long value) {
                written.value((int) value);
            }
        };
    }

    /** s0 points into the area; t6 is for addresses. */
    private static byte[] program(Random random) {
        Asm asm = new Asm(Guest.CODE);
        for (int register = 1; register < 32; register++) {
            asm.li(register, random.nextBoolean() ? random.nextLong() : random.nextInt(64) - 32);
        }
        asm.li(S0, AREA + AREA_BYTES / 2);
        for (int i = 0; i < INSTRUCTIONS; i++) {
            instruction(asm, random, i);
        }
        return report(asm).bytes();
    }

    private static String any(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    private static int source(Random random) {
        return random.nextInt(31);
    }

    private static int destination(Random random) {
        int register = random.nextInt(31);
        return register == S0 ? ZERO : register;
    }

    private static void instruction(Asm asm, Random random, int number) {
        int rd = destination(random);
        int rs1 = source(random);
        int rs2 = source(random);
        int immediate = random.nextInt(4096) - 2048;
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> asm.r(any(REGISTER, random), rd, rs1, rs2);
            case 4 -> asm.i(any(IMMEDIATE, random), rd, rs1, immediate);
            case 5 -> asm.i(any(SHIFT, random), rd, rs1, immediate & 63);
            case 6 -> asm.i(any(SHIFT_W, random), rd, rs1, immediate & 31);
            case 7 -> asm.load(any(LOAD, random), rd, immediate, S0);
            case 8 -> asm.store(any(STORE, random), rs2, immediate, S0);
            default -> branchOrAtomic(asm, random, number);
        }
    }

    private static void branchOrAtomic(Asm asm, Random random, int number) {
        int rd = destination(random);
        if (random.nextBoolean()) {
            String skip = "skip" + number;
            asm.branch(any(BRANCH, random), source(random), source(random), skip)
                    .r(any(REGISTER, random), rd, source(random), source(random))
                    .label(skip);
        } else {
            boolean word = random.nextBoolean();
            asm.addi(T6, S0, random.nextInt(512) * 8 - 2048 + (word ? 4 : 0))
                    .amo(any(ATOMIC, random) + (word ? ".w" : ".d"), rd, source(random), T6);
        }
    }

    /** Prints x0 to x30 and a sum over the area, 16 digits each, and switches the machine off. */
    private static Asm report(Asm asm) {
        asm.li(T6, RESULTS);
        for (int register = 0; register < 31; register++) {
            asm.sd(register, 8 * register, T6);
        }
        asm.li(T0, AREA).li(T1, 0).label("sum").ld(T2, 0, T0);
        asm.i("slli", T3, T1, 5).r("sub", T1, T3, T1).add(T1, T1, T2).addi(T0, T0, 8);
        asm.branch("bltu", T0, T6, "sum").sd(T1, 8 * 31, T6);
        asm.addi(S1, T6, 8 * 32).li(T3, UART).label("next").ld(A0, 0, T6).li(T0, 60);
        asm.label("digit").r("srl", T1, A0, T0).i("andi", T1, T1, 15).addi(T1, T1, '0');
        asm.i("slti", T2, T1, '9' + 1).bnez(T2, "decimal").addi(T1, T1, 'a' - '9' - 1);
        asm.label("decimal").store("sb", T1, 0, T3).addi(T0, T0, -4);
        asm.branch("bge", T0, ZERO, "digit").li(T1, '\n').store("sb", T1, 0, T3);
        asm.addi(T6, T6, 8).branch("bltu", T6, S1, "next");
        return asm.li(T0, FINISHER).li(T1, FINISHER_PASS).sw(T1, 0, T0).label("end").j("end");
    }
}
