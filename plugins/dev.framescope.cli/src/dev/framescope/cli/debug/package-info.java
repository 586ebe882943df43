/** The debugger as a command shell: one small class for each group of its commands. */
package dev.framescope.cli.debug;
