package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;
import dev.framescope.machine.memory.PhysicalMemory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Looks at memory as a hart sees it, and changes nothing: no A or D bit, no TLB entry. */
final class HartInspector {
    private static final String DENIED_BY_PMP =
            "physical memory protection (PMP) denies the access";

    private final Hart hart;
    private final PhysicalMemory memory;
    private final Csrs csrs;
    private final PteReader pageTables;
    private final PageWalk anyAccess = new PageWalk();

    HartInspector(Hart hart, PhysicalMemory memory, Csrs csrs) {
        this.hart = hart;
        this.memory = memory;
        this.csrs = csrs;
        pageTables = new PteMemory(memory, csrs.pmp());
    }

    /** See {@link Hart#translate(long, Access)}. */
    Translation translate(long vaddr, Access access) {
        Privilege privilege =
                access == Access.FETCH ? hart.privilege() : csrs.dataPrivilege(hart.privilege());
        long satp = privilege == Privilege.MACHINE ? 0 : csrs.satp();
        return translate(satp, vaddr, access, privilege, csrs.mstatus());
    }

    /** See {@link Hart#translate(long, long, Access)}. */
    Translation translate(long satp, long vaddr, Access access) {
        return translate(satp, vaddr, access, Privilege.SUPERVISOR, Status.SUM);
    }

    private Translation translate(
            long satp, long vaddr, Access access, Privilege privilege, long status) {
        int levels = SatpMode.levels(satp);
        if (SatpMode.of(satp) == SatpMode.BARE) {
            boolean allowed = csrs.pmp().allows(vaddr, 1, access, privilege);
            return new Translation(
                    vaddr,
                    0,
                    List.of(),
                    allowed ? OptionalLong.of(vaddr) : OptionalLong.empty(),
                    0,
                    allowed ? "" : DENIED_BY_PMP);
        }
        if (levels == 0) {
            String fault =
                    "satp has mode "
                            + SatpMode.of(satp)
                            + ", which is reserved: there are Bare (0), Sv39 (8), Sv48 (9) and"
                            + " Sv57 (10)";
            return new Translation(vaddr, satp, List.of(), OptionalLong.empty(), 0, fault);
        }
        PageWalk walk = new PageWalk();
        boolean user = privilege == Privilege.USER;
        WalkFault wrong = walk(walk, satp, vaddr, access, user, status);
        if (wrong == WalkFault.NONE && !csrs.environment().updatesAccessedDirty()) {
            wrong = walk.accessedDirty(access);
        }
        String fault = wrong.text();
        if (wrong == WalkFault.NONE && !csrs.pmp().allows(walk.paddr(), 1, access, privilege)) {
            fault = DENIED_BY_PMP;
        }
        boolean leads = fault.isEmpty();
        return new Translation(
                vaddr,
                satp,
                steps(walk, vaddr, levels),
                leads ? OptionalLong.of(walk.paddr()) : OptionalLong.empty(),
                leads ? walk.pageSize() : 0,
                fault);
    }

    private WalkFault walk(
            PageWalk walk, long satp, long vaddr, Access access, boolean user, long status) {
        long extensions = csrs.environment().pteExtensions();
        return walk.walk(pageTables, satp, vaddr, access, user, status, extensions);
    }

    private static List<Translation.Step> steps(PageWalk walk, long vaddr, int levels) {
        List<Translation.Step> steps = new ArrayList<>();
        for (int i = 0; i < walk.steps(); i++) {
            int level = levels - 1 - i;
            steps.add(
                    new Translation.Step(
                            level, Sv39.vpn(vaddr, level), walk.pteAddress(i), walk.pte(i)));
        }
        return steps;
    }

    /** See {@link Hart#physicalAddress}; -1 if nowhere. */
    long physicalAddress(long satp, long vaddr) {
        if (SatpMode.of(satp) == SatpMode.BARE) {
            return vaddr;
        }
        if (!SatpMode.translates(satp)) {
            return -1;
        }
        walk(anyAccess, satp, vaddr, Access.LOAD, false, Status.SUM | Status.MXR);
        return anyAccess.leafFound() ? anyAccess.paddr() : -1;
    }

    /** See {@link Hart#visitMapping}. */
    void visitMapping(long satp, long vaddr, long bytes, MappingVisitor visitor) {
        if (SatpMode.of(satp) == SatpMode.BARE) {
            visitor.mapped(vaddr, vaddr, bytes);
            return;
        }
        PageWalk walk = new PageWalk();
        long covered;
        for (long done = 0; done != bytes && SatpMode.translates(satp); done += covered) {
            long at = vaddr + done;
            walk(walk, satp, at, Access.LOAD, false, Status.SUM | Status.MXR);
            for (int step = 0; step < walk.steps(); step++) {
                visitor.entry(walk.pteAddress(step));
            }
            if (walk.steps() == 0) {
                return; // not canonical, or there is no root
            }
            int level = SatpMode.levels(satp) - walk.steps();
            long size = walk.leafFound() ? walk.pageSize() : Sv39.pageSize(level);
            covered = Math.min(bytes - done, size - (at & size - 1));
            if (walk.leafFound()) {
                visitor.mapped(at, walk.paddr(), covered);
            }
        }
    }

    /** See {@link Hart#readVirtual}. */
    int readVirtual(long satp, long vaddr, byte[] destination, int offset, int length) {
        return copy(
                satp,
                vaddr,
                length,
                (paddr, done, part) -> memory.read(paddr, destination, offset + done, part));
    }

    /** See {@link Hart#writeVirtual}. */
    int writeVirtual(long satp, long vaddr, byte[] source, int offset, int length) {
        return copy(
                satp,
                vaddr,
                length,
                (paddr, done, part) -> memory.write(paddr, source, offset + done, part));
    }

    private interface PartCopy {
        int copy(long paddr, int done, int part);
    }

    private int copy(long satp, long vaddr, int length, PartCopy copy) {
        int done = 0;
        while (done < length) {
            long from = vaddr + done;
            long paddr = physicalAddress(satp, from);
            int inPage = (int) (Sv39.PAGE_BYTES - (from & ~Sv39.PAGE_MASK));
            int part = Math.min(length - done, inPage);
            int copied = paddr == -1 ? 0 : copy.copy(paddr, done, part);
            done += copied;
            if (copied < part) {
                break;
            }
        }
        return done;
    }
}
