package dev.framescope.machine.run;

import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.machine.snapshot.SnapshotException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.SortedMap;

/** Takes and restores snapshots of a machine. Machine thread only. */
final class Snapshots {
    private final String machine;
    private final Hardware hardware;
    private final Scheduler scheduler;

    /** Shares its pages with the next, as long as a client has it. */
    private WeakReference<MachineSnapshot> last = new WeakReference<>(null);

    /**
     * @param machine as {@link MachineSnapshot#describe} says
     */
    Snapshots(String machine, Hardware hardware, Scheduler scheduler) {
        this.machine = machine;
        this.hardware = hardware;
        this.scheduler = scheduler;
    }

    MachineSnapshot take() {
        MachineSnapshot before = last.get();
        SortedMap<Long, byte[]> known =
                before == null ? Collections.emptySortedMap() : before.pages();
        MachineSnapshot snapshot =
                new MachineSnapshot(
                        machine,
                        Goal.retired(hardware.harts()),
                        state(),
                        hardware.memory().ram().pages(known));
        last = new WeakReference<>(snapshot);
        return snapshot;
    }

    private byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            hardware.save(out);
            scheduler.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Nothing has changed if it throws. */
    void restore(MachineSnapshot snapshot) throws SnapshotException {
        if (!snapshot.machine().equals(machine)) {
            throw new SnapshotException(
                    "the snapshot is of another machine (%s) than this one (%s)"
                            .formatted(snapshot.machine(), machine));
        }
        MachineSnapshot before = take();
        try {
            load(snapshot);
        } catch (IOException | RuntimeException e) {
            try {
                load(before);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            throw new SnapshotException("the snapshot is damaged: " + e.getMessage(), e);
        }
        last = new WeakReference<>(snapshot);
    }

    private void load(MachineSnapshot snapshot) throws IOException {
        long size = hardware.memory().ram().size();
        if (!snapshot.pages().isEmpty() && snapshot.pages().lastKey() >= size) {
            throw new IOException("it has pages beyond the memory");
        }
        hardware.memory().loadRam(snapshot.pages());
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.state()));
        hardware.load(in);
        scheduler.load(in);
        if (in.read() >= 0) {
            throw new IOException("its state is too long");
        }
    }
}
