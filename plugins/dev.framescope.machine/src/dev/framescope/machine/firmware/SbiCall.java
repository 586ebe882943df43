package dev.framescope.machine.firmware;

import dev.framescope.machine.hart.Hart;

/**
 * A call as the hart makes it: a7 is the extension, a6 the function, a0 and up the arguments (SBI
 * 2.0, chapter 3).
 */
record SbiCall(Hart hart, int extension, int function) {
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A6 = 16;
    private static final int A7 = 17;

    static SbiCall of(Hart hart) {
        return new SbiCall(hart, (int) hart.x(A7), (int) hart.x(A6));
    }

    /** An argument; 0 is in a0. */
    long argument(int index) {
        return hart.x(A0 + index);
    }

    void answer(SbiResult result) {
        hart.setX(A0, result.error());
        hart.setX(A1, result.value());
    }

    /** Legacy calls return one value, and keep a1 (SBI 2.0, chapter 5). */
    void answerLegacy(long value) {
        hart.setX(A0, value);
    }
}
