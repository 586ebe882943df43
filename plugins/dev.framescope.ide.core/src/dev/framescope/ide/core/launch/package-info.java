/** The launch configuration type "RV64 Kernel": its attributes, their checks, and the launch. */
package dev.framescope.ide.core.launch;
