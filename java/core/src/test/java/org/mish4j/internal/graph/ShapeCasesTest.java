// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** Java's shape inference on the cases that the C ABI's tests read too. */
class ShapeCasesTest {
    static Stream<ShapeCase> shapes() {
        return ShapeCase.read().stream().filter(shapeCase -> !shapeCase.refused());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void infers(ShapeCase shapeCase) {
        assertThat(infer(shapeCase)).isEqualTo(Shape.of(ShapeCase.dimensions(shapeCase.expected())));
    }

    static Stream<ShapeCase> refusals() {
        return ShapeCase.read().stream().filter(ShapeCase::refused);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(ShapeCase shapeCase) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> infer(shapeCase))
                .withMessageContaining(shapeCase.expected());
    }

    /** Batch normalisation is folded before a graph reaches the C ABI, which has no function for it. */
    @Test
    void everyOperatorHasCases() {
        assertThat(shapes().<Class<?>>map(shapeCase -> operator(shapeCase).getClass())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Operator.class.getPermittedSubclasses())
                        .filter(operator -> operator != Operator.BatchNormalization.class)
                        .collect(Collectors.toSet()));
    }

    private static Shape infer(ShapeCase shapeCase) {
        Graph.Builder builder = Graph.builder("test");
        List<Value> values = new ArrayList<>();
        for (String input : shapeCase.inputs()) {
            Shape shape = Shape.of(ShapeCase.dimensions(input));
            values.add(builder.input("input" + values.size(), TensorType.F32, shape));
        }
        return builder.add("node", operator(shapeCase), values).shape();
    }

    private static Operator operator(ShapeCase shapeCase) {
        return switch (shapeCase.operator()) {
            case "convolution" ->
                new Operator.Convolution(
                        groups(shapeCase), window(shapeCase, spatialRank(shapeCase)), hasBias(shapeCase), List.of());
            case "deconvolution" -> {
                int rank = spatialRank(shapeCase);
                yield new Operator.Deconvolution(
                        groups(shapeCase),
                        window(shapeCase, rank),
                        shapeCase.longs("output_pads", rank, 0),
                        hasBias(shapeCase),
                        List.of());
            }
            case "matmul" -> new Operator.MatMul(hasBias(shapeCase), List.of());
            case "pooling" -> {
                List<Long> kernel = shapeCase.longs("kernel");
                yield new Operator.Pooling(Operator.PoolingKind.MAX, kernel, window(shapeCase, kernel.size()));
            }
            case "eltwise" -> new Operator.Eltwise(Activation.mish());
            case "binary" -> new Operator.Binary(Operator.BinaryKind.MUL);
            case "select" -> new Operator.Select();
            case "concat" -> new Operator.Concat(shapeCase.integer("axis"));
            case "slice" ->
                new Operator.Slice(shapeCase.longs("starts"), shapeCase.longs("sizes"), shapeCase.longs("steps"));
            case "gather" -> new Operator.Gather(shapeCase.integer("axis"), shapeCase.longs("indices"));
            case "interpolate" ->
                new Operator.Interpolate(
                        shapeCase.integer("axis"),
                        shapeCase.integer("taps"),
                        shapeCase.longs("indices"),
                        shapeCase.floats("weights"));
            case "resize_nearest" -> new Operator.ResizeNearest(shapeCase.longs("scales"));
            case "convert_image" -> new Operator.ConvertImage(shapeCase.floats("scales"), shapeCase.floats("shifts"));
            case "softmax" -> new Operator.Softmax(shapeCase.integer("axis"), false);
            case "mean_variance_normalization" ->
                new Operator.MeanVarianceNormalization(
                        shapeCase.integer("axis"), shapeCase.floats("epsilon").getFirst());
            case "reshape" -> new Operator.Reshape(Shape.of(ShapeCase.dimensions(shapeCase.text("shape"))));
            case "transpose" -> new Operator.Transpose(shapeCase.integers("permutation"));
            case "reduce" ->
                new Operator.Reduce(Operator.ReductionKind.MAX, shapeCase.integers("axes"), keeps(shapeCase));
            case "arg_reduce" ->
                new Operator.ArgReduce(Operator.ArgKind.MAX, shapeCase.integer("axis"), keeps(shapeCase), false);
            case "top_k" ->
                new Operator.TopK(
                        Operator.ArgKind.MAX,
                        shapeCase.integer("axis"),
                        shapeCase.longs("count").getFirst(),
                        Operator.TopKResult.ELEMENTS);
            default -> throw new IllegalArgumentException(shapeCase + " is no operator");
        };
    }

    private static long groups(ShapeCase shapeCase) {
        return shapeCase.longs("groups", 1, 1).getFirst();
    }

    private static boolean hasBias(ShapeCase shapeCase) {
        return shapeCase.inputs().size() == 3;
    }

    private static boolean keeps(ShapeCase shapeCase) {
        return shapeCase.integer("keep") != 0;
    }

    private static int spatialRank(ShapeCase shapeCase) {
        return shapeCase
                .longs(
                        "strides",
                        ShapeCase.dimensions(shapeCase.inputs().getFirst()).size() - 2,
                        1)
                .size();
    }

    private static Window window(ShapeCase shapeCase, int spatialRank) {
        return new Window(
                shapeCase.longs("strides", spatialRank, 1),
                shapeCase.longs("dilations", spatialRank, 1),
                shapeCase.longs("pads_begin", spatialRank, 0),
                shapeCase.longs("pads_end", spatialRank, 0));
    }
}
