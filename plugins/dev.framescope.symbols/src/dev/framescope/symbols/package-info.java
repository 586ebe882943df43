/**
 * What an ELF file says about its program, by link address: functions, source lines, symbols, call
 * frames. {@link dev.framescope.symbols.SymbolFile} is the way in.
 */
package dev.framescope.symbols;
