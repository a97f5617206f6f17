// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices.special;

import java.util.Arrays;
import java.util.List;
import org.mish4j.Graph;
import org.mish4j.Precision;

/**
 * An operator, numbers that are no ordinary ones, and what is promised of its result.
 *
 * @param row the row of {@code docs/nan-and-infinity.md}
 * @param graph with one output
 * @param inputs the elements of each input
 * @param expected the elements of the output; what is finite there may differ by {@code 1e-5} of it and by {@code absolute}
 * @param absolute the absolute tolerance in f32
 * @param fitsHalf whether all numbers can be those of f16
 */
record SpecialCase(String row, Graph graph, List<float[]> inputs, float[] expected, double absolute, boolean fitsHalf) {
    /** What a subnormal may be off by. */
    private static final double SUBNORMAL = 1e-37;

    private static final double RELATIVE = 1e-5;

    /** Makes a case of ordinary tolerance. */
    static SpecialCase of(String row, Graph graph, List<float[]> inputs, float... expected) {
        return new SpecialCase(row, graph, inputs, expected, SUBNORMAL, fitsHalf(inputs));
    }

    static boolean fitsHalf(List<float[]> inputs) {
        for (float[] input : inputs) {
            for (float number : input) {
                if (Float.isFinite(number) && number != 0 && (Math.abs(number) > 10 || Math.abs(number) < 0.1f)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Tells whether an element is as promised. */
    boolean allows(int element, float found, Precision precision) {
        float promised = expected[element];
        if (!Float.isFinite(promised)) {
            return Float.compare(promised, found) == 0;
        }
        boolean full = precision == Precision.F32;
        double tolerance = full ? absolute + RELATIVE * Math.abs(promised) : 2e-2 * Math.max(1, Math.abs(promised));
        return Math.abs((double) found - promised) <= tolerance;
    }

    @Override
    public String toString() {
        return "%s: %s of %s"
                .formatted(
                        row, graph.name(), inputs.stream().map(Arrays::toString).toList());
    }
}
