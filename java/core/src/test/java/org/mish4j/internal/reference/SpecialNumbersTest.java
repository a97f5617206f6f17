// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.ArgKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;

/** What operators make of NaN, of infinities, of equal and of huge numbers. */
class SpecialNumbersTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @ParameterizedTest
    @EnumSource
    void reductionsOfNanAreNan(ReductionKind kind) {
        Operator operator = new Operator.Reduce(kind, List.of(1), false);

        assertThat(evaluate(operator, Constant.ofFloats(Shape.of(3, 3), 1, NAN, 2, NAN, 1, 2, 1, 2, NAN)))
                .containsOnly(NAN);
    }

    @ParameterizedTest
    @CsvSource({"MAX, false, 1", "MAX, true, 3", "MIN, false, 1", "MIN, true, 3"})
    void nanWinsEverySearch(ArgKind kind, boolean last, float expected) {
        Operator operator = new Operator.ArgReduce(kind, 0, false, last);

        assertThat(evaluate(operator, row(-INFINITY, NAN, INFINITY, NAN, 0))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"MAX, false, 0", "MAX, true, 2", "MIN, false, 0", "MIN, true, 2"})
    void zerosOfBothSignsAreEqual(ArgKind kind, boolean last, float expected) {
        Operator operator = new Operator.ArgReduce(kind, 0, false, last);

        assertThat(evaluate(operator, row(-0f, 0, -0f))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"MAX, 1 5 4 0 2 3 6", "MIN, 1 5 6 2 3 0 4"})
    void nanIsTheFirstInOrderAndZerosOfBothSignsAreEqual(ArgKind kind, String expected) {
        Operator operator = new Operator.TopK(kind, 0, 7, Operator.TopKResult.PLACES);

        float[] places = evaluate(operator, row(1, NAN, -0f, 0, INFINITY, NAN, -INFINITY));

        assertThat(places)
                .containsExactly(
                        Arrays.stream(expected.split(" ")).map(Float::valueOf).toArray(Float[]::new));
    }

    @Test
    void selectTakesNanForTrueAndBothZerosForFalse() {
        float[] found = evaluate(new Operator.Select(), row(NAN, 0, -0f, -1), row(1, 1, 1, NAN), row(2, NAN, 2, 2));

        assertThat(found).containsExactly(1, NAN, 2, NAN);
    }

    @Test
    void powersAreThoseOfRealNumbers() {
        float[] found = evaluate(
                new Operator.Binary(Operator.BinaryKind.POW),
                row(-2, -2, 4, 0, 0, NAN, -8),
                row(3, -2, 0.5f, 0, 2, 0, 0.5f));

        assertThat(found).containsExactly(-8, 0.25f, 2, 1, 0, 1, NAN);
    }

    @Test
    void comparisonsWithNanAreFalse() {
        for (Operator.BinaryKind kind : List.of(
                Operator.BinaryKind.EQUAL,
                Operator.BinaryKind.LESS,
                Operator.BinaryKind.LESS_OR_EQUAL,
                Operator.BinaryKind.GREATER,
                Operator.BinaryKind.GREATER_OR_EQUAL)) {
            assertThat(evaluate(new Operator.Binary(kind), row(NAN, 1, NAN), row(1, NAN, NAN)))
                    .as(kind.name())
                    .containsOnly(0);
        }
    }

    @Test
    void logSoftmaxIsExactWhereSoftmaxVanishes() {
        assertThat(evaluate(new Operator.Softmax(0, true), row(1000, 0, -1000))).containsExactly(0, -1000, -2000);
    }

    @Test
    void normalizesNumbersFarFromZero() {
        assertThat(evaluate(new Operator.MeanVarianceNormalization(0, 0), row(1e6f - 1, 1e6f, 1e6f + 1)))
                .containsExactly((float) -Math.sqrt(1.5), 0, (float) Math.sqrt(1.5));
    }

    @Test
    void normalizesEqualNumbersToZero() {
        assertThat(evaluate(new Operator.MeanVarianceNormalization(0, 1e-5f), row(3, 3, 3)))
                .containsOnly(0);
    }

    private static Constant row(float... values) {
        return Constant.ofFloats(Shape.of(values.length), values);
    }

    private static float[] evaluate(Operator operator, Constant... inputs) {
        return ReferenceEvaluator.evaluate(operator, List.of(inputs)).toFloatArray();
    }
}
