package dev.framescope.ide.core.model;

import dev.framescope.debugger.space.MemoryArea;
import dev.framescope.debugger.space.MemoryBytes;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.MemoryByte;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Memory of the machine for the Memory view, from an address on: physical, as a hart sees it, or as
 * a page table maps it. Reads wait for the machine, a moment: the view makes them in jobs.
 */
public final class KernelMemoryBlock extends KernelDebugElement implements IMemoryBlockExtension {
    private static final int BITS = 64;
    private static final int SHOWN_BYTES = 4096;
    private static final BigInteger LAST = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);

    private final String expression;
    private final long base;
    private final MemoryArea area;
    private final List<Object> connections = new CopyOnWriteArrayList<>();

    KernelMemoryBlock(KernelDebugTarget target, String expression, long base, MemoryArea area) {
        super(target);
        this.expression = expression;
        this.base = base;
        this.area = area;
    }

    /** In which memory its addresses hold. */
    public MemoryArea area() {
        return area;
    }

    @Override
    public MemoryByte[] getBytesFromAddress(BigInteger address, long units) throws DebugException {
        MemoryBytes read = read(address.longValue(), Math.toIntExact(units));
        MemoryByte[] bytes = new MemoryByte[read.bytes().length];
        byte flags = MemoryByte.READABLE | MemoryByte.ENDIANESS_KNOWN;
        if (supportsValueModification()) {
            flags |= MemoryByte.WRITABLE;
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = new MemoryByte(read.bytes()[i], read.has(i) ? flags : 0);
        }
        return bytes;
    }

    @Override
    public MemoryByte[] getBytesFromOffset(BigInteger offset, long units) throws DebugException {
        return getBytesFromAddress(getBigBaseAddress().add(offset), units);
    }

    private MemoryBytes read(long address, int length) throws DebugException {
        return Answers.await(getDebugTarget().session().readMemory(area, address, length));
    }

    @Override
    public void setValue(BigInteger offset, byte[] bytes) throws DebugException {
        long address = base + offset.longValue();
        int written = Answers.await(getDebugTarget().session().writeMemory(area, address, bytes));
        getDebugTarget().refresh();
        if (written < bytes.length) {
            throw failure(
                    "There is no RAM at 0x"
                            + Long.toHexString(address + written)
                            + " to write to.");
        }
    }

    @Override
    public void setValue(long offset, byte[] bytes) throws DebugException {
        setValue(BigInteger.valueOf(offset), bytes);
    }

    @Override
    public boolean supportsValueModification() {
        return getDebugTarget().isSuspended();
    }

    @Override
    public String getExpression() {
        return expression;
    }

    @Override
    public BigInteger getBigBaseAddress() {
        return new BigInteger(Long.toUnsignedString(base));
    }

    @Override
    public BigInteger getMemoryBlockStartAddress() {
        return BigInteger.ZERO;
    }

    @Override
    public BigInteger getMemoryBlockEndAddress() {
        return LAST;
    }

    @Override
    public BigInteger getBigLength() {
        return BigInteger.valueOf(SHOWN_BYTES);
    }

    @Override
    public int getAddressSize() {
        return Long.BYTES;
    }

    @Override
    public int getAddressableSize() {
        return 1;
    }

    @Override
    public boolean supportBaseAddressModification() {
        return false;
    }

    @Override
    public void setBaseAddress(BigInteger address) throws DebugException {
        throw failure("Add another memory monitor for another address.");
    }

    @Override
    public boolean supportsChangeManagement() {
        return false;
    }

    @Override
    public void connect(Object client) {
        if (!connections.contains(client)) {
            connections.add(client);
        }
    }

    @Override
    public void disconnect(Object client) {
        connections.remove(client);
    }

    @Override
    public Object[] getConnections() {
        return connections.toArray();
    }

    @Override
    public void dispose() {
        connections.clear();
    }

    @Override
    public IMemoryBlockRetrieval getMemoryBlockRetrieval() {
        return getDebugTarget();
    }

    @Override
    public long getStartAddress() {
        return base;
    }

    @Override
    public long getLength() {
        return SHOWN_BYTES;
    }

    @Override
    public byte[] getBytes() throws DebugException {
        return read(base, SHOWN_BYTES).bytes();
    }
}
