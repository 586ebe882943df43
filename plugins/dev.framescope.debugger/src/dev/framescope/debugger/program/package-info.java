/**
 * Which program's code a hart runs: the kernel, firmware, user programs, each with its symbols, and
 * the look-up by privilege, page table and memory that tells them apart.
 */
package dev.framescope.debugger.program;
