// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import org.mish4j.cli.plot.Picture;

/**
 * A chart of a report.
 *
 * @param name of its files, without the ending
 * @param title what it shows
 */
record Chart(String name, String title, Picture picture) {}
