/**
 * The built-in firmware: the Supervisor Binary Interface (RISC-V SBI specification 2.0), served by
 * the machine itself instead of by code in M-mode. One class for each extension; {@link
 * dev.framescope.machine.firmware.BuiltinFirmware} finds the one that a call names. Machine thread
 * only.
 */
package dev.framescope.machine.firmware;
