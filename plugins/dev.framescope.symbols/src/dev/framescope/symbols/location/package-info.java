/**
 * Where the value of a variable is while a hart is at some instruction, and what has to be known
 * about the hart to tell (DWARF 5, section 2.6).
 */
package dev.framescope.symbols.location;
