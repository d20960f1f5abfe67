package org.bitline.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and problems
 * @param terminal whether err is a terminal
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {}
