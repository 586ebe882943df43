/**
 * From what a user says (files, sizes, numbers) to a machine's configuration: reads the kernel, the
 * firmware and what else a machine starts from. {@link dev.framescope.insight.boot.MachineSetup} is
 * where to begin.
 */
package dev.framescope.insight.boot;
