// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

/** Compares a candidate's output with another one's before it is timed. */
public final class Agreement {
    private Agreement() {}

    /**
     * Checks that no output is further from the expected one than a part of the largest magnitude expected.
     *
     * @param candidate its name, for the error's text
     * @param tolerance relative to the largest magnitude
     * @throws IllegalStateException if one is, or is NaN
     */
    public static void require(String candidate, float[] expected, float[] found, double tolerance) {
        if (expected.length != found.length) {
            throw new IllegalStateException(
                    "%s gives %d numbers, expected %d".formatted(candidate, found.length, expected.length));
        }
        double largest = 0;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int index = 0; index < expected.length; index++) {
            double distance = Math.abs((double) expected[index] - found[index]);
            if (!(distance <= tolerance * largest)) {
                throw new IllegalStateException("%s gives %s at %d, expected %s within %s of the largest magnitude, %s"
                        .formatted(candidate, found[index], index, expected[index], tolerance, largest));
            }
        }
    }
}
