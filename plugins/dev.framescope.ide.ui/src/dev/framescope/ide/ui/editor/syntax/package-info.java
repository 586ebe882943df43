/** Colouring of kernel sources: line by line, without SWT below the reconcilers. */
package dev.framescope.ide.ui.editor.syntax;
