package dev.framescope.machine.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The disassembler beside GNU objdump. */
class DisassemblerTest {
    private static final Pattern LINE =
            Pattern.compile("\\s*([0-9a-f]+):\\s+([0-9a-f]+)\\s+(\\S+)\\s*(\\S*)");

    /** Mnemonics that objdump also uses for the immediate forms. */
    private static final Set<String> WITHOUT_I =
            Set.of(
                    "add", "and", "or", "xor", "sll", "srl", "sra", "ror", "slt", "csrw", "csrs",
                    "csrc", "csrrw", "csrrs", "csrrc", "bclr", "bext", "binv", "bset");

    private static final Set<String> WORDS_WITHOUT_I =
            Set.of("addw", "sllw", "srlw", "sraw", "rorw");

    /** {@code c.addi16sp sp,0}: reserved, which objdump does not know. */
    private static final int RESERVED_ADDI16SP = 0x6101;

    @TempDir private Path directory;

    private record Line(long address, int bits, String text) {}

    /** What objdump 2.40 knows of our extensions: all but Zicond. */
    private static final String ARCHITECTURE =
            "rv64gc_zba_zbb_zbc_zbs_zawrs_zicbom_zicboz_zihintpause_svinval";

    private String run(String... command) {
        return Tool.run(directory, Duration.ofSeconds(30), List.of(command)).orFail();
    }

    /** Disassembles 32-bit instructions, by way of an object file that names the extensions. */
    private List<Line> objdump(IntStream words) throws IOException {
        String source =
                words.mapToObj(word -> ".insn 0x%x%n".formatted(word))
                        .collect(Collectors.joining());
        Path file = Files.writeString(directory.resolve("code.s"), source);
        Path object = directory.resolve("code.o");
        String march = "-march=" + ARCHITECTURE;
        run("riscv64-unknown-elf-as", march, file.toString(), "-o", object.toString());
        return lines(run("riscv64-unknown-elf-objdump", "-dz", object.toString()));
    }

    private List<Line> objdump(byte[] code) throws IOException {
        Path file = Files.write(directory.resolve("code.bin"), code);
        String name = file.toString();
        return lines(run("riscv64-unknown-elf-objdump", "-Dz", "-bbinary", "-mriscv:rv64", name));
    }

