package dev.framescope.cli.bench;

import dev.framescope.cli.UnusableInputException;
import dev.framescope.gdbserver.GdbServer;
import dev.framescope.gdbserver.MachineTarget;
import dev.framescope.insight.boot.BootableMachine;
import dev.framescope.insight.boot.MachineSetup;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the debugger: the built-in one, GDB at this machine, and GDB at QEMU.
 *
 * @param scale how much work, as a factor
 * @param gdb GDB, if it is there
 * @param qemu QEMU's program, if it is there
 */
record DebuggerBench(double scale, Optional<GdbBench> gdb, Optional<String> qemu) {
    /** A condition that is never true where it is asked, in C. */
    static final String NEVER = "a == 0 && b == 12345";

    private static final int CALLS_PER_ROUND = 3;
    private static final long CONDITION_ROUNDS = 100_000;
    private static final long QEMU_CONDITION_ROUNDS = 500;
    private static final int LINE_STEPS = 500;
    private static final int GDB_LINE_STEPS = 200;
    private static final int SINGLE_STEPS = 20_000;
    private static final int PACKETS = 20_000;

    /** More rounds than any measurement that stops in between comes to. */
    private static final long MANY_ROUNDS = 1_000_000_000;

    /** Measures everything. */
    List<DebugFigure> measure() throws UnusableInputException, InterruptedException {
        List<DebugFigure> figures = new ArrayList<>();
        figures.add(conditions());
        figures.add(steps());
        figures.add(gdbSteps());
        figures.addAll(packets());
        return figures;
    }

    private int scaled(long count) {
        return (int) Math.max(1, Math.round(count * scale));
    }

    /** What is measured with the guest's ELF file. */
    @FunctionalInterface
    private interface Measurement<T> {
        T of(Path guest) throws IOException, UnusableInputException, InterruptedException;
    }

