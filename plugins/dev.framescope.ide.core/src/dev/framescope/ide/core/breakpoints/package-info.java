/** Breakpoints of the workspace, and how they reach the machines. */
package dev.framescope.ide.core.breakpoints;
