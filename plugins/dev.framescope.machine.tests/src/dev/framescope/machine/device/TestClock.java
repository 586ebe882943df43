package dev.framescope.machine.device;

/** A clock that a test sets. */
final class TestClock implements MachineClock {
    long nanos;

    @Override
    public long nanos() {
        return nanos;
    }
}
