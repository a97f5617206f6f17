// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

/**
 * A part of an axis.
 *
 * @param from its least number
 * @param to its largest number
 */
public record PlotRange(double from, double to) {
    private static final double LIMIT = 1000;
    private static final double LEAST_LENGTH = 0.01;

    /** Checks that the range is long enough and that its ends can be drawn. */
    public PlotRange {
        if (!isWithinLimit(from) || !isWithinLimit(to) || !(to - from >= LEAST_LENGTH)) {
            throw new IllegalArgumentException(
                    "the range from %s to %s can't be plotted, expected two numbers from -1000 to 1000, the second larger by at least 0.01"
                            .formatted(from, to));
        }
    }

    private static boolean isWithinLimit(double number) {
        return Math.abs(number) <= LIMIT;
    }

    /** Returns numbers at equal distances, the first {@code from}, the last {@code to}. */
    public double[] points(int count) {
        double[] points = new double[count];
        for (int index = 0; index < count; index++) {
            double share = index / (count - 1.0);
            points[index] = from * (1 - share) + to * share;
        }
        return points;
    }

    /** Returns whether a number lies in the range. */
    public boolean contains(double number) {
        return from <= number && number <= to;
    }

    /** Returns the largest number minus the least. */
    public double length() {
        return to - from;
    }
}
