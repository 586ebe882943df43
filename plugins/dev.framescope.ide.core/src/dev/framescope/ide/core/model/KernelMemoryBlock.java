package dev.framescope.ide.core.model;

import dev.framescope.debugger.DebugSession;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.MemoryByte;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Memory of the machine for the Memory view, from an address on: physical, or as a hart sees it.
 * Reads wait for the machine, a moment: the view makes them in jobs.
 */
public final class KernelMemoryBlock extends KernelDebugElement implements IMemoryBlockExtension {
    private static final String PHYSICAL_PREFIX = "phys:";
    private static final int BITS = 64;
    private static final int SHOWN_BYTES = 4096;
    private static final int PATIENCE_SECONDS = 10;
    private static final BigInteger LAST = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);

    private final String expression;
    private final long base;

    /** The hart whose translation holds; empty for physical memory. */
    private final Optional<Integer> hart;

    private final List<Object> connections = new CopyOnWriteArrayList<>();

    private KernelMemoryBlock(
            KernelDebugTarget target, String expression, long base, Optional<Integer> hart) {
        super(target);
        this.expression = expression;
        this.base = base;
        this.hart = hart;
    }

    static KernelMemoryBlock physical(KernelDebugTarget target, long paddr) {
        String expression = PHYSICAL_PREFIX + " 0x" + Long.toHexString(paddr);
        return new KernelMemoryBlock(target, expression, paddr, Optional.empty());
    }

    static KernelMemoryBlock virtual(KernelDebugTarget target, int hart, long vaddr) {
        return new KernelMemoryBlock(
                target, "0x" + Long.toHexString(vaddr), vaddr, Optional.of(hart));
    }

    /** Memory at an address, a symbol, or {@code phys:} and an address. */
    static KernelMemoryBlock of(KernelDebugTarget target, int hart, String text)
            throws DebugException {
        String expression = text.strip();
        if (expression.startsWith(PHYSICAL_PREFIX)) {
            String address = expression.substring(PHYSICAL_PREFIX.length());
            return physical(target, address(target, address));
        }
        return new KernelMemoryBlock(
                target, expression, address(target, expression), Optional.of(hart));
    }

    private static long address(KernelDebugTarget target, String text) throws DebugException {
        OptionalLong number = RegisterText.parse(text);
        if (number.isEmpty()) {
            number = target.session().kernel().symbols().symbolAddress(text.strip());
        }
        return number.orElseThrow(
                () ->
                        failure(
                                "'"
                                        + text.strip()
                                        + "' is neither an address nor a symbol of the kernel:"
                                        + " write it like 0x80200000, phys:0x80200000 or"
                                        + " allocFrame."));
    }

    @Override
    public MemoryByte[] getBytesFromAddress(BigInteger address, long units) throws DebugException {
        MemoryByte[] bytes = new MemoryByte[Math.toIntExact(units)];
        byte[] read = read(address.longValue(), bytes.length);
        byte flags = MemoryByte.READABLE | MemoryByte.ENDIANESS_KNOWN;
        if (supportsValueModification()) {
            flags |= MemoryByte.WRITABLE;
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] =
                    i < read.length
                            ? new MemoryByte(read[i], flags)
                            : new MemoryByte((byte) 0, (byte) 0);
        }
        return bytes;
    }

    @Override
    public MemoryByte[] getBytesFromOffset(BigInteger offset, long units) throws DebugException {
        return getBytesFromAddress(getBigBaseAddress().add(offset), units);
    }

    private byte[] read(long address, int length) throws DebugException {
        DebugSession session = getDebugTarget().session();
        return await(
                hart.map(id -> session.readVirtual(id, address, length))
                        .orElseGet(() -> session.readPhysical(address, length)));
    }

    private static <T> T await(CompletableFuture<T> future) throws DebugException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("Interrupted while the machine was asked for memory.", e);
        } catch (ExecutionException e) {
            throw failure("Memory: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw failure("The machine does not answer.", e);
        }
    }

    @Override
    public void setValue(BigInteger offset, byte[] bytes) throws DebugException {
        long address = base + offset.longValue();
        DebugSession session = getDebugTarget().session();
        int written =
                await(
                        hart.map(id -> session.writeVirtual(id, address, bytes))
                                .orElseGet(() -> session.writePhysical(address, bytes)));
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
        return read(base, SHOWN_BYTES);
    }
}
