package dev.framescope.cli.compare;

import dev.framescope.cli.UnusableInputException;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.board.VirtMachine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** This machine. */
final class MachineRunner implements Runner {
    @Override
    public String name() {
        return "framescope";
    }

    @Override
    public List<String> run(byte[] image) throws UnusableInputException, InterruptedException {
        MachineConfig config =
                MachineConfig.of(Program.load(image))
                        .withFirmware(Firmware.NONE)
                        .withProfile(Mode.PROFILE);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (Machine machine = VirtMachine.create(config)) {
            machine.console().addOutputListener(output::writeBytes);
            machine.resume(RunLimit.hostTime(Duration.ofSeconds(TIMEOUT_SECONDS)));
            String end = machine.awaitStop().describe();
            List<String> lines = output.toString(StandardCharsets.ISO_8859_1).lines().toList();
            if (machine.exit().isPresent()) {
                return lines;
            }
            return Stream.concat(lines.stream(), Stream.of(end)).toList();
        } catch (MachineException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }
}
