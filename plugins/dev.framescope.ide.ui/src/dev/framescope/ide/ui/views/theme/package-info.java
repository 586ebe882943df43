/** Colours and icons. */
package dev.framescope.ide.ui.views.theme;
