/** Text with styles and links, and the pane that shows it. */
package dev.framescope.ide.ui.views.text;
