/** How the elements of the debug model look, and the commands on them. */
package dev.framescope.ide.ui.model;
