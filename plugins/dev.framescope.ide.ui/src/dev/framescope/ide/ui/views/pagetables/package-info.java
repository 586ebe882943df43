/** The view Page Tables. */
package dev.framescope.ide.ui.views.pagetables;
