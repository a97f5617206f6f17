// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.List;

/**
 * What the raw data of all forks say.
 *
 * @param median of an even number of samples, the mean of the two in the middle
 * @param samples how many there are
 */
record Statistics(double median, double least, double largest, int samples) {
    /** Returns the statistics of at least one number. */
    static Statistics of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("there are no samples, expected at least one");
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Statistics(median, sorted.getFirst(), sorted.getLast(), sorted.size());
    }
}
