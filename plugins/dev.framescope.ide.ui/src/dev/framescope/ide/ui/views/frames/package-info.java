/** The view Page Frames. */
package dev.framescope.ide.ui.views.frames;
