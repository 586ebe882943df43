/** The perspective Kernel Debug. */
package dev.framescope.ide.ui.perspective;
