package dev.framescope.machine.run;

import dev.framescope.machine.Access;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;
import dev.framescope.machine.hart.Hart;

import java.util.OptionalLong;

/** Reads one live hart, as long as its machine's inspection is valid. */
final class LiveHart implements HartInspection {
    private final LiveInspection machine;
    private final Hardware hardware;
    private final Hart hart;

    LiveHart(LiveInspection machine, Hardware hardware, Hart hart) {
        this.machine = machine;
        this.hardware = hardware;
        this.hart = hart;
    }

    private Hart live() {
        machine.check();
        return hart;
    }

    @Override
    public int id() {
        return hart.id();
    }

    @Override
    public HartState state() {
        return hardware.state(live().id());
    }

    @Override
    public Privilege privilege() {
        return live().privilege();
    }

    @Override
    public long pc() {
        return live().pc();
    }

    @Override
    public long x(int register) {
        return live().x(register);
    }

    @Override
    public long f(int register) {
        return live().f(register);
    }

    @Override
    public OptionalLong csr(int number) {
        return live().csr(number);
    }

    @Override
    public long instructions() {
        return live().retired();
    }

    @Override
    public long effectiveSatp() {
        return live().effectiveSatp();
    }

    @Override
    public long pteExtensions() {
        return live().pteExtensions();
    }

    @Override
    public Translation translate(long vaddr, Access access) {
        return live().translate(vaddr, access);
    }

    @Override
    public Translation translate(long satp, long vaddr, Access access) {
        return live().translate(satp, vaddr, access);
    }

    @Override
    public OptionalLong physicalAddress(long vaddr) {
        return physicalAddress(live().effectiveSatp(), vaddr);
    }

    @Override
    public OptionalLong physicalAddress(long satp, long vaddr) {
        long paddr = live().physicalAddress(satp, vaddr);
        return paddr == -1 ? OptionalLong.empty() : OptionalLong.of(paddr);
    }

    @Override
    public int readVirtual(long vaddr, byte[] destination, int offset, int length) {
        Hart reader = live();
        return reader.readVirtual(reader.effectiveSatp(), vaddr, destination, offset, length);
    }
}
