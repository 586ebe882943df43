/** The view Disassembly: what it shows, without SWT, and how. */
package dev.framescope.ide.ui.views.disassembly;
