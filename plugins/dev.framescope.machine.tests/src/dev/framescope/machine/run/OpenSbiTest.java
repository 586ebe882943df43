package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Real firmware on the bare board, as the measure of the board and of the built-in firmware. */
@Timeout(120)
class OpenSbiTest {
    private static final Path FIRMWARE =
            Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");

    private static final long FIRMWARE_ENTRY = 0x80000000L;
    private static final long KERNEL_ENTRY = 0x80200000L;
    private static final int SATP = 0x180;

    /** What a kernel could depend on, by CSR number; mie and mtvec are the firmware's own. */
    private static final int[] ENTRY_STATE = {
        0x100, // sstatus
        0x104, // sie
        0x105, // stvec
        0x106, // scounteren
        0x144, // sip
        SATP, 0x300, // mstatus
        0x303, // mideleg
        0x306, // mcounteren
        0x3a0, // pmpcfg0
        0x3b0, // pmpaddr0
        0x3b1, // pmpaddr1
        0x3b2, // pmpaddr2
    };

    private static MachineConfig openSbi() {
        if (!Files.exists(FIRMWARE)) {
            throw new AssertionError(
                    FIRMWARE + " is needed by this test: install Debian's package opensbi");
        }
        List<LoadSegment> segments = new ArrayList<>(KernelFile.load(FIRMWARE).segments());
        segments.addAll(KernelFile.framesC().segments());
        return MachineConfig.of(new LoadImage("fw_jump.elf", FIRMWARE_ENTRY, segments))
                .withFirmware(Firmware.NONE);
    }

    @Test
    void openSbiFindsItsDevicesAndStartsTheKernel() throws Exception {
        try (Machine machine = VirtMachine.create(openSbi())) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.addCodePoint(CodeLocation.at(KERNEL_ENTRY), CodeHandler.STOP);
            machine.resume(RunLimit.instructions(20_000_000));
            assertInstanceOf(StopReason.CodePointReached.class, machine.awaitStop());
            for (String line :
                    List.of(
                            "Platform Name             : riscv-virtio,qemu",
                            "Platform IPI Device       : aclint-mswi",
                            "Platform Timer Device     : aclint-mtimer @ 10000000Hz",
                            "Platform Console Device   : uart8250",
                            "Platform Shutdown Device  : sifive_test",
                            "Boot HART Base ISA        : rv64imafdc",
                            "Boot HART ISA Extensions  : time,sstc",
                            "Boot HART PMP Count       : 16")) {
                assertTrue(output.text().contains(line), output.text());
            }
        }
    }

    @Test
    void kernelEntersInTheSameStateFromOpenSbiAndFromTheBuiltInFirmware() throws Exception {
        Map<String, Long> expected = entryState(openSbi());
        Map<String, Long> actual = entryState(MachineConfig.of(KernelFile.framesC()));
        assertEquals(expected, actual);
    }

    private static Map<String, Long> entryState(MachineConfig config) throws Exception {
        try (Machine machine = VirtMachine.create(config)) {
            machine.addCodePoint(CodeLocation.at(KERNEL_ENTRY), CodeHandler.STOP);
            machine.resume();
            machine.awaitStop();
            return machine.inspect(inspection -> entryState(inspection.hart(0))).get();
        }
    }

    private static Map<String, Long> entryState(HartInspection hart) {
        Map<String, Long> state = new TreeMap<>();
        state.put("privilege", (long) hart.privilege().bits());
        state.put("pc", hart.pc());
        state.put("a0", hart.x(10));
        for (int csr : ENTRY_STATE) {
            state.put("csr 0x%x".formatted(csr), hart.csr(csr).orElse(-1));
        }
        return state;
    }
}
