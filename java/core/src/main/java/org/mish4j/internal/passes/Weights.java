// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** Arithmetic on constants in double, rounded once, into new constants: the old ones may have other readers. */
final class Weights {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** So many are worth the start of another thread. */
    private static final long ELEMENTS_OF_A_TASK = 1 << 16;

    private Weights() {}

    /** The factor of an element, from its places in two dimensions. */
    @FunctionalInterface
    interface Factor {
        double at(int outer, int channel);
    }

    /**
     * Multiplies a constant, seen as {@code [outer, channels, inner]}.
     *
     * @return null if a product is not finite
     */
    static @Nullable Constant scale(Constant weights, int outer, int channels, Factor factor) {
        int rows = Math.multiplyExact(outer, channels);
        int inner = Math.toIntExact(weights.shape().elementCount() / rows);
        int tasks = (int) Math.min(rows, weights.shape().elementCount() / ELEMENTS_OF_A_TASK + 1);
        AtomicBoolean finite = new AtomicBoolean(true);
        Constant scaled = Constant.of(
                TensorType.F32,
                weights.shape(),
                target -> IntStream.range(0, tasks).parallel().forEach(task -> {
                    int first = (int) ((long) rows * task / tasks);
                    int end = (int) ((long) rows * (task + 1) / tasks);
                    float[] row = new float[inner];
                    for (int index = first; index < end; index++) {
                        long position = (long) index * inner;
                        MemorySegment.copy(weights.segment(), FLOAT, position * Float.BYTES, row, 0, inner);
                        if (!multiply(row, factor.at(index / channels, index % channels))) {
                            finite.set(false);
                        }
                        MemorySegment.copy(row, 0, target, FLOAT, position * Float.BYTES, inner);
                    }
                }));
        return finite.get() ? scaled : null;
    }

    /** Multiplies in place, and tells whether all products are finite. */
    private static boolean multiply(float[] row, double multiplier) {
        float sumOfZeros = 0;
        for (int index = 0; index < row.length; index++) {
            row[index] = (float) (row[index] * multiplier);
            sumOfZeros += row[index] * 0; // NaN as soon as one is not finite
        }
        return sumOfZeros == 0;
    }

    /**
     * Adds up, for each outer place, a constant's elements, each times its factor; seen as {@code [outer, channels,
     * inner]}.
     */
    static double[] sums(Constant weights, int outer, int channels, Factor factor) {
        long inner = weights.shape().elementCount() / outer / channels;
        MemorySegment source = weights.segment();
        double[] sums = new double[outer];
        long element = 0;
        for (int first = 0; first < outer; first++) {
            for (int channel = 0; channel < channels; channel++) {
                double multiplier = factor.at(first, channel);
                for (long end = element + inner; element < end; element++) {
                    sums[first] += source.getAtIndex(FLOAT, element) * multiplier;
                }
            }
        }
        return sums;
    }

    /**
     * Rounds a vector.
     *
     * @return null if an element is not finite
     */
    static @Nullable Constant round(double[] values) {
        float[] rounded = toFloats(values);
        for (float value : rounded) {
            if (!Float.isFinite(value)) {
                return null;
            }
        }
        return Constant.ofFloats(Shape.of(rounded.length), rounded);
    }

    static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int index = 0; index < floats.length; index++) {
            floats[index] = (float) values[index];
        }
        return floats;
    }

    static double[] toDoubles(Constant constant) {
        float[] floats = constant.toFloatArray();
        double[] doubles = new double[floats.length];
        for (int index = 0; index < floats.length; index++) {
            doubles[index] = floats[index];
        }
        return doubles;
    }
}
