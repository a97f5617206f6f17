// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.SplittableRandom;
import org.mish4j.Operator;
import org.mish4j.Precision;
import org.mish4j.cli.fuzz.graphs.GraphEvaluator.Disturbance;

/**
 * Random errors as those of a setting's arithmetic, but larger: the method of Vignes (CESTAC, Discrete Stochastic Arithmetic for
 * Validating Numerical Software, 2004). How far the outputs of several such computations are apart tells what a graph makes of
 * rounding errors, also where it compares or rounds numbers that are close to each other.
 */
final class RoundingErrors implements Disturbance {
    private static final float AMPLITUDE = 3;

    // Whose neighbouring seeds have nothing in common, as those of java.util.Random have at some of their numbers
    private final SplittableRandom random;
    private final Accuracies accuracies;
    private final Precision precision;

    RoundingErrors(long seed, Setting setting) {
        this.random = new SplittableRandom(seed);
        this.accuracies = Accuracies.of(setting);
        this.precision = setting.options().precision();
    }

    @Override
    public float[] given(float[] elements) {
        float[] result = elements.clone();
        for (int index = 0; index < result.length; index++) {
            result[index] = rounded(result[index]);
        }
        return result;
    }

    @Override
    public float[] computed(Operator operator, float[] elements) {
        if (isExact(operator)) {
            return given(elements);
        }
        double largest = 0;
        for (float element : elements) {
            largest = Math.max(largest, Math.abs(element));
        }
        double common = 0;
        if (isSum(operator)) {
            common = accuracies.summing() * largest;
        } else if (operator instanceof Operator.Eltwise) {
            common = accuracies.activation();
        }
        float[] result = elements.clone();
        for (int index = 0; index < result.length; index++) {
            double error = accuracies.rounding() * Math.abs(result[index]) + common;
            result[index] = rounded((float) (result[index] + direction() * error));
        }
        return result;
    }

    /** Returns an element of the precision near a number, or the number if it is one. */
    private float rounded(float number) {
        float nearest = nearest(number);
        return nearest == number ? number : nearest((float) (number * (1 + direction() * accuracies.rounding())));
    }

    private float nearest(float number) {
        return switch (precision) {
            case F32 -> number;
            case BF16 -> nearestBfloat16(number);
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(number));
        };
    }

    private static float nearestBfloat16(float number) {
        int bits = Float.floatToRawIntBits(number);
        int rounding = 0x7FFF + (bits >>> Short.SIZE & 1);
        return Float.intBitsToFloat(bits + rounding & 0xFFFF0000);
    }

    private double direction() {
        return AMPLITUDE * (2 * random.nextDouble() - 1);
    }

    private static boolean isExact(Operator operator) {
        return switch (operator) {
            case Operator.Select _,
                    Operator.Concat _,
                    Operator.Slice _,
                    Operator.Gather _,
                    Operator.ResizeNearest _,
                    Operator.Reshape _,
                    Operator.Transpose _,
                    Operator.ArgReduce _,
                    Operator.TopK _ -> true;
            default -> false;
        };
    }

    private static boolean isSum(Operator operator) {
        return switch (operator) {
            case Operator.Convolution _,
                    Operator.Deconvolution _,
                    Operator.MatMul _,
                    Operator.Pooling _,
                    Operator.Interpolate _,
                    Operator.Reduce _,
                    Operator.Softmax _,
                    Operator.MeanVarianceNormalization _ -> true;
            default -> false;
        };
    }
}
