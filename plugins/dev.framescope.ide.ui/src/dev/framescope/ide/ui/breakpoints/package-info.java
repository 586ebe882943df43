/** Setting breakpoints in editors and dialogs, and running to a line. */
package dev.framescope.ide.ui.breakpoints;
