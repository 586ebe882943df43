package dev.framescope.machine.run;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.MemoryMapEntry;
import dev.framescope.machine.PlacedBlob;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.snapshot.MachineSnapshot;

import java.util.List;
import java.util.OptionalLong;

/** Reads and changes the live state, while the call lasts that it was made for. */
final class LiveInspection implements MachineControl {
    private final Hardware hardware;
    private final HartClocks clocks;
    private final StateHash stateHash;
    private final Snapshots snapshots;
    private final HartInspection[] harts;
    private final Thread owner = Thread.currentThread();
    private boolean closed;

    LiveInspection(Hardware hardware, HartClocks clocks, StateHash stateHash, Snapshots snapshots) {
        this.snapshots = snapshots;
        this.hardware = hardware;
        this.clocks = clocks;
        this.stateHash = stateHash;
        harts = new HartInspection[hardware.harts().size()];
    }

    /** Everything can be read again. */
    void open() {
        closed = false;
    }

    /** Nothing can be read any more. */
    void close() {
        closed = true;
    }

    /** Holds clients to the rule that live state is read within the call only. */
    void check() {
        if (closed || Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "an inspection is valid only on the machine thread, and only within the call"
                            + " that handed it out");
        }
    }

    @Override
    public long instructions() {
        check();
        return Goal.retired(hardware.harts());
    }

    @Override
    public long time() {
        check();
        return hardware.mtimeAt(clocks.latest());
    }

    @Override
    public int hartCount() {
        return harts.length;
    }

    @Override
    public HartInspection hart(int id) {
        check();
        if (harts[id] == null) {
            harts[id] = new LiveHart(this, hardware, hardware.harts().get(id));
        }
        return harts[id];
    }

    @Override
    public List<MemoryMapEntry> memoryMap() {
        check();
        return hardware.memoryMap();
    }

    @Override
    public List<PlacedBlob> placedBlobs() {
        check();
        return hardware.placedBlobs();
    }

    @Override
    public int readPhysical(long paddr, byte[] destination, int offset, int length) {
        check();
        return hardware.memory().read(paddr, destination, offset, length);
    }

    @Override
    public int readSpace(long satp, long vaddr, byte[] destination, int offset, int length) {
        return live(0).readVirtual(satp, vaddr, destination, offset, length);
    }

    @Override
    public OptionalLong readDevice(long paddr, int bytes) {
        check();
        return hardware.memory().peekDevice(paddr, bytes);
    }

    @Override
    public long stateHash() {
        check();
        return stateHash.compute();
    }

    @Override
    public MachineSnapshot snapshot() {
        check();
        return snapshots.take();
    }

    /** Every byte of state, and digests of what harts have cached: for the test of purity. */
    byte[] fullState() {
        check();
        return stateHash.fullState();
    }

    private Hart live(int hart) {
        check();
        return hardware.harts().get(hart);
    }

    @Override
    public void setPc(int hart, long pc) {
        live(hart).setPc(pc);
    }

    @Override
    public void setPrivilege(int hart, Privilege privilege) {
        live(hart).setPrivilege(privilege);
    }

    @Override
    public void setX(int hart, int register, long value) {
        if (register < 1 || register > 31) {
            throw new IllegalArgumentException("x" + register + " cannot be set");
        }
        live(hart).setX(register, value);
    }

    @Override
    public void setF(int hart, int register, long value) {
        live(hart).setF(register, value);
    }

    @Override
    public void setCsr(int hart, int number, long value) {
        live(hart).setCsr(number, value);
    }

    @Override
    public int writePhysical(long paddr, byte[] source, int offset, int length) {
        check();
        return hardware.memory().write(paddr, source, offset, length);
    }

    @Override
    public int writeVirtual(int hart, long vaddr, byte[] source, int offset, int length) {
        Hart writer = live(hart);
        return writer.writeVirtual(writer.effectiveSatp(), vaddr, source, offset, length);
    }

    @Override
    public int writeSpace(long satp, long vaddr, byte[] source, int offset, int length) {
        return live(0).writeVirtual(satp, vaddr, source, offset, length);
    }
}
