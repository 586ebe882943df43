/** What the machine looks like to GDB: registers, threads, and the tables that it can ask for. */
package dev.framescope.gdbserver.inferior;
