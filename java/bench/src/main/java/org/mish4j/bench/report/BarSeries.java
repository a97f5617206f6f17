// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has one colour in a chart.
 *
 * @param name in the legend
 * @param numbers one for each category; null where there is none
 */
record BarSeries(String name, Color color, List<@Nullable Double> numbers) {
    /** Returns whether there is any number. */
    boolean hasNumbers() {
        return numbers.stream().anyMatch(number -> number != null);
    }
}
