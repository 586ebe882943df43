/** The whole state of a machine, kept in memory or in a file. */
package dev.framescope.machine.snapshot;
