/**
 * The differential test: random programs, reproducible by seed, run in this machine and in QEMU,
 * and their states compared after every block of instructions.
 */
package dev.framescope.cli.compare;
