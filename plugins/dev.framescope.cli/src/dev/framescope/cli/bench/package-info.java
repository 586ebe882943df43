/**
 * The benchmark: the same small guests in this machine and, where it is installed, in QEMU. Their
 * source is in the folder {@code guests} of this bundle; what is built from it lies beside these
 * classes.
 */
package dev.framescope.cli.bench;
