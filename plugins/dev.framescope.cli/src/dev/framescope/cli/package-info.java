/**
 * The {@code framescope} command: a kernel run, debugged and measured without an IDE.
 *
 * <p>{@link dev.framescope.cli.Main} takes the command line and hands it to one class per
 * subcommand. This bundle alone prints to standard output and standard error.
 */
package dev.framescope.cli;
