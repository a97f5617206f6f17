// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err errors, notes and progress
 */
public record Streams(PrintWriter out, PrintWriter err) {}
