package dev.framescope.machine.firmware;

/**
 * What a call returns (SBI 2.0, chapter 3).
 *
 * @param error into a0: {@link #SUCCESS} or one of the errors
 * @param value into a1
 */
record SbiResult(long error, long value) {
    static final long SUCCESS = 0;

    static final SbiResult OK = new SbiResult(SUCCESS, 0);
    static final SbiResult NOT_SUPPORTED = new SbiResult(-2, 0);
    static final SbiResult INVALID_PARAM = new SbiResult(-3, 0);
    static final SbiResult INVALID_ADDRESS = new SbiResult(-5, 0);
    static final SbiResult ALREADY_AVAILABLE = new SbiResult(-6, 0);

    static SbiResult of(long value) {
        return new SbiResult(SUCCESS, value);
    }
}
