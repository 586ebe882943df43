/** The registers of a hart as a model: groups, names, and what the values mean. */
package dev.framescope.debugger.registers;