    private static <T> T with(long rounds, Measurement<T> measurement)
            throws UnusableInputException, InterruptedException {
        try {
            Path file = Files.createTempFile("framescope-bench-", ".elf");
            try {
                Files.write(file, BenchGuest.DEBUGGED.elf(rounds));
                return measurement.of(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UnusableInputException("the debugger cannot be measured: " + e.getMessage());
        }
    }

    /** QEMU as GDB starts it: at the other end of a pipe. */
    private static String pipe(List<String> command) {
        return "| " + String.join(" ", command);
    }

    private static List<String> command(String program, Path guest) {
        List<String> command = new ArrayList<>(QemuBench.command(program, guest));
        command.addAll(List.of("-S", "-gdb", "stdio"));
        return command;
    }

    private boolean withGdbAndQemu() {
        return gdb.isPresent() && qemu.isPresent();
    }

    private DebugFigure conditions() throws UnusableInputException, InterruptedException {
        long rounds = scaled(CONDITION_ROUNDS);
        double here =
                with(
                        rounds,
                        guest -> {
                            try (SessionBench bench = SessionBench.start(guest)) {
                                return bench.secondsWithCondition();
                            }
                        });
        Optional<Double> other = Optional.empty();
        if (withGdbAndQemu()) {
            long fewer = scaled(QEMU_CONDITION_ROUNDS);
            double seconds =
                    with(
                            fewer,
                            guest ->
                                    gdb.get()
                                            .secondsWithCondition(
                                                    guest, pipe(command(qemu.get(), guest))));
            other = Optional.of(fewer * CALLS_PER_ROUND / seconds);
        }
        return new DebugFigure(
                "condition",
                "1/s",
                Optional.of(rounds * CALLS_PER_ROUND / here),
                other,
                ">= 100000",
                "a breakpoint's condition on two arguments, never true");
    }

    private DebugFigure steps() throws UnusableInputException, InterruptedException {
        double here =
                with(
                        MANY_ROUNDS,
                        guest -> {
                            try (SessionBench bench = SessionBench.start(guest)) {
                                bench.runToLoop();
                                return bench.stepMillis(scaled(LINE_STEPS));
                            }
                        });
        return new DebugFigure(
                "next",
                "ms",
                Optional.of(here),
                gdbAtQemu(),
                "<= 5",
                "a step over a line with a call, with stack and variables afterwards");
    }

    private Optional<Double> gdbAtQemu() throws UnusableInputException, InterruptedException {
        return withGdbAndQemu()
                ? Optional.of(
                        with(
                                MANY_ROUNDS,
                                guest ->
                                        gdb.get()
                                                .stepMillis(
                                                        guest,
                                                        pipe(command(qemu.get(), guest)),
                                                        scaled(GDB_LINE_STEPS))))
                : Optional.empty();
    }

    private DebugFigure gdbSteps() throws UnusableInputException, InterruptedException {
        Optional<Double> here = Optional.empty();
        if (gdb.isPresent()) {
            here =
                    Optional.of(
                            served(
                                    (guest, port) ->
                                            gdb.get()
                                                    .stepMillis(
                                                            guest,
                                                            "localhost:" + port,
                                                            scaled(GDB_LINE_STEPS))));
        }
        return new DebugFigure(
                "gdb-next", "ms", here, gdbAtQemu(), "<= 7", "GDB's step over a line");
    }

    /** What is measured at a GDB server. */
    @FunctionalInterface
    private interface ServerMeasurement<T> {
        T of(Path guest, int port) throws IOException, UnusableInputException, InterruptedException;
    }

    private static <T> T served(ServerMeasurement<T> measurement)
            throws UnusableInputException, InterruptedException {
        return with(
                MANY_ROUNDS,
                guest -> {
                    try {
                        BootableMachine bootable = MachineSetup.of(guest).load();
                        try (Machine machine = VirtMachine.create(bootable.config());
                                GdbServer server =
                                        GdbServer.start(
                                                new MachineTarget(machine, bootable.kernel()), 0)) {
                            return measurement.of(guest, server.port());
                        }
                    } catch (SymbolException | MachineException e) {
                        throw new UnusableInputException(e.getMessage());
                    }
                });
    }

    /** What one server does in a second. */
    private record PacketSpeeds(double steps, double binary, double hexadecimal) {}

    private List<DebugFigure> packets() throws UnusableInputException, InterruptedException {
        PacketSpeeds here =
                served(
                        (guest, port) -> {
                            try (Socket socket =
                                    new Socket(InetAddress.getLoopbackAddress(), port)) {
                                socket.setTcpNoDelay(true);
                                return speeds(
                                        new PacketClient(
                                                socket.getInputStream(), socket.getOutputStream()),
                                        true);
                            }
                        });
        Optional<PacketSpeeds> other =
                qemu.isPresent()
                        ? Optional.of(with(MANY_ROUNDS, this::speedsOfQemu))
                        : Optional.empty();
        return List.of(
                new DebugFigure(
                        "stepi",
                        "1/s",
                        Optional.of(here.steps),
                        other.map(PacketSpeeds::steps),
                        ">= 20000",
                        "single steps by packets to the GDB server"),
                new DebugFigure(
                        "read-x",
                        "MB/s",
                        Optional.of(here.binary),
                        Optional.empty(),
                        ">= 100",
                        "memory by binary packets"),
                new DebugFigure(
                        "read-m",
                        "MB/s",
                        Optional.of(here.hexadecimal),
                        other.map(PacketSpeeds::hexadecimal),
                        "-",
                        "memory by hexadecimal packets, as short as QEMU's"));
    }

    private PacketSpeeds speedsOfQemu(Path guest) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(qemu.orElseThrow(), guest)).start();
        try {
            return speeds(
                    new PacketClient(process.getInputStream(), process.getOutputStream()), false);
        } finally {
            process.destroyForcibly();
        }
    }

    private PacketSpeeds speeds(PacketClient client, boolean binary)
            throws IOException, InterruptedException {
        double steps = client.stepsPerSecond(scaled(SINGLE_STEPS));
        return new PacketSpeeds(
                steps,
                binary ? client.megabytesPerSecond('x', 0x10000, scaled(PACKETS / 20)) : 0,
                client.megabytesPerSecond('m', 0x780, scaled(PACKETS)));
    }
}
