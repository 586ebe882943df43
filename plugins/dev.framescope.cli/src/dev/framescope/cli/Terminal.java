package dev.framescope.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and prints.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error: messages and statistics
 * @param interactive whether a person sits at the input
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {}
