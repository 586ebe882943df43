/** The demonstration that the command line can ask for: the sample kernel at a stop. */
package dev.framescope.ide.ui.demo;
