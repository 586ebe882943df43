/** Path mappings in the launch dialog, and the editor for sources that are not found. */
package dev.framescope.ide.ui.sourcelookup;
