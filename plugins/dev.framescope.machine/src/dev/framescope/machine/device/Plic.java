package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * SiFive's platform-level interrupt controller (RISC-V PLIC specification 1.0.0), with the
 * peculiarities of QEMU's, which drivers have come to rely on: a device makes a request each time
 * it drives its line high, which then stays until it is claimed; a line that merely stays high over
 * a completion is no new request; and a claim gives nothing at or below the threshold. Context
 * {@code 2h} is hart h's machine mode, {@code 2h + 1} its supervisor mode.
 */
public final class Plic implements Device {
    /** Sources are numbered 1 to this; 0 means none. */
    public static final int SOURCES = 95;

    private static final int PRIORITY = 0x0; // 4 bytes a source
    private static final int PENDING = 0x1000; // 1 bit a source
    private static final int ENABLE = 0x2000; // 1 bit a source, for each context
    private static final int ENABLE_STRIDE = 0x80;
    private static final int CONTEXT = 0x200000;
    private static final int CONTEXT_STRIDE = 0x1000;
    private static final int THRESHOLD = 0x0; // in a context's page
    private static final int CLAIM = 0x4; // in a context's page

    private static final int WORDS = SOURCES / 32 + 1;

    /** Priorities and thresholds are 0 to 7. */
    private static final int PRIORITY_MASK = 7;

    private final InterruptLine[] targets;
    private final int[] priority = new int[SOURCES + 1];
    private final int[] pending = new int[WORDS];
    private final int[] claimed = new int[WORDS];
    private final int[][] enable;
    private final int[] threshold;

    /**
     * @param targets the external interrupt lines of the contexts
     */
    public Plic(InterruptLine... targets) {
        this.targets = targets.clone();
        enable = new int[targets.length][WORDS];
        threshold = new int[targets.length];
    }

    /**
     * The wire into which a device's interrupts go.
     *
     * @param source 1 to {@link #SOURCES}
     */
    public InterruptLine source(int source) {
        if (source < 1 || source > SOURCES) {
            throw new IllegalArgumentException("no interrupt source " + source);
        }
        return asserted -> {
            if (asserted) {
                request(source);
            }
        };
    }

    private void request(int source) {
        set(pending, source, true);
        updateTargets();
    }

    @Override
    public boolean readIsPure(long offset) {
        return offset < CONTEXT || (offset - CONTEXT) % CONTEXT_STRIDE != CLAIM;
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        check(offset, bytes);
        return readWord((int) offset) & 0xffff_ffffL;
    }

    private int readWord(int offset) {
        if (offset < PENDING) {
            int source = (offset - PRIORITY) / 4;
            return source <= SOURCES ? priority[source] : 0;
        }
        if (offset < ENABLE) {
            int word = (offset - PENDING) / 4;
            return word < WORDS ? pending[word] : 0;
        }
        if (offset < CONTEXT) {
            int context = (offset - ENABLE) / ENABLE_STRIDE;
            int word = (offset - ENABLE) % ENABLE_STRIDE / 4;
            return context < targets.length && word < WORDS ? enable[context][word] : 0;
        }
        int context = (offset - CONTEXT) / CONTEXT_STRIDE;
        if (context >= targets.length) {
            return 0;
        }
        return switch ((offset - CONTEXT) % CONTEXT_STRIDE) {
            case THRESHOLD -> threshold[context];
            case CLAIM -> claim(context);
            default -> 0;
        };
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        check(offset, bytes);
        writeWord((int) offset, (int) value);
        updateTargets();
    }

    private void writeWord(int offset, int value) {
        if (offset < PENDING) {
            int source = (offset - PRIORITY) / 4;
            if (source >= 1 && source <= SOURCES) {
                priority[source] = value & PRIORITY_MASK;
            }
        } else if (offset >= CONTEXT) {
            int context = (offset - CONTEXT) / CONTEXT_STRIDE;
            if (context < targets.length) {
                writeContext(context, (offset - CONTEXT) % CONTEXT_STRIDE, value);
            }
        } else if (offset >= ENABLE) {
            int context = (offset - ENABLE) / ENABLE_STRIDE;
            int word = (offset - ENABLE) % ENABLE_STRIDE / 4;
            if (context < targets.length && word < WORDS) {
                enable[context][word] = value;
            }
        }
    }

    private void writeContext(int context, int register, int value) {
        if (register == THRESHOLD) {
            threshold[context] = value & PRIORITY_MASK;
        } else if (register == CLAIM && value >= 1 && value <= SOURCES) {
            set(claimed, value, false);
        }
    }

    private int claim(int context) {
        int source = best(context);
        if (source != 0) {
            set(pending, source, false);
            set(claimed, source, true);
            updateTargets();
        }
        return source;
    }

    /** The pending source of the highest priority above the threshold, the lowest of equals. */
    private int best(int context) {
        int best = 0;
        int bestPriority = threshold[context];
        for (int word = 0; word < WORDS; word++) {
            int candidates = pending[word] & ~claimed[word] & enable[context][word];
            for (; candidates != 0; candidates &= candidates - 1) {
                int source = 32 * word + Integer.numberOfTrailingZeros(candidates);
                if (priority[source] > bestPriority) {
                    best = source;
                    bestPriority = priority[source];
                }
            }
        }
        return best;
    }

    /** Drives the lines to all contexts as the requests stand. */
    public void updateTargets() {
        for (int context = 0; context < targets.length; context++) {
            targets[context].set(best(context) != 0);
        }
    }

    private static void check(long offset, int bytes) throws BusError {
        if (bytes != 4 || (offset & 3) != 0) {
            throw BusError.INSTANCE;
        }
    }

    private static void set(int[] bits, int source, boolean value) {
        if (value) {
            bits[source >> 5] |= 1 << source;
        } else {
            bits[source >> 5] &= ~(1 << source);
        }
    }

    @Override
    public void reset() {
        Arrays.fill(priority, 0);
        Arrays.fill(claimed, 0);
        Arrays.fill(threshold, 0);
        for (int[] words : enable) {
            Arrays.fill(words, 0);
        }
        Arrays.fill(pending, 0);
        updateTargets();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        writeAll(out, priority);
        writeAll(out, pending);
        writeAll(out, claimed);
        writeAll(out, threshold);
        for (int[] words : enable) {
            writeAll(out, words);
        }
    }

    private static void writeAll(DataOutput out, int[] words) throws IOException {
        for (int word : words) {
            out.writeInt(word);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        readAll(in, priority);
        readAll(in, pending);
        readAll(in, claimed);
        readAll(in, threshold);
        for (int[] words : enable) {
            readAll(in, words);
        }
        updateTargets();
    }

    private static void readAll(DataInput in, int[] words) throws IOException {
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readInt();
        }
    }
}
