/**
 * Run control: the machine thread and its commands, the interleaving of the harts in time, code
 * points, watchpoints, handlers of traps, satp and modes, listeners, inspection, and the host's end
 * of the serial line. It knows the machine it runs only as {@link
 * dev.framescope.machine.run.Hardware}.
 */
package dev.framescope.machine.run;
