/**
 * Sessions under CDT's debugger, found through the platform: CDT's launch delegate runs GDB in our
 * launch, against a GDB server in this process. Nothing here is compiled against CDT.
 */
package dev.framescope.ide.core.cdt;
