/** What the generic editor gets for kernel sources. */
package dev.framescope.ide.ui.editor;
