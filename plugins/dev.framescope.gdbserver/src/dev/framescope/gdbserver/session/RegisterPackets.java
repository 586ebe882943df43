package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.TargetRegisters;
import dev.framescope.gdbserver.protocol.Hex;
import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.machine.memory.LittleEndian;

import java.util.OptionalLong;

/** Packets g, G, p and P. A register that was listed can always be read. */
final class RegisterPackets {
    private static final int BYTES = Long.BYTES;
    private static final String UNAVAILABLE = "x".repeat(2 * BYTES);

    private final Context context;
    private TargetRegisters registers;

    RegisterPackets(Context context) {
        this.context = context;
    }

    TargetRegisters registers() throws PacketException {
        if (registers == null) {
            registers = context.inspect(machine -> TargetRegisters.of(machine.hart(0)));
        }
        return registers;
    }

    Reply readGeneral() throws PacketException {
        TargetRegisters all = registers();
        OptionalLong shownPc = context.shownPc(context.hart());
        return Reply.text(
                context.inspectHart(
                        hart -> {
                            StringBuilder values = new StringBuilder();
                            for (int i = 0; i < TargetRegisters.GENERAL_COUNT; i++) {
                                boolean shown = i == TargetRegisters.PC && shownPc.isPresent();
                                values.append(hex(shown ? shownPc : all.read(hart, i)));
                            }
                            return values.toString();
                        }));
    }

    Reply writeGeneral(PacketCursor packet) throws PacketException {
        byte[] values = packet.hexBytes();
        if (values.length < BYTES * TargetRegisters.GENERAL_COUNT) {
            throw PacketException.malformed("too few registers");
        }
        TargetRegisters all = registers();
        int hart = context.hart();
        context.endShowing(hart);
        context.control(
                machine -> {
                    for (int i = 0; i < TargetRegisters.GENERAL_COUNT; i++) {
                        all.write(machine, hart, i, LittleEndian.get(values, i * BYTES, BYTES));
                    }
                    return null;
                });
        return Reply.OK;
    }

    Reply readOne(PacketCursor packet) throws PacketException {
        int number = takeNumber(packet);
        packet.expectEnd();
        OptionalLong shownPc = context.shownPc(context.hart());
        if (number == TargetRegisters.PC && shownPc.isPresent()) {
            return Reply.text(hex(shownPc));
        }
        TargetRegisters all = registers();
        return Reply.text(hex(context.inspectHart(hart -> all.read(hart, number))));
    }

    Reply writeOne(PacketCursor packet) throws PacketException {
        int number = takeNumber(packet);
        packet.expect("=");
        byte[] value = packet.hexBytes();
        if (value.length != BYTES) {
            throw PacketException.malformed("a register has " + BYTES + " bytes");
        }
        TargetRegisters all = registers();
        int hart = context.hart();
        if (number == TargetRegisters.PC) {
            context.endShowing(hart);
        }
        context.control(
                machine -> {
                    all.write(machine, hart, number, LittleEndian.get(value, 0, BYTES));
                    return null;
                });
        return Reply.OK;
    }

    private int takeNumber(PacketCursor packet) throws PacketException {
        long number = packet.number();
        if (!registers().has(number)) {
            throw new PacketException(2, "there is no register " + number);
        }
        return (int) number;
    }

    private static String hex(OptionalLong value) {
        return value.isPresent() ? Hex.littleEndian(value.getAsLong(), BYTES) : UNAVAILABLE;
    }
}
