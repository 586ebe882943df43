package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.type.BaseType;

/** The numbers of base type encodings (DWARF 5, section 7.8). */
final class EncodingCode {

    private EncodingCode() {}

    static BaseType.Encoding encoding(int code) {
        return switch (code) {
            case 0x01 -> BaseType.Encoding.ADDRESS;
            case 0x02 -> BaseType.Encoding.BOOLEAN;
            case 0x03 -> BaseType.Encoding.COMPLEX_FLOAT;
            case 0x04 -> BaseType.Encoding.FLOAT;
            case 0x05 -> BaseType.Encoding.SIGNED;
            case 0x06 -> BaseType.Encoding.SIGNED_CHAR;
            case 0x07 -> BaseType.Encoding.UNSIGNED;
            case 0x08 -> BaseType.Encoding.UNSIGNED_CHAR;
            case 0x10, 0x11, 0x12 -> BaseType.Encoding.UTF; // UTF, UCS, ASCII
            default -> BaseType.Encoding.OTHER;
        };
    }
}
