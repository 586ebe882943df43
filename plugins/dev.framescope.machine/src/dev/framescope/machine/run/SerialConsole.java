package dev.framescope.machine.run;

import dev.framescope.machine.Console;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The host's end of the serial line. Methods that no comment gives to the machine thread are for
 * any.
 */
public final class SerialConsole implements Console {
    private final Replay replay = new Replay();
    private final List<Consumer<byte[]>> listeners = new CopyOnWriteArrayList<>();
    private final Guard guard;
    private final MachineThread thread;

    /** Typed and not yet taken; guarded by itself. */
    private final Deque<Byte> input = new ArrayDeque<>();

    private byte[] pending = new byte[256];
    private int pendingCount;

    SerialConsole(MachineThread thread, Guard guard) {
        this.thread = thread;
        this.guard = guard;
    }

    @Override
    public void input(byte[] bytes) {
        synchronized (input) {
            for (byte value : bytes) {
                input.add(value);
            }
        }
        thread.wake();
    }

    /** Whether something has been typed that the guest has not taken. */
    boolean hasInput() {
        synchronized (input) {
            return !input.isEmpty();
        }
    }

    /** Takes the next typed byte, 0 to 255; -1 if there is none. */
    public int poll() {
        synchronized (input) {
            Byte next = input.poll();
            return next == null ? -1 : next & 0xff;
        }
    }

    /** The guest sends a byte. Machine thread only. */
    public void transmit(int value) {
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pendingCount);
        }
        pending[pendingCount++] = (byte) value;
    }

    @Override
    public void flush() {
        if (pendingCount == 0) {
            return;
        }
        byte[] piece = Arrays.copyOf(pending, pendingCount);
        pendingCount = 0;
        replay.append(piece);
        for (Consumer<byte[]> listener : listeners) {
            guard.run("console listener", () -> listener.accept(piece.clone()));
        }
    }

    @Override
    public void addOutputListener(Consumer<byte[]> listener) {
        thread.execute(
                () -> {
                    flush();
                    byte[] missed = replay.content();
                    if (missed.length > 0) {
                        guard.run("console listener", () -> listener.accept(missed));
                    }
                    listeners.add(listener);
                });
    }

    @Override
    public void removeOutputListener(Consumer<byte[]> listener) {
        thread.execute(() -> listeners.remove(listener));
    }

    /** The last mebibyte that was sent. */
    private static final class Replay {
        private static final int LIMIT = 1 << 20;

        private byte[] ring = new byte[4096];
        private int start;
        private int count;

        void append(byte[] piece) {
            int skipped = Math.max(0, piece.length - LIMIT);
            grow(Math.min(LIMIT, count + piece.length - skipped));
            for (int i = skipped; i < piece.length; i++) {
                ring[(start + count) % ring.length] = piece[i];
                if (count < ring.length) {
                    count++;
                } else {
                    start = (start + 1) % ring.length;
                }
            }
        }

        private void grow(int needed) {
            if (needed > ring.length) {
                byte[] content = content();
                ring = Arrays.copyOf(content, Math.min(LIMIT, Math.max(needed, 2 * ring.length)));
                start = 0;
            }
        }

        byte[] content() {
            byte[] content = new byte[count];
            int first = Math.min(count, ring.length - start);
            System.arraycopy(ring, start, content, 0, first);
            System.arraycopy(ring, 0, content, first, count - first);
            return content;
        }
    }
}
