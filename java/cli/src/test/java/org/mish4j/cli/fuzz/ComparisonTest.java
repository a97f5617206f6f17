// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Precision;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.cli.fuzz.graphs.GraphCase;

/** What is a failure, and what is rounding. */
class ComparisonTest {
    private static final Setting FLOATS =
            new Setting("cpu", CompileOptions.defaults().withThreads(1));
    private static final Setting BFLOATS = new Setting("cpu", FLOATS.options().withPrecision(Precision.BF16));

    /** Doubles 1, 2 and -4. */
    private static GraphCase linear() {
        Graph.Builder builder = Graph.builder("doubling");
        Value x = builder.input("x", TensorType.F32, Shape.of(3));
        builder.output("y", builder.add("y", new Operator.Eltwise(Activation.linear(2, 0)), x));
        return new GraphCase(1, builder.build(), List.of(new float[] {1, 2, -4}));
    }

    /** Rounds numbers up. */
    private static GraphCase ceil(float... numbers) {
        Graph.Builder builder = Graph.builder("ceil");
        Value x = builder.input("x", TensorType.F32, Shape.of(numbers.length));
        builder.output("y", builder.add("y", new Operator.Eltwise(Activation.ceil()), x));
        return new GraphCase(1, builder.build(), List.of(numbers));
    }

    /** Rounds down the sum of a number and one. */
    private static GraphCase floor(float number) {
        Graph.Builder builder = Graph.builder("floor");
        Value x = builder.input("x", TensorType.F32, Shape.of(1));
        Value one = builder.constant("one", Constant.ofFloats(Shape.of(1), 1));
        Value sum = builder.add("sum", new Operator.Binary(Operator.BinaryKind.ADD), x, one);
        builder.output("y", builder.add("y", new Operator.Eltwise(Activation.floor()), sum));
        return new GraphCase(1, builder.build(), List.of(new float[] {number}));
    }

    private static Comparison comparison(GraphCase graphCase, float... found) {
        return new Comparison(graphCase, (_, _) -> List.of(found));
    }

    @Test
    void knowsWhatIsExpected() {
        assertThat(comparison(linear()).expected()).containsExactly(new float[] {2, 4, -8});
    }

    @Test
    void acceptsErrorsRelativeToTheLargestMagnitude() {
        assertThat(comparison(linear(), 2.001f, 4, -8).failure(FLOATS)).isEmpty();
        assertThat(comparison(linear(), 2.1f, 4, -8).failure(BFLOATS)).isEmpty();
    }

    @Test
    void reportsTheLargestDifference() {
        assertThat(comparison(linear(), 2.1f, 4, -10).failure(FLOATS)).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.WRONG);
            assertThat(failure.text())
                    .isEqualTo("output 'y' at 2 is -10.0, expected -8.0; off by 0.250 of the largest magnitude");
            assertThat(failure.difference()).isEqualTo(0.25);
        });
        assertThat(comparison(linear(), 2.8f, 4, -8).failure(BFLOATS)).isPresent();
    }

    @Test
    void notANumberIsAFailure() {
        assertThat(comparison(linear(), 2, Float.NaN, -8).failure(FLOATS)).isPresent();
    }

    @Test
    void aNumberNearAStepMayFallOnEitherSide() {
        assertThat(comparison(floor(0.9995f), 2).failure(BFLOATS)).isEmpty();
        assertThat(comparison(floor(0.9995f), 2).failure(FLOATS)).isPresent();
        assertThat(comparison(floor(0.5f), 2).failure(BFLOATS)).isPresent();
    }

    @Test
    void eachOfManyNumbersNearAStepMayFallOnEitherSide() {
        float[] numbers = new float[5000];
        Arrays.fill(numbers, 1.0015f);
        float[] found = new float[numbers.length];
        Arrays.fill(found, 1);

        assertThat(comparison(ceil(numbers), found).failure(BFLOATS)).isEmpty();
    }

    /** The sign of an activation's tiny result: oneDNN gives 0 for mish(-17), which is -7e-7. */
    @Test
    void anActivationOfTheProcessorMayGiveZeroForATinyNumber() {
        Graph.Builder builder = Graph.builder("sign");
        Value x = builder.input("x", TensorType.F32, Shape.of(1));
        Value mish = builder.add("mish", new Operator.Eltwise(Activation.mish()), x);
        builder.output("y", builder.add("y", new Operator.Eltwise(Activation.sign()), mish));
        GraphCase sign = new GraphCase(1, builder.build(), List.of(new float[] {-17}));

        assertThat(comparison(sign, 0).failure(FLOATS)).isEmpty();
        assertThat(comparison(sign, 0).failure(new Setting("java-vector", FLOATS.options())))
                .isPresent();
    }

    @Test
    void exceptionsAreFailures() {
        Comparison comparison = new Comparison(linear(), (_, _) -> {
            throw new IllegalStateException("no");
        });
        assertThat(comparison.failure(FLOATS)).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
            assertThat(failure.text()).contains("no");
            assertThat(failure.difference()).isNaN();
        });
    }

    @Test
    void roundsToElementsOfThePrecision() {
        float[] given = {0.3f, 1.5f, -2.7f, 0};
        float[] rounded = new RoundingErrors(3, BFLOATS).given(given);
        for (float number : rounded) {
            assertThat(Float.floatToRawIntBits(number) & 0xFFFF).isZero();
        }
        assertThat(rounded[1]).isEqualTo(1.5f);
        assertThat(rounded[3]).isZero();
        assertThat(rounded[0]).isBetween(0.29f, 0.31f);
        assertThat(Arrays.equals(new RoundingErrors(3, FLOATS).given(given), given))
                .isTrue();
    }
}
