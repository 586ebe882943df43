/** Packets of the remote serial protocol as bytes: framing, escapes, numbers. No machine here. */
package dev.framescope.gdbserver.protocol;
