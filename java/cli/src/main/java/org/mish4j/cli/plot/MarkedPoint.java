// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

/**
 * A point of a chart that is marked.
 *
 * @param text what is written below it
 */
record MarkedPoint(double x, double y, String text) {}
