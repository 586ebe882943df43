package dev.framescope.machine.device;

/**
 * How a device or the firmware ends or restarts the machine; takes effect after this instruction.
 */
public interface PowerSwitch {
    /**
     * Ends the machine.
     *
     * @param code 0 for an ordinary power-off
     * @param how for a person, such as {@code SBI system reset: shutdown}
     */
    void powerOff(int code, String how);

    /** Loads the images again and starts all harts as at power-on; RAM keeps what else it has. */
    void reboot();
}
