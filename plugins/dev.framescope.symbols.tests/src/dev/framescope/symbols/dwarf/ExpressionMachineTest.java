package dev.framescope.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/** Expressions written by hand, as hexadecimal bytes. */
class ExpressionMachineTest {

    /** Register n holds 1000 n but x5 is lost; the byte at address a is the low byte of a. */
    private static final LocationContext FRAME =
            new LocationContext() {
                @Override
                public OptionalLong register(int number) {
                    return number == 5 ? OptionalLong.empty() : OptionalLong.of(1000L * number);
                }

                @Override
                public OptionalLong cfa() {
                    return OptionalLong.of(0x8000);
                }

                @Override
                public int read(long address, byte[] into) {
                    for (int i = 0; i < into.length; i++) {
                        into[i] = (byte) (address + i);
                    }
                    return address == 0 ? 0 : into.length;
                }

                @Override
                public long linkPc() {
                    return 0x1000;
                }
            };

    private static byte[] bytes(String hex) {
        String[] parts = hex.strip().split(" ");
        byte[] bytes = new byte[hex.isBlank() ? 0 : parts.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return bytes;
    }

    private static Location locate(String hex) {
        return new ExpressionMachine(ExpressionUnit.NONE, frame -> 0x4000, FRAME)
                .locate(bytes(hex));
    }

    private static String why(String hex) {
        return ((Location.Unavailable) locate(hex)).why();
    }

    @ParameterizedTest
    @CsvSource({
        "03 88 77 66 55 44 33 22 11, 0x1122334455667788", // addr
        "08 ff, 255",
        "09 ff, -1",
        "0a fe ff, 65534",
        "0b fe ff, -2",
        "0c ff ff ff ff, 4294967295",
        "0d ff ff ff ff, -1",
        "10 e5 8e 26, 624485", // constu
        "11 c0 bb 78, -123456", // consts
        "31 4f 12 22 22, 63", // lit1, lit31, dup, plus, plus
        "33 34 13, 3", // drop
        "33 34 14 1c, 1", // 3 4 3: over, minus
        "33 34 35 15 02 22 22 22, 15", // pick
        "33 34 16 1c, 1", // swap
        "31 32 33 17 1c 1c, 4", // rot: 3 1 2 -> 3 - (1 - 2)
        "09 fe 19, 2", // abs
        "3f 35 1a, 5", // and
        "09 f9 32 1b, -3", // div is signed
        "3f 34 1d, 3", // mod
        "35 36 1e, 30",
        "35 1f, -5",
        "30 20, -1",
        "31 36 21, 7",
        "31 23 e5 8e 26, 624486", // plus_uconst
        "31 38 24, 256",
        "09 ff 08 3c 25, 15", // shr by 60
        "09 f0 32 26, -4", // shra
        "09 f0 08 40 26, -1", // shra by all bits
        "31 08 40 24, 0", // shl by all bits
        "36 33 27, 5",
        "09 ff 30 2d, 1", // -1 < 0
        "31 32 2b, 0",
        "32 32 2a, 1",
        "31 28 01 00 32 33, 3", // branch over lit2
        "31 2f 01 00 32, 1", // skip
        "7a 7f, 9999", // breg10 -1
        "92 0b 01, 11001", // bregx 11
        "91 70, 0x3ff0", // fbreg -16
        "9c 23 08, 0x8008", // call_frame_cfa
        "08 10 06, 0x1716151413121110", // deref
        "08 10 94 02, 0x1110", // deref_size
        "96 31, 1"
    })
    void operationsComputeAddresses(String hex, String address) {
        assertEquals(new Location.Memory(Long.decode(address)), locate(hex));
    }

    @Test
    void registersAndValuesArePlacesOfTheirOwn() {
        assertEquals(new Location.Register(10), locate("5a"));
        assertEquals(new Location.Register(4096), locate("90 80 20"));
        assertArrayEquals(
                new byte[] {5, 0, 0, 0, 0, 0, 0, 0}, ((Location.Value) locate("35 9f")).bytes());
        assertArrayEquals(new byte[] {1, 2}, ((Location.Value) locate("9e 02 01 02")).bytes());
    }

    @Test
    void piecesKeepTheirOrderAndGaps() {
        Location.Pieces pieces = (Location.Pieces) locate("5a 93 04 93 02 91 00 93 08 5b 9d 03 05");
        assertEquals(
                Arrays.asList(
                        new Location.Piece(32, 0, new Location.Register(10)),
                        new Location.Piece(16, 0, Location.Unavailable.OPTIMIZED_OUT),
                        new Location.Piece(64, 0, new Location.Memory(0x4000)),
                        new Location.Piece(3, 5, new Location.Register(11))),
                pieces.pieces());
    }

    @Test
    void whatCannotBeToldSaysWhy() {
        assertEquals("optimized out", why(""));
        assertEquals("register x5 is not known here", why("75 00"));
        assertEquals("memory at 0x0 cannot be read", why("30 06"));
        assertEquals("its location expression divides by zero", why("31 30 1b"));
        assertEquals("its location expression lacks an operand", why("31 22"));
        assertEquals("unknown location operation 0xff", why("ff"));
        assertEquals("thread-local variables are not supported", why("30 9b"));
        assertTrue(why("0e 01").contains("ends in the middle"), why("0e 01"));
        assertTrue(why("2f 40 00").contains("jumps out"), why("2f 40 00"));
        assertTrue(why("f2 00 00 00 00 00").contains("optimized out"));
    }

    @Test
    void endlessExpressionsEnd() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    assertTrue(why("2f fd ff").contains("come to an end"));
                    assertTrue(why("31 2f fc ff").contains("operands"));
                });
    }

    @Test
    void rulesOfCallFramesStartWithTheFramesAddress() {
        assertEquals(
                OptionalLong.of(0x1000 - 8), FrameExpression.value(bytes("38 1c"), 0x1000, FRAME));
        assertEquals(
                OptionalLong.of(2016),
                FrameExpression.value(new CfaRule.Expression(bytes("72 10")), FRAME));
        assertEquals(
                OptionalLong.empty(),
                FrameExpression.value(new CfaRule.Expression(bytes("75 10")), FRAME));
    }
}
