/** What the views of the debugged kernel have in common. */
package dev.framescope.ide.ui.views;
