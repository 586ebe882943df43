package dev.framescope.cli.bench;

import dev.framescope.cli.RunClock;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.WatchHandler;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.symbols.SymbolException;

import java.nio.file.Path;
import java.util.Set;

/** Runs a guest in this machine. */
final class MachineBench {
    /** Near the end of the DRAM, where no guest of these goes. */
    private static final WatchRange QUIET =
            WatchRange.physical(0x87f0_0000L, 8, Set.of(WatchKind.READ, WatchKind.WRITE));

    private MachineBench() {}

    /** Runs it once; everything from the first instruction to the power-off counts. */
    static RunClock.Stats run(BenchGuest guest, long rounds) throws InterruptedException {
        try (Machine machine = VirtMachine.create(config(guest, rounds))) {
            if (guest.watched()) {
                machine.addWatchpoint(QUIET, WatchHandler.STOP);
            }
            RunClock clock = RunClock.start(machine);
            machine.resume();
            StopReason reason = machine.awaitStop();
            RunClock.Stats stats = clock.stop(reason);
            if (machine.exit().filter(exit -> exit.code() == 0).isEmpty()) {
                throw new IllegalStateException(guest.fileName() + ": " + reason.describe());
            }
            return stats;
        } catch (MachineException | SymbolException e) {
            throw new IllegalStateException(guest.fileName() + ": " + e.getMessage(), e);
        }
    }

    private static MachineConfig config(BenchGuest guest, long rounds) throws SymbolException {
        KernelImage image = KernelImage.parse(Path.of(guest.fileName()), guest.elf(rounds));
        return MachineConfig.of(image.loadImage()).withFirmware(Firmware.NONE);
    }
}
