// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** Arithmetic on constants in double, rounded once, into new constants: the old ones may have other readers. */
final class Weights {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

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
        long inner = weights.shape().elementCount() / outer / channels;
        MemorySegment source = weights.segment();
        boolean[] finite = {true};
        Constant scaled = Constant.of(TensorType.F32, weights.shape(), target -> {
            long element = 0;
            for (int first = 0; first < outer; first++) {
                for (int channel = 0; channel < channels; channel++) {
                    double multiplier = factor.at(first, channel);
                    for (long end = element + inner; element < end; element++) {
                        float product = (float) (source.getAtIndex(FLOAT, element) * multiplier);
                        finite[0] &= Float.isFinite(product);
                        target.setAtIndex(FLOAT, element, product);
                    }
                }
            }
        });
        return finite[0] ? scaled : null;
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
