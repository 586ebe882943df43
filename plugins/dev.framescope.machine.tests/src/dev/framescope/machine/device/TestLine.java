package dev.framescope.machine.device;

/** An interrupt line that a test looks at. */
final class TestLine implements InterruptLine {
    boolean level;

    @Override
    public void set(boolean newLevel) {
        level = newLevel;
    }
}
