// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;

/** The kernels give what PyTorch gives in float64, rounded to float. */
class GoldenTest {
    private static final double ROUNDING = 6e-8;
    private static final double PRINTED_DIGITS = 5e-9;

    static Stream<Golden> goldens() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void agrees(Golden golden) {
        double[] expected = golden.expected();

        float[] found = evaluate(golden).toFloatArray();

        assertThat(found).hasSameSizeAs(expected);
        for (int index = 0; index < found.length; index++) {
            double tolerance = (ROUNDING + PRINTED_DIGITS) * Math.abs(expected[index]) + 1e-12;
            assertThat((double) found[index]).as("element %d", index).isCloseTo(expected[index], within(tolerance));
        }
    }

    private static Constant evaluate(Golden golden) {
        return switch (golden.operator()) {
            case "convolution" ->
                weighted(
                        golden,
                        new Operator.Convolution(
                                golden.longs("groups").getFirst(), golden.window(), golden.flag("bias"), List.of()),
                        golden.shape("weights").dimension(0));
            case "matmul" ->
                weighted(
                        golden,
                        new Operator.MatMul(golden.flag("bias"), List.of()),
                        golden.longs("weights").getLast());
            case "pooling" ->
                unary(golden, new Operator.Pooling(poolingKind(golden), golden.longs("kernel"), golden.window()));
            case "eltwise" ->
                ReferenceEvaluator.evaluate(
                        new Operator.Eltwise(new Activation(
                                Activation.Kind.valueOf(golden.text("kind")),
                                golden.number("alpha"),
                                golden.number("beta"))),
                        List.of(golden.input("src", golden.shape("src").rank() == 1 ? 1 : 0)));
            case "binary" -> pair(golden, new Operator.Binary(Operator.BinaryKind.valueOf(golden.text("kind"))));
            case "concat" ->
                pair(golden, new Operator.Concat(golden.integers("axis").getFirst()));
            case "softmax" ->
                unary(golden, new Operator.Softmax(golden.integers("axis").getFirst(), golden.flag("log")));
            case "deconvolution" ->
                weighted(
                        golden,
                        new Operator.Deconvolution(
                                golden.longs("groups").getFirst(),
                                golden.window(),
                                golden.longs("output"),
                                golden.flag("bias"),
                                List.of()),
                        golden.shape("weights").dimension(1)
                                * golden.longs("groups").getFirst());
            case "normalize" ->
                unary(
                        golden,
                        new Operator.MeanVarianceNormalization(
                                golden.integers("axis").getFirst(), golden.number("epsilon")));
            case "reduce" ->
                unary(
                        golden,
                        new Operator.Reduce(
                                Operator.ReductionKind.valueOf(golden.text("kind")),
                                golden.integers("axes"),
                                golden.flag("keep")));
            case "arg_reduce" ->
                unary(
                        golden,
                        new Operator.ArgReduce(
                                Operator.ArgKind.valueOf(golden.text("kind")),
                                golden.integers("axis").getFirst(),
                                golden.flag("keep"),
                                golden.flag("last")));
            case "gather" ->
                unary(golden, new Operator.Gather(golden.integers("axis").getFirst(), golden.longs("indices")));
            case "interpolate" ->
                unary(
                        golden,
                        new Operator.Interpolate(
                                golden.integers("axis").getFirst(),
                                golden.integers("taps").getFirst(),
                                golden.longs("indices"),
                                golden.floats("weights")));
            case "select" -> {
                Constant condition = ReferenceEvaluator.evaluate(
                        new Operator.Eltwise(Activation.round()), List.of(golden.input("condition", 0)));
                yield ReferenceEvaluator.evaluate(
                        new Operator.Select(), List.of(condition, golden.input("first", 1), golden.input("second", 2)));
            }
            case "transpose" -> unary(golden, new Operator.Transpose(golden.integers("permutation")));
            case "resize" -> unary(golden, new Operator.ResizeNearest(golden.longs("scales")));
            case "slice" ->
                unary(golden, new Operator.Slice(golden.longs("starts"), golden.longs("sizes"), golden.longs("steps")));
            case "reshape" -> unary(golden, new Operator.Reshape(golden.shape("shape")));
            default -> throw new IllegalArgumentException(golden.operator());
        };
    }

    private static Operator.PoolingKind poolingKind(Golden golden) {
        return Operator.PoolingKind.valueOf(golden.text("kind"));
    }

    private static Constant unary(Golden golden, Operator operator) {
        return ReferenceEvaluator.evaluate(operator, List.of(golden.input("src", 0)));
    }

    private static Constant pair(Golden golden, Operator operator) {
        return ReferenceEvaluator.evaluate(operator, List.of(golden.input("first", 0), golden.input("second", 1)));
    }

    private static Constant weighted(Golden golden, Operator operator, long channels) {
        List<Constant> inputs = new ArrayList<>(List.of(golden.input("src", 0), golden.weights("weights", 1)));
        if (golden.flag("bias")) {
            inputs.add(Golden.input(Shape.of(channels), 2, 8));
        }
        return ReferenceEvaluator.evaluate(operator, inputs);
    }
}
