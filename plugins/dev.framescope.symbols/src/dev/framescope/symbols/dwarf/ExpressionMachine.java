package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.type.BaseType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates expressions and location descriptions (DWARF 5, sections 2.5 and 2.6). One machine
 * evaluates one expression.
 */
final class ExpressionMachine {

    /** Expressions can loop; honest ones have some dozen operations. */
    private static final int MAXIMUM_STEPS = 1 << 16;

    private static final int MAXIMUM_CALLS = 32;

    private final ExpressionUnit unit;
    private final FrameBase frameBase;
    private final LocationContext frame;
    private final OperandStack stack = new OperandStack();
    private final List<Location.Piece> pieces = new ArrayList<>();
    private Location described;
    private int steps;
    private int calls;

    ExpressionMachine(ExpressionUnit unit, FrameBase frameBase, LocationContext frame) {
        this.unit = unit;
        this.frameBase = frameBase;
        this.frame = frame;
    }

    /** The place that the operations describe; none at all means that it was optimized out. */
    Location locate(byte[] operations) {
        try {
            run(new OperationReader(operations));
            return pieces.isEmpty() ? place() : new Location.Pieces(pieces);
        } catch (CannotTell e) {
            return new Location.Unavailable(e.getMessage());
        }
    }

    /** The address or number that the operations give. */
    long value(byte[] operations) throws CannotTell {
        run(new OperationReader(operations));
        return switch (place()) {
            case Location.Memory memory -> memory.address();
            case Location.Register register -> register(register.number());
            case Location.Value value -> number(value.bytes());
            case Location.Unavailable unavailable -> throw new CannotTell(unavailable.why());
            case Location.Pieces several -> throw new CannotTell("it is in several places");
        };
    }

    /** Puts an operand on the stack before the first operation. */
    ExpressionMachine with(long operand) throws CannotTell {
        stack.push(operand);
        return this;
    }

