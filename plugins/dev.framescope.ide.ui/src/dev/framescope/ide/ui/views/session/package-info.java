/** The kernel that a window's debug context is about, read once at every stop for all views. */
package dev.framescope.ide.ui.views.session;
