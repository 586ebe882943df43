package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Access;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MemoryMapEntry;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looking changes nothing: every inspection there is, and every byte of state compared. */
class PurityTest {
    /** The sample kernel has paging on by then, and is in the middle of its work. */
    private static final long MID_BOOT = 12_000_000;

    private static final long PAGE = 4096;

    /** So much of a device's window is looked at: of the PLIC, contexts too. */
    private static final long DEVICE = 3 << 20;

    @Test
    void inspectionChangesNothing() throws Exception {
        MachineConfig config = MachineConfig.of(KernelFile.framesC()).withHarts(2);
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume(RunLimit.instructions(MID_BOOT));
            assertTrue(machine.awaitStop() instanceof StopReason.LimitReached);
            machine.console().input("typed, but not yet taken".getBytes());

            byte[] before = machine.inspect(PurityTest::state).get();
            machine.inspect(PurityTest::inspectEverything).get();
            byte[] after = machine.inspect(PurityTest::state).get();
            assertArrayEquals(before, after);

            machine.resume(RunLimit.instructions(1));
            machine.awaitStop();
            byte[] later = machine.inspect(PurityTest::state).get();
            assertNotEquals(Arrays.hashCode(before), Arrays.hashCode(later));
        }
    }

    private static byte[] state(Inspection inspection) {
        return ((LiveInspection) inspection).fullState();
    }

    private static Void inspectEverything(Inspection machine) {
        machine.instructions();
        machine.time();
        machine.placedBlobs();
        machine.stateHash();
        machine.snapshot();
        byte[] buffer = new byte[(int) PAGE];
        for (MemoryMapEntry entry : machine.memoryMap()) {
            long end = entry.base() + Math.min(entry.size(), 64L << 20);
            for (long paddr = entry.base(); paddr < end; paddr += PAGE) {
                machine.readPhysical(paddr, buffer, 0, buffer.length);
                if (entry.kind() == MemoryMapEntry.Kind.DEVICE && paddr < entry.base() + DEVICE) {
                    lookAtRegisters(machine, paddr);
                }
            }
        }
        machine.readPhysicalLong(0x80200000L);
        long satp = machine.hart(0).effectiveSatp();
        for (long vaddr = 0x7f000000L; vaddr < 0x89000000L; vaddr += PAGE) {
            machine.readSpace(satp, vaddr - 8, buffer, 0, 16);
        }
        assertEquals(0, machine.readPhysical(0x10000000L, buffer, 0, 8), "a device's registers");
        for (int hart = 0; hart < machine.hartCount(); hart++) {
            inspectEverything(machine.hart(hart));
        }
        return null;
    }

    private static void lookAtRegisters(Inspection machine, long paddr) {
        for (int offset = 0; offset < 0x40; offset++) {
            for (int bytes = 1; bytes <= 8; bytes *= 2) {
                machine.readDevice(paddr + offset, bytes);
            }
        }
    }

    private static void inspectEverything(HartInspection hart) {
        hart.id();
        hart.state();
        hart.privilege();
        hart.pc();
        hart.instructions();
        for (int register = 0; register < 32; register++) {
            hart.x(register);
            hart.f(register);
        }
        for (int csr = 0; csr < 4096; csr++) {
            hart.csr(csr);
        }
        hart.pteExtensions();
        long satp = hart.effectiveSatp();
        assertEquals(hart.id() == 0, satp != 0, "paging is on in hart 0");
        long root = hart.csr(0x180).orElseThrow();
        byte[] buffer = new byte[256];
        for (long vaddr = 0x7f000000L; vaddr < 0x89000000L; vaddr += PAGE) {
            for (Access access : Access.values()) {
                hart.translate(vaddr, access);
                hart.translate(root, vaddr, access);
            }
            hart.physicalAddress(vaddr);
            hart.physicalAddress(root, vaddr);
            hart.readVirtual(vaddr + PAGE - 128, buffer, 0, buffer.length);
        }
        for (int bit = 0; bit < 64; bit++) {
            hart.translate(1L << bit, Access.STORE);
            hart.readVirtual(-1L << bit, buffer, 0, buffer.length);
        }
    }

    @Test
    void theTestAboveKnowsEveryInspection() {
        assertEquals(
                Set.of(
                        "hart",
                        "hartCount",
                        "instructions",
                        "memoryMap",
                        "placedBlobs",
                        "readDevice",
                        "readPhysical",
                        "readPhysicalLong",
                        "readSpace",
                        "snapshot",
                        "stateHash",
                        "time"),
                methods(Inspection.class));
        assertEquals(
                Set.of(
                        "csr",
                        "effectiveSatp",
                        "f",
                        "id",
                        "instructions",
                        "pc",
                        "physicalAddress",
                        "privilege",
                        "pteExtensions",
                        "readVirtual",
                        "state",
                        "translate",
                        "x"),
                methods(HartInspection.class));
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
