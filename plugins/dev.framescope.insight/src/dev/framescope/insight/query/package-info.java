/**
 * Questions that a person types at a machine, and their answers as text: the same in the command
 * line debugger and in GDB's {@code monitor} command.
 */
package dev.framescope.insight.query;
