/** The view Machine Console: the machine's serial line as a terminal that understands VT100. */
package dev.framescope.ide.ui.views.console;
