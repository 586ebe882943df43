package dev.framescope.machine.firmware;

import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.machine.run.Guest;

import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A kernel of one {@code ecall}, which a test has a hart execute with registers as it likes. */
final class SbiGuest implements AutoCloseable {
    static final int SIP = 0x144;
    static final int SIE = 0x104;
    static final int SSIP = 1 << 1;
    static final int STIP = 1 << 5;

    private static final int A0 = 10;
    private static final int A6 = 16;
    private static final int A7 = 17;

    final Machine machine;

    /** What a call returned in a0 and a1. */
    record Answer(long error, long value) {}

    SbiGuest(int harts) throws MachineException {
        machine =
                VirtMachine.create(
                        Guest.kernel(asm -> asm.ecall().label("spin").j("spin")).withHarts(harts));
    }

    /** A call of hart 0. */
    Answer call(int extension, int function, long... arguments) throws Exception {
        return callOf(0, extension, function, arguments);
    }

    Answer callOf(int hart, int extension, int function, long... arguments) throws Exception {
        makeCall(hart, extension, function, arguments);
        return read(
                inspection ->
                        new Answer(inspection.hart(hart).x(A0), inspection.hart(hart).x(A0 + 1)));
    }

    /** As {@link #call}, for calls that may not return. */
    StopReason makeCall(int hart, int extension, int function, long... arguments) throws Exception {
        change(
                control -> {
                    control.setPc(hart, Guest.KERNEL);
                    for (int i = 0; i < 6; i++) {
                        control.setX(hart, A0 + i, i < arguments.length ? arguments[i] : 0);
                    }
                    control.setX(hart, A6, function);
                    control.setX(hart, A7, extension);
                });
        return step(hart, 1);
    }

    StopReason step(int hart, long instructions) throws InterruptedException {
        machine.step(hart, instructions);
        return machine.awaitStop();
    }

    void change(Consumer<MachineControl> change) throws ExecutionException, InterruptedException {
        machine.control(
                        control -> {
                            change.accept(control);
                            return null;
                        })
                .get();
    }

    <T> T read(Function<Inspection, T> reader) throws ExecutionException, InterruptedException {
        return machine.inspect(reader).get();
    }

    /** Whether all of these bits of a hart's sip are set. */
    boolean pending(int hart, int bits) throws ExecutionException, InterruptedException {
        return (csr(hart, SIP) & bits) == bits;
    }

    long csr(int hart, int number) throws ExecutionException, InterruptedException {
        return read(inspection -> inspection.hart(hart).csr(number).orElseThrow());
    }

    long x(int hart, int register) throws ExecutionException, InterruptedException {
        return read(inspection -> inspection.hart(hart).x(register));
    }

    long pc(int hart) throws ExecutionException, InterruptedException {
        return read(inspection -> inspection.hart(hart).pc());
    }

    long memory(long paddr) throws ExecutionException, InterruptedException {
        return read(inspection -> inspection.readPhysicalLong(paddr));
    }

    long time() throws ExecutionException, InterruptedException {
        return read(Inspection::time);
    }

    @Override
    public void close() {
        machine.close();
    }
}
