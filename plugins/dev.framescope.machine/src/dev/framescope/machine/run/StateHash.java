package dev.framescope.machine.run;

import dev.framescope.machine.hart.Hart;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes and hashes the whole architectural state. Machine thread only. */
final class StateHash {
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private final Hardware hardware;
    private final Scheduler scheduler;

    StateHash(Hardware hardware, Scheduler scheduler) {
        this.hardware = hardware;
        this.scheduler = scheduler;
    }

    private void saveWithoutRam(DataOutput out) throws IOException {
        hardware.save(out);
        scheduler.save(out);
    }

    /** A hash of all state that a guest could ever notice. */
    long compute() {
        long hash = hardware.memory().ram().hash();
        for (byte value : write(this::saveWithoutRam)) {
            hash = (hash ^ value) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** All of that state, and digests of what the harts have cached. */
    byte[] fullState() {
        return write(
                out -> {
                    saveWithoutRam(out);
                    hardware.memory().ram().save(out);
                    for (Hart hart : hardware.harts()) {
                        out.writeLong(hart.tlbDigest());
                    }
                });
    }

    /** Something that writes a part of the state. */
    private interface Part {
        void save(DataOutput out) throws IOException;
    }

    private static byte[] write(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            part.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
