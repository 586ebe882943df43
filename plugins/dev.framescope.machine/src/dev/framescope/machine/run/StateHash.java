package dev.framescope.machine.run;

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

    /** Writes everything a guest could ever notice: harts, devices, time, memory. */
    void save(DataOutput out) throws IOException {
        saveWithoutRam(out);
        hardware.memory().ram().save(out);
    }

    private void saveWithoutRam(DataOutput out) throws IOException {
        hardware.save(out);
        scheduler.save(out);
    }

    /** A hash of what {@link #save} writes; a collision is a matter of chance only. */
    long compute() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            saveWithoutRam(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long hash = hardware.memory().ram().hash();
        for (byte value : bytes.toByteArray()) {
            hash = (hash ^ value) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
