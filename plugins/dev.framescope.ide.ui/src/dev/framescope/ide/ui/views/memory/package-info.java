/** The view Physical Memory. */
package dev.framescope.ide.ui.views.memory;
