/**
 * GDB's remote serial protocol (GDB manual, appendix E) for a machine: a server on loopback, and
 * what clients of it see. It knows nothing of the other clients of the same run control.
 */
package dev.framescope.gdbserver;
