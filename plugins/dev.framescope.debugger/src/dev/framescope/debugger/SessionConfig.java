package dev.framescope.debugger;

import dev.framescope.debugger.program.ProgramFile;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.insight.boot.MachineSetup;
import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.machine.IdlePolicy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a session starts from.
 *
 * @param machine the machine, with the kernel that it runs
 * @param stopAt a function at which the first run stops, by a temporary breakpoint
 * @param allocator the functions to observe; empty for those the kernel's symbols suggest
 * @param programs what else runs on the machine: user programs, firmware
 */
public record SessionConfig(
        MachineSetup machine,
        Optional<String> stopAt,
        Optional<AllocatorFunctions> allocator,
        List<ProgramFile> programs) {
    public SessionConfig {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(stopAt, "stopAt");
        Objects.requireNonNull(allocator, "allocator");
        programs = List.copyOf(programs);
    }

    /** A machine of this setup, no stop, the suggested allocator. */
    public static SessionConfig of(MachineSetup machine) {
        return new SessionConfig(machine, Optional.empty(), Optional.empty(), List.of());
    }

    /** The usual machine for a kernel, see {@link MachineSetup#of}; otherwise as {@link #of}. */
    public static SessionConfig of(Path kernel) {
        return of(MachineSetup.of(kernel));
    }

    public SessionConfig withMachine(MachineSetup setup) {
        return new SessionConfig(setup, stopAt, allocator, programs);
    }

    public SessionConfig withMemoryBytes(long bytes) {
        return withMachine(machine.withMemoryBytes(bytes));
    }

    public SessionConfig withHarts(int count) {
        return withMachine(machine.withHarts(count));
    }

    public SessionConfig withFirmware(FirmwareChoice choice) {
        return withMachine(machine.withFirmware(choice));
    }

    public SessionConfig withIdle(IdlePolicy policy) {
        return withMachine(machine.withIdle(policy));
    }

    public SessionConfig withStopAt(String function) {
        return new SessionConfig(machine, Optional.of(function), allocator, programs);
    }

    public SessionConfig withAllocator(AllocatorFunctions functions) {
        return new SessionConfig(machine, stopAt, Optional.of(functions), programs);
    }

    /** The same with the symbols of one program more. */
    public SessionConfig withProgram(Path file, ProgramScope scope) {
        List<ProgramFile> more = new ArrayList<>(programs);
        more.add(new ProgramFile(file, scope));
        return new SessionConfig(machine, stopAt, allocator, more);
    }
}
