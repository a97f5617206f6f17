// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.util.Arrays;

/**
 * The least of measured times, and percentiles, in nanoseconds, by the nearest-rank method: the smallest time that at least p percent of
 * all are not above.
 */
public record Latency(long min, long p50, long p90, long p99) {
    /**
     * Makes the percentiles of some times.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Latency of(long[] nanoseconds) {
        if (nanoseconds.length == 0) {
            throw new IllegalArgumentException("there are no times, expected at least one");
        }
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        return new Latency(sorted[0], nearestRank(sorted, 50), nearestRank(sorted, 90), nearestRank(sorted, 99));
    }

    private static long nearestRank(long[] sorted, int percent) {
        return sorted[(int) Math.ceilDiv((long) sorted.length * percent, 100) - 1];
    }
}