    private static long number(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(Long.BYTES, bytes.length));
        return buffer.order(ByteOrder.LITTLE_ENDIAN).put(bytes).getLong(0);
    }

    /** What has been described since the last piece. */
    private Location place() throws CannotTell {
        if (described != null) {
            return described;
        }
        return stack.isEmpty()
                ? Location.Unavailable.OPTIMIZED_OUT
                : new Location.Memory(stack.peek(0).bits());
    }

    private void run(OperationReader in) throws CannotTell {
        while (!in.atEnd()) {
            if (++steps > MAXIMUM_STEPS) {
                throw new CannotTell("its location expression does not come to an end");
            }
            int operation = in.u8();
            if (operation >= Operation.LIT0 && operation < Operation.REGX) {
                family(operation, in);
            } else if (operation >= Operation.ABS && operation <= Operation.NE) {
                compute(operation, in);
            } else if (operation <= Operation.CONSTS) {
                constant(operation, in);
            } else if (operation <= Operation.ROT) {
                shuffle(operation, in);
            } else {
                other(operation, in);
            }
        }
    }

    private void family(int operation, OperationReader in) throws CannotTell {
        if (operation >= Operation.BREG0) {
            stack.push(register(operation - Operation.BREG0) + in.sleb());
        } else if (operation >= Operation.REG0) {
            described = new Location.Register(operation - Operation.REG0);
        } else {
            stack.push(operation - Operation.LIT0);
        }
    }

    private void compute(int operation, OperationReader in) throws CannotTell {
        switch (operation) {
            case Operation.ABS, Operation.NEG, Operation.NOT -> stack.unary(operation);
            case Operation.PLUS_UCONST -> {
                Operand operand = stack.pop();
                stack.push(Operand.of(operand.bits() + in.uleb(), operand.type()));
            }
            case Operation.BRA -> {
                long distance = in.signed(2);
                if (stack.pop().bits() != 0) {
                    in.jump(distance);
                }
            }
            case Operation.EQ,
                    Operation.GE,
                    Operation.GT,
                    Operation.LE,
                    Operation.LT,
                    Operation.NE ->
                    stack.compare(operation);
            default -> stack.binary(operation);
        }
    }

    private void constant(int operation, OperationReader in) throws CannotTell {
        switch (operation) {
            case Operation.ADDR -> stack.push(in.unsigned(unit.encoding().addressSize()));
            case Operation.DEREF -> stack.push(read(stack.pop().bits(), Long.BYTES));
            case Operation.CONST1U -> stack.push(in.unsigned(1));
            case Operation.CONST1S -> stack.push(in.signed(1));
            case Operation.CONST2U -> stack.push(in.unsigned(2));
            case Operation.CONST2S -> stack.push(in.signed(2));
            case Operation.CONST4U -> stack.push(in.unsigned(4));
            case Operation.CONST4S -> stack.push(in.signed(4));
            case Operation.CONST8U, Operation.CONST8S -> stack.push(in.unsigned(8));
            case Operation.CONSTU -> stack.push(in.uleb());
            case Operation.CONSTS -> stack.push(in.sleb());
            default -> throw unknown(operation);
        }
    }

    private void shuffle(int operation, OperationReader in) throws CannotTell {
        switch (operation) {
            case Operation.DUP -> stack.push(stack.peek(0));
            case Operation.DROP -> stack.pop();
            case Operation.OVER -> stack.push(stack.peek(1));
            case Operation.PICK -> stack.push(stack.peek(in.u8()));
            case Operation.SWAP -> {
                Operand top = stack.pop();
                Operand next = stack.pop();
                stack.push(top);
                stack.push(next);
            }
            default -> stack.rotate();
        }
    }

    private void other(int operation, OperationReader in) throws CannotTell {
        switch (operation) {
            case Operation.SKIP -> in.jump(in.signed(2));
            case Operation.BREGX -> {
                int register = (int) in.uleb();
                stack.push(register(register) + in.sleb());
            }
            case Operation.FBREG -> stack.push(frameBase.in(frame) + in.sleb());
            case Operation.CALL_FRAME_CFA ->
                    stack.push(
                            frame.cfa()
                                    .orElseThrow(
                                            () -> new CannotTell("its frame's address is lost")));
            case Operation.DEREF_SIZE -> stack.push(read(stack.pop().bits(), in.u8()));
            case Operation.ADDRX,
                    Operation.CONSTX,
                    Operation.GNU_ADDR_INDEX,
                    Operation.GNU_CONST_INDEX ->
                    stack.push(unit.address(in.uleb()));
            case Operation.NOP, Operation.GNU_UNINIT -> {
                // nothing to do
            }
            case Operation.REGX,
                    Operation.PIECE,
                    Operation.BIT_PIECE,
                    Operation.IMPLICIT_VALUE,
                    Operation.STACK_VALUE,
                    Operation.IMPLICIT_POINTER,
                    Operation.GNU_IMPLICIT_POINTER ->
                    describe(operation, in);
            case Operation.CALL2 -> call(unit.procedure(in.unsigned(2), true));
            case Operation.CALL4 -> call(unit.procedure(in.unsigned(4), true));
            case Operation.CALL_REF -> call(unit.procedure(reference(in), false));
            case Operation.ENTRY_VALUE, Operation.GNU_ENTRY_VALUE ->
                    stack.push(unit.entryValue(in.bytes(in.uleb()), frame));
            default -> typed(operation, in);
        }
    }

    private void describe(int operation, OperationReader in) throws CannotTell {
        switch (operation) {
            case Operation.REGX -> described = new Location.Register((int) in.uleb());
            case Operation.PIECE -> piece(Byte.SIZE * in.uleb(), 0);
            case Operation.BIT_PIECE -> piece(in.uleb(), in.uleb());
            case Operation.IMPLICIT_VALUE -> described = new Location.Value(in.bytes(in.uleb()));
            case Operation.STACK_VALUE -> {
                Operand operand = stack.pop();
                ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                described = new Location.Value(bytes.putLong(operand.bits()).array());
            }
            default -> {
                reference(in);
                in.sleb();
                described = new Location.Unavailable("points to what has been optimized out");
            }
        }
    }

    private void piece(long bitSize, long bitOffset) throws CannotTell {
        Location place = place();
        if (place instanceof Location.Memory) {
            stack.pop();
        }
        pieces.add(new Location.Piece(bitSize, bitOffset, place));
        described = null;
    }

    private void typed(int operation, OperationReader in) throws CannotTell {
        switch (operation) {
            case Operation.CONST_TYPE, Operation.GNU_CONST_TYPE -> {
                BaseType type = unit.baseType(in.uleb());
                stack.push(Operand.of(number(in.bytes(in.u8())), type));
            }
            case Operation.REGVAL_TYPE, Operation.GNU_REGVAL_TYPE -> {
                long value = register((int) in.uleb());
                stack.push(Operand.of(value, unit.baseType(in.uleb())));
            }
            case Operation.DEREF_TYPE, Operation.GNU_DEREF_TYPE -> {
                long value = read(stack.pop().bits(), in.u8());
                stack.push(Operand.of(value, unit.baseType(in.uleb())));
            }
            case Operation.CONVERT, Operation.GNU_CONVERT ->
                    stack.retype(unit.baseType(in.uleb()), true);
            case Operation.REINTERPRET, Operation.GNU_REINTERPRET ->
                    stack.retype(unit.baseType(in.uleb()), false);
            case Operation.FORM_TLS_ADDRESS, Operation.GNU_PUSH_TLS_ADDRESS ->
                    throw new CannotTell("thread-local variables are not supported");
            case Operation.PUSH_OBJECT_ADDRESS ->
                    throw new CannotTell("its place depends on the object it is part of");
            case Operation.GNU_PARAMETER_REF, Operation.GNU_VARIABLE_VALUE ->
                    throw new CannotTell("it depends on what has been optimized out");
            default -> throw unknown(operation);
        }
    }

    private void call(byte[] operations) throws CannotTell {
        if (++calls > MAXIMUM_CALLS) {
            throw new CannotTell("its location expression calls itself");
        }
        run(new OperationReader(operations));
        calls--;
    }

    private long reference(OperationReader in) throws CannotTell {
        return in.unsigned(unit.encoding().referenceSize());
    }

    private long register(int number) throws CannotTell {
        return frame.register(number)
                .orElseThrow(() -> new CannotTell(registerName(number) + " is not known here"));
    }

    private static String registerName(int number) {
        return number < 32 ? "register x" + number : "register " + number + " of DWARF";
    }

    private long read(long address, int size) throws CannotTell {
        if (size < 1 || size > Long.BYTES) {
            throw new CannotTell("its location expression reads " + size + " bytes at once");
        }
        byte[] bytes = new byte[size];
        if (frame.read(address, bytes) < size) {
            throw new CannotTell("memory at 0x" + Long.toHexString(address) + " cannot be read");
        }
        return number(bytes);
    }

    private static CannotTell unknown(int operation) {
        return new CannotTell(String.format("unknown location operation 0x%02x", operation));
    }
}
