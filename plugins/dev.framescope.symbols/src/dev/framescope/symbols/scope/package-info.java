/** What is visible at an instruction: the functions it belongs to, and their variables. */
package dev.framescope.symbols.scope;
