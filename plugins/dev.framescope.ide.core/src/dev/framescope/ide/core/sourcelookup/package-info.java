/** How the paths that a compiler recorded lead to files of the workspace and of the disk. */
package dev.framescope.ide.core.sourcelookup;
