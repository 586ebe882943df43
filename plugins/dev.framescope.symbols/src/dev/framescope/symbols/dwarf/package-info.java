/**
 * DWARF debug information, versions 2 to 5: units, functions, line tables, call frames; types,
 * variables and the expressions that locate them.
 *
 * <p>{@link dev.framescope.symbols.dwarf.DebugInfo} indexes the units; each is read when it is
 * asked for. {@link dev.framescope.symbols.dwarf.ProgramScopes} answers about scopes, variables and
 * types. Failures of reading are reported, and what is readable is used.
 */
package dev.framescope.symbols.dwarf;
