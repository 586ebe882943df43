/** A canvas of cells that stand for equal pieces of memory; all but the canvas without SWT. */
package dev.framescope.ide.ui.views.grid;
