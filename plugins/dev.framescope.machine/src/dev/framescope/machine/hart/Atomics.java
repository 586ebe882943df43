package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.memory.PhysicalMemory;

/**
 * The A extension. One hart runs at a time, so that nothing comes between the parts of an AMO; a
 * reservation must outlive the others' slices, though: while this hart does not run, the page is
 * watched.
 */
final class Atomics {
    private static final long NO_RESERVATION = -1;

    private final Hart hart;
    private final Mmu mmu;
    private final MemoryPort port;
    private final PhysicalMemory memory;
    private final Fault fault;

    /** The physical address that was load-reserved, or {@link #NO_RESERVATION}. */
    private long reservation = NO_RESERVATION;

    private int reservedBytes;

    Atomics(Hart hart, Mmu mmu, MemoryPort port, PhysicalMemory memory, Fault fault) {
        this.hart = hart;
        this.mmu = mmu;
        this.port = port;
        this.memory = memory;
        this.fault = fault;
    }

    long reservation() {
        return reservation;
    }

    int reservedBytes() {
        return reservedBytes;
    }

    void setReservation(long paddr, int bytes) {
        reservation = paddr;
        reservedBytes = bytes;
    }

    void clearReservation() {
        reservation = NO_RESERVATION;
    }

    /** Called when this hart's slice ends. */
    void othersMayRun() {
        if (reservation != NO_RESERVATION) {
            memory.watchReservation(reservation);
        }
    }

    /** Somebody stored; see {@link dev.framescope.machine.memory.PageWatcher}. */
    boolean reservedAfterStore(long paddr, int bytes) {
        if (reservation == NO_RESERVATION) {
            return false;
        }
        if (!port.storing() && paddr + bytes > reservation && paddr < reservation + reservedBytes) {
            clearReservation();
            return false;
        }
        return (paddr & Sv39.PAGE_MASK) == (reservation & Sv39.PAGE_MASK);
    }

    /** Executes a decoded instruction of the A extension. */
    void execute(long instruction) throws Fault {
        int fields = (int) instruction;
        int op = fields & Decoder.OP_MASK;
        int rd = fields >>> Decoder.RD_SHIFT & Decoder.RD_MASK;
        long vaddr = hart.x(fields >>> Decoder.RS1_SHIFT & Decoder.REGISTER_MASK);
        long operand = hart.x(fields >>> Decoder.RS2_SHIFT & Decoder.REGISTER_MASK);
        boolean word = op < Op.LR_D;
        int bytes = word ? 4 : 8;
        int kind = word ? op : op - Op.LR_D + Op.LR_W;
        if ((vaddr & bytes - 1) != 0) {
            throw fault.of(kind == Op.LR_W ? Cause.LOAD_MISALIGNED : Cause.STORE_MISALIGNED, vaddr);
        }
        long result =
                switch (kind) {
                    case Op.LR_W -> loadReserved(vaddr, bytes);
                    case Op.SC_W -> storeConditional(vaddr, bytes, operand);
                    default -> readModifyWrite(kind, vaddr, bytes, operand);
                };
        hart.write(rd, result);
    }

    private long loadReserved(long vaddr, int bytes) throws Fault {
        long paddr = mmu.translate(vaddr, bytes, Access.LOAD);
        long value = port.load(paddr, bytes, vaddr);
        setReservation(paddr, bytes);
        return extend(value, bytes);
    }

    /** Returns 0 if it stored. */
    private long storeConditional(long vaddr, int bytes, long value) throws Fault {
        long paddr = mmu.translate(vaddr, bytes, Access.STORE);
        boolean reserved = reservation == paddr && reservedBytes == bytes;
        clearReservation();
        if (reserved) {
            port.store(paddr, bytes, value, vaddr);
        }
        return reserved ? 0 : 1;
    }

    private long readModifyWrite(int kind, long vaddr, int bytes, long operand) throws Fault {
        long paddr = mmu.translate(vaddr, bytes, Access.STORE);
        if (!memory.isMemory(paddr, bytes)) { // devices support no AMO
            throw fault.of(Cause.accessFault(Access.STORE), vaddr);
        }
        long old = extend(port.loadForUpdate(paddr, bytes, vaddr), bytes);
        port.update(paddr, bytes, combine(kind, old, extend(operand, bytes)), vaddr);
        return old;
    }

    private static long extend(long value, int bytes) {
        return bytes == 4 ? (int) value : value;
    }

    /** Sign-extended words compare as the words do, signed and unsigned. */
    private static long combine(int kind, long old, long operand) {
        return switch (kind) {
            case Op.AMOSWAP_W -> operand;
            case Op.AMOADD_W -> old + operand;
            case Op.AMOXOR_W -> old ^ operand;
            case Op.AMOAND_W -> old & operand;
            case Op.AMOOR_W -> old | operand;
            case Op.AMOMIN_W -> Math.min(old, operand);
            case Op.AMOMAX_W -> Math.max(old, operand);
            case Op.AMOMINU_W -> Long.compareUnsigned(old, operand) < 0 ? old : operand;
            case Op.AMOMAXU_W -> Long.compareUnsigned(old, operand) > 0 ? old : operand;
            default -> throw new IllegalArgumentException("not an AMO: " + kind);
        };
    }
}
