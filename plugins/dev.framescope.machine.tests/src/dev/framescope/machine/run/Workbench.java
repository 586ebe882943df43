package dev.framescope.machine.run;

import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchHandler;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.testing.Asm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A machine with a short program at {@link Guest#BARE}, where hart 0 stands, that a test sets up
 * from outside and looks at. All memory is open to S-mode and U-mode.
 */
final class Workbench implements AutoCloseable {
    static final long DATA = Guest.BARE + 0x1_0000;

    /** The root of the page tables that {@link #map} builds; the others follow. */
    static final long ROOT = Guest.BARE + 0x10_0000;

    static final int R = 1 << 1;
    static final int W = 1 << 2;
    static final int X = 1 << 3;
    static final int U = 1 << 4;
    static final int A = 1 << 6;
    static final int D = 1 << 7;
    static final int SATP = 0x180;
    static final int STVEC = 0x105;
    static final int MTVEC = 0x305;
    private static final int PMPCFG0 = 0x3a0;
    private static final int PMPADDR0 = 0x3b0;

    final Machine machine;
    private long nextTable = ROOT + 0x10_0000;

    Workbench(Consumer<Asm> program) throws Exception {
        this(Guest.bare(program));
    }

    Workbench(MachineConfig config) throws Exception {
        machine = create(config);
        long entry = config.kernel().entry();
        for (int hart = 0; hart < config.harts(); hart++) {
            int id = hart;
            machine.control(
                            control -> {
                                control.setPc(id, entry);
                                control.setCsr(id, PMPADDR0, -1);
                                control.setCsr(id, PMPCFG0, 0x1f);
                                return null;
                            })
                    .get();
        }
    }

    private static Machine create(MachineConfig config) throws MachineException {
        return VirtMachine.create(config);
    }

    @Override
    public void close() {
        machine.close();
    }

    /** Collects what a range's watchpoint is told of, and never stops. */
    List<WatchAccess> observe(WatchRange range) {
        List<WatchAccess> seen = new ArrayList<>();
        machine.addWatchpoint(range, (access, inspection) -> !seen.add(access));
        return seen;
    }

    void stopAt(WatchRange range) {
        machine.addWatchpoint(range, WatchHandler.STOP);
    }

    StopReason run(long instructions) throws InterruptedException {
        machine.resume(RunLimit.instructions(instructions));
        return machine.awaitStop();
    }

    StopReason step() throws InterruptedException {
        machine.step(0, 1);
        return machine.awaitStop();
    }

    long x(int register) throws Exception {
        return machine.inspect(inspection -> inspection.hart(0).x(register)).get();
    }

    long pc() throws Exception {
        return machine.inspect(inspection -> inspection.hart(0).pc()).get();
    }

    long load(long paddr) throws Exception {
        return machine.inspect(inspection -> inspection.readPhysicalLong(paddr)).get();
    }

    void store(long paddr, long value) throws Exception {
        byte[] bytes = new byte[8];
        LittleEndian.set(bytes, 0, 8, value);
        machine.control(control -> control.writePhysical(paddr, bytes, 0, 8)).get();
    }

    void setX(int register, long value) throws Exception {
        machine.control(
                        control -> {
                            control.setX(0, register, value);
                            return null;
                        })
                .get();
    }

    /** Puts hart 0 into S-mode or U-mode under some page tables. */
    void enter(Privilege privilege, long satp) throws Exception {
        machine.control(
                        control -> {
                            control.setCsr(0, SATP, satp);
                            control.setPrivilege(0, privilege);
                            return null;
                        })
                .get();
    }

    static long sv39(long root) {
        return 8L << 60 | root >>> 12;
    }

    static long pte(long paddr, long flags) {
        return paddr >>> 12 << 10 | flags | 1;
    }

    /** Maps a page of 4 KiB; flags beside V. */
    void map(long root, long vaddr, long paddr, long flags) throws Exception {
        store(pteAddress(root, vaddr), pte(paddr, flags));
    }

    /** Where the last page-table entry of an address is, with the tables above it made. */
    long pteAddress(long root, long vaddr) throws Exception {
        long table = root;
        for (int level = 2; level > 0; level--) {
            long address = table + (vaddr >>> 12 + 9 * level & 511) * 8;
            if (load(address) == 0) {
                store(address, pte(nextTable, 0));
                nextTable += 0x1000;
            }
            table = load(address) >>> 10 << 12;
        }
        return table + (vaddr >>> 12 & 511) * 8;
    }
}
