/** The launch dialog's tabs for RV64 kernels, and Run As and Debug As. */
package dev.framescope.ide.ui.launch;
