/** Typed values and where they are: in memory, in registers, in several pieces, or nowhere. */
package dev.framescope.debugger.value;