    private static List<Line> lines(String output) {
        List<Line> lines = new ArrayList<>();
        for (String line : output.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.lookingAt()) {
                long address = Long.parseLong(matcher.group(1), 16);
                int bits = (int) Long.parseLong(matcher.group(2), 16);
                lines.add(new Line(address, bits, asWeWrite(matcher.group(3), matcher.group(4))));
            }
        }
        return lines;
    }

    /**
     * The differences of style: we keep the {@code i} of immediate forms, and know mv in any form.
     */
    private static String asWeWrite(String mnemonic, String operands) {
        String name = mnemonic;
        boolean immediate = operands.matches(".*,(-?\\d+|0x[0-9a-f]+)");
        if (immediate && WITHOUT_I.contains(name)) {
            name += "i";
        } else if (immediate && name.equals("sltu")) {
            name = "sltiu";
        } else if (immediate && WORDS_WITHOUT_I.contains(name)) {
            name = name.substring(0, name.length() - 1) + "iw";
        } else if (name.equals("add") && operands.matches("\\w+,zero,\\w+")) {
            return "mv " + operands.replaceFirst(",zero", "");
        }
        if (name.equals("addi") && operands.endsWith(",0")) {
            return "mv " + operands.substring(0, operands.length() - 2);
        }
        return operands.isEmpty() ? name : name + " " + operands;
    }

    @Test
    void everyCompressedInstructionReadsAsInObjdump() throws IOException {
        ByteBuffer code = ByteBuffer.allocate(3 << 15).order(ByteOrder.LITTLE_ENDIAN);
        for (int half = 0; half <= 0xffff; half++) {
            if ((half & 3) != 3) {
                code.putShort((short) half);
            }
        }
        List<Line> lines = objdump(code.array());
        assertEquals(3 << 14, lines.size());
        int compared = 0;
        for (Line line : lines) {
            boolean none = line.bits == RESERVED_ADDI16SP;
            boolean hint = line.text.startsWith("c.");
            if (!hint) {
                String expected = none ? ".2byte 0x%x".formatted(line.bits) : line.text;
                String text = Disassembler.disassemble(line.address, line.bits);
                assertEquals(expected, text, () -> Integer.toHexString(line.bits));
                compared++;
            }
        }
        assertEquals(true, compared > 40_000, compared + " compared");
    }

    @Test
    void everyInstructionReadsAsInObjdump() throws IOException {
        Random random = new Random(7);
        int variants = 40;
        ByteBuffer code =
                ByteBuffer.allocate(InstructionTable.all().size() * variants * 4)
                        .order(ByteOrder.LITTLE_ENDIAN);
        IntStream.Builder words = IntStream.builder();
        for (Instruction row : InstructionTable.all()) {
            for (int i = 0; i < variants; i++) {
                int word = row.match() | operands(row, random) & ~row.mask();
                if (row.format() == Format.BRANCH || row.format() == Format.J) {
                    code.putInt(word); // objdump writes 0x before targets only in raw code
                } else if (row.extension() != Extension.ZICOND) {
                    words.add(word);
                }
            }
        }
        List<Line> lines = objdump(words.build());
        lines.addAll(objdump(Arrays.copyOf(code.array(), code.position())));
        assertEquals((InstructionTable.all().size() - 2) * variants, lines.size());
        for (Line line : lines) {
            String text = Disassembler.disassemble(line.address, line.bits);
            assertEquals(line.text, text, () -> Integer.toHexString(line.bits));
        }
    }

    /**
     * Random bits, half of the time with registers and immediates that make pseudo-instructions.
     */
    private static int operands(Instruction row, Random random) {
        int bits = random.nextInt();
        if (random.nextBoolean()) {
            bits &= ~(31 << 7 * random.nextInt(2));
        }
        if (random.nextBoolean()) {
            bits &= ~(31 << 15 + 5 * random.nextInt(2));
        }
        if (random.nextInt(4) == 0) {
            bits = bits & 0xf_ffff | new int[] {0, -1, 1, 255}[random.nextInt(4)] << 20;
        }
        return switch (row.format()) {
            case CSR, CSR_I -> bits & 0xf_ffff | knownCsr(random) << 20;
            case FENCE -> bits & 0x0ff0_0000; // objdump prints other fields as unknown bits
            case FLOAT_WIDEN, FLOAT_FROM_X_EXACT -> bits & ~(7 << 12); // objdump knows rne only
            case NONE -> 0;
            default -> bits;
        };
    }

    private static int knownCsr(Random random) {
        int[] numbers = {
            Csr.SSTATUS,
            Csr.SATP,
            Csr.STVAL,
            Csr.MSTATUS,
            Csr.MEDELEG,
            Csr.MCOUNTINHIBIT,
            Csr.TIME,
            Csr.CYCLE,
            Csr.INSTRET,
            Csr.MCYCLE,
            Csr.MHARTID,
            Csr.PMPCFG0,
            Csr.PMPADDR0 + 15,
            Csr.MHPMCOUNTER3,
            Csr.HPMCOUNTER31,
            Csr.TSELECT,
            Csr.TDATA3,
            Csr.MIP,
            0x7c0
        };
        return numbers[random.nextInt(numbers.length)];
    }

    @Test
    void whatIsNoInstructionIsWrittenAsData() {
        assertEquals("unimp", Disassembler.disassemble(0, 0));
        assertEquals("unimp", Disassembler.disassemble(0, 0xc000_1073));
        assertEquals(".4byte 0x18d00073", Disassembler.disassemble(0, 0x18d0_0073));
        assertEquals(".2byte 0x8000", Disassembler.disassemble(0, 0xffff_8000));
    }

    @Test
    void conditionalZeroingReadsAsInTheManual() {
        assertEquals("czero.eqz a0,a1,a2", Disassembler.disassemble(0, 0x0ec5_d533));
        assertEquals("czero.nez a0,a1,a2", Disassembler.disassemble(0, 0x0ec5_f533));
    }

    @Test
    void branchTargetsAreAbsolute() {
        assertEquals("j 0x80200010", Disassembler.disassemble(0x8020_0000L, 0x0100_006f));
        assertEquals(
                "beqz a0,0xffffffffc01ffffe",
                Disassembler.disassemble(0xffff_ffff_c020_0000L, 0xfe05_0fe3));
    }

    @Test
    void lengthComesFromTheLowestBits() {
        assertEquals(2, Disassembler.length(0x8082));
        assertEquals(4, Disassembler.length(0x0000_8067));
    }
}
