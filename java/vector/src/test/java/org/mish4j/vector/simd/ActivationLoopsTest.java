// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Activation.Kind;

class ActivationLoopsTest {
    private static final double RELATIVE_TOLERANCE = 1e-6;

    /**
     * What may be wrong where a product in an exponent is rounded, which costs relative accuracy far to the left, and where
     * e^x itself has no room left for its digits.
     */
    private static final double ABSOLUTE_TOLERANCE = 1e-8;

    /** A prime number, so that the sweep meets all patterns of low bits. */
    private static final int STEP_OF_BITS = 65537;

    private static final float[] SPECIAL_NUMBERS = {
        0f,
        -0f,
        Float.NaN,
        Float.intBitsToFloat(0x7fc12345),
        Float.intBitsToFloat(0xffffffff),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.5f,
        1.5f,
        2.5f,
        -0.5f,
        -1.5f,
        -2.5f,
        8388607.5f,
        -8388607.5f,
        8388609f,
        3,
        -3
    };

    static Stream<Arguments> loopsAndActivations() {
        return BothLoops.LIST.stream()
                .flatMap(loops ->
                        ActivationOracle.activations().stream().map(activation -> Arguments.of(loops, activation)));
    }

    @ParameterizedTest
    @MethodSource("loopsAndActivations")
    void isAccurateForAllFloats(Loops loops, Activation activation) {
        float[] inputs = new float[1 << 16];
        for (int index = 0; index < inputs.length; index++) {
            inputs[index] = Float.intBitsToFloat(index * STEP_OF_BITS);
        }
        assertAccurate(loops, activation, inputs);
    }

    @ParameterizedTest
    @MethodSource("loopsAndActivations")
    void isAccurateWhereFunctionsBend(Loops loops, Activation activation) {
        float[] inputs = new float[1 << 16];
        for (int index = 0; index < inputs.length; index++) {
            inputs[index] = -112 + index * (144f / inputs.length);
        }
        assertAccurate(loops, activation, inputs);
        for (int index = 0; index < inputs.length; index++) {
            inputs[index] = -4 + index * (8f / inputs.length);
        }
        assertAccurate(loops, activation, inputs);
    }

    @ParameterizedTest
    @MethodSource("loopsAndActivations")
    void isAccurateForSpecialNumbers(Loops loops, Activation activation) {
        assertAccurate(loops, activation, SPECIAL_NUMBERS);
    }

    private static void assertAccurate(Loops loops, Activation activation, float[] inputs) {
        DoubleUnaryOperator oracle = ActivationOracle.of(activation);
        try (Runs runs = new Runs(2, inputs.length)) {
            runs.set(0, inputs);
            loops.activate(activation, runs.segment(), runs.place(0), runs.segment(), runs.place(1), inputs.length);
            for (int index = 0; index < inputs.length; index++) {
                float found = runs.get(1, index);
                double expected = oracle.applyAsDouble(inputs[index]);
                if (!isClose(activation, found, expected)) {
                    assertThat(found).as("%s of %s", activation, inputs[index]).isEqualTo((float) expected);
                }
            }
        }
    }

    private static boolean isClose(Activation activation, float found, double expected) {
        if (Double.isNaN(expected)) {
            return Float.isNaN(found);
        }
        if (Float.isInfinite((float) expected)) {
            return found == (float) expected;
        }
        double tolerance = Math.max(Float.MIN_NORMAL, RELATIVE_TOLERANCE * Math.abs(expected));
        if (activation.kind() == Kind.GELU_TANH || activation.kind() == Kind.SWISH) {
            tolerance = Math.max(tolerance, ABSOLUTE_TOLERANCE);
        }
        return Math.abs(found - expected) <= tolerance;
    }

    @ParameterizedTest
    @MethodSource("loopsAndActivations")
    void writesAsManyFloatsAsItIsTold(Loops loops, Activation activation) {
        float[] all = new float[1000];
        Random random = new Random(1);
        for (int index = 0; index < all.length; index++) {
            all[index] = 8 * random.nextFloat() - 4;
        }
        for (int count : Runs.COUNTS) {
            for (int dst : List.of(0, 1)) {
                try (Runs runs = new Runs(2, count);
                        Runs whole = new Runs(2, all.length)) {
                    whole.set(0, all);
                    MemorySegment wholes = whole.segment();
                    loops.activate(activation, wholes, whole.place(0), wholes, whole.place(1), all.length);
                    for (int index = 0; index < count; index++) {
                        runs.set(0, index, all[index]);
                    }
                    MemorySegment before = runs.copy();
                    MemorySegment segment = runs.segment();
                    loops.activate(activation, segment, runs.place(0), segment, runs.place(dst), count);
                    for (int index = 0; index < count; index++) {
                        assertThat(runs.get(dst, index)).isEqualTo(Float.valueOf(whole.get(1, index)));
                    }
                    runs.assertSameOutside(dst, before);
                }
            }
        }
    }
}
