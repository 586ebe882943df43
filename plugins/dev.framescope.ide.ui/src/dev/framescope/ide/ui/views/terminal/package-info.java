/**
 * The view Machine Console: each machine's serial line in a VT100 terminal. What a machine prints
 * goes from its thread through {@link dev.framescope.ide.ui.views.terminal.OutputBacklog}, a thread
 * of the terminal's own and {@link dev.framescope.ide.ui.views.terminal.TerminalText} to the
 * platform's terminal widget; what is typed there goes straight to the machine's console.
 */
package dev.framescope.ide.ui.views.terminal;
