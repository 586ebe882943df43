package dev.framescope.debugger.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.type.BaseType;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Assignments to a value that is half in memory and half in register {@code a0}. */
class PieceAssignmentTest {
    private static final BaseType WORD =
            new BaseType("unsigned long", Long.BYTES, BaseType.Encoding.UNSIGNED);
    private static final int A0 = 10;

    private final Places frame = new Places();
    private final Value value =
            Value.of(
                    WORD,
                    new Storage.Pieces(
                            List.of(
                                    new Location.Piece(32, 0, new Location.Memory(4)),
                                    new Location.Piece(32, 0, new Location.Register(A0))),
                            0));

    @Test
    void changesAllPieces() throws Exception {
        value.write(frame, null, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertArrayEquals(new byte[] {0, 0, 0, 0, 1, 2, 3, 4}, frame.memory);
        assertEquals(0x0807_0605L, frame.a0);
        assertEquals(0x0807_0605_0403_0201L, value.number(frame));
    }

    @Test
    void changesNothingIfOnePieceCannotBeChanged() {
        frame.registerFails = true;
        assertEquals("a0 is lost", problem());
        assertArrayEquals(new byte[8], frame.memory);
    }

    @Test
    void saysIfSomeOfItIsChangedForGood() {
        frame.registerFails = true;
        frame.writes = 1;
        assertEquals("a0 is lost; other parts of the value were changed", problem());
        assertArrayEquals(new byte[] {0, 0, 0, 0, 1, 1, 1, 1}, frame.memory);
    }

    private String problem() {
        byte[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
        return assertThrows(ValueException.class, () -> value.write(frame, null, ones))
                .getMessage();
    }

    /** Eight bytes of memory and a register. */
    private static final class Places implements ValueFrame {
        private final byte[] memory = new byte[8];
        private long a0;
        private boolean registerFails;

        /** How often memory can be written. */
        private int writes = Integer.MAX_VALUE;

        @Override
        public HartInspection hart() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Inspection machine() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<SymbolFile> symbols() {
            return Optional.empty();
        }

        @Override
        public Language language() {
            return Language.C;
        }

        @Override
        public OptionalLong register(RegisterId register) {
            return OptionalLong.of(a0);
        }

        @Override
        public OptionalLong register(int dwarfRegister) {
            return OptionalLong.of(a0);
        }

        @Override
        public OptionalLong cfa() {
            return OptionalLong.empty();
        }

        @Override
        public long linkPc() {
            return 0;
        }

        @Override
        public int read(long address, byte[] into) {
            System.arraycopy(memory, (int) address, into, 0, into.length);
            return into.length;
        }

        @Override
        public int read(MemorySpace space, long address, byte[] into) {
            return read(address, into);
        }

        @Override
        public int write(MachineControl control, MemorySpace space, long address, byte[] bytes) {
            if (writes-- <= 0) {
                return 0;
            }
            System.arraycopy(bytes, 0, memory, (int) address, bytes.length);
            return bytes.length;
        }

        @Override
        public void write(MachineControl control, RegisterId register, long number)
                throws ValueException {
            if (registerFails) {
                throw new ValueException("a0 is lost");
            }
            a0 = number;
        }

        @Override
        public long linkAddress(long address) {
            return address;
        }
    }
}
