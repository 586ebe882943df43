/** The kernel's ELF file, as the machine, the ledger and the views need it. */
package dev.framescope.insight.kernel;
