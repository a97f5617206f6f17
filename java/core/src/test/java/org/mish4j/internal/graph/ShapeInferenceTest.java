// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** What a graph can ask for and the C ABI cannot; {@link ShapeCasesTest} has the rules that both have. */
class ShapeInferenceTest {
    private static final PostOp ADD = new PostOp.AddResidual();
    private static final PostOp MISH = new PostOp.Apply(Activation.mish());
    private static final Window UNIT = Window.uniform(2, 1, 0);

    static Stream<Arguments> valid() {
        return Stream.of(
                row(
                        Shape.of(1, 2, 1, 1),
                        new Operator.Convolution(1, UNIT, true, List.of(ADD, MISH, ADD)),
                        s(1, 1, 1, 1),
                        s(2, 1, 1, 1),
                        s(2),
                        s(1, 2, 1, 1),
                        s(1, 2, 1, 1)),
                row(
                        Shape.of(1, 2, 1, 1),
                        new Operator.Deconvolution(1, UNIT, List.of(0L, 0L), true, List.of(ADD, MISH)),
                        s(1, 1, 1, 1),
                        s(1, 2, 1, 1),
                        s(2),
                        s(1, 2, 1, 1)),
                row(Shape.of(2, 4), matMul(true, ADD), s(2, 3), s(3, 4), s(4), s(2, 4)),
                row(Shape.of(2, 3, 4), new Operator.BatchNormalization(0), s(2, 3, 4), s(3), s(3), s(3), s(3)));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void infers(Shape expected, Operator operator, List<Shape> inputs) {
        assertThat(infer(operator, inputs)).isEqualTo(expected);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                bad("1 inputs, expected 2", convolution(UNIT), s(1, 3, 4, 4)),
                bad("3 inputs, expected 2", convolution(UNIT), s(1, 3, 4, 4), s(2, 3, 1, 1), s(2)),
                bad(
                        "another shape than the result [1, 2, 4, 4]",
                        new Operator.Convolution(1, UNIT, false, List.of(ADD)),
                        s(1, 1, 4, 4),
                        s(2, 1, 1, 1),
                        s(2, 1, 1)),
                bad("1 inputs, expected 2", deconvolution(0, 0), s(1, 3, 4, 4)),
                bad("outputPads [0] are not for the 2", deconvolution(0), s(1, 3, 4, 4), s(3, 2, 1, 1)),
                bad("4 inputs, expected 3", matMul(true), s(2, 3), s(3, 5), s(5), s(2, 5)),
                bad("kernel [3, 3] has 2 numbers, strides [1] has 1", pooling(3L, 3L), s(1, 1, 4, 4)),
                bad("2 inputs, expected 1", new Operator.Eltwise(Activation.mish()), s(2), s(2)),
                bad("no inputs, expected at least 1", new Operator.Concat(0)),
                bad("are not for the 2 dimensions", slice(List.of(0L), List.of(1L), List.of(1L)), s(2, 2)),
                bad("2 inputs, expected 3", new Operator.Select(), s(2), s(2)),
                bad("no indices, expected at least 1", new Operator.Gather(0, List.of()), s(2)),
                bad("0 indices, expected 1 for each", interpolate(1, List.of()), s(2)),
                bad("1 indices, expected 0 for each", interpolate(0, List.of(0L), 1f), s(2)),
                bad("3 indices, expected 2 for each", interpolate(2, List.of(0L, 0L, 0L), 1f, 1f, 1f), s(2)),
                bad("1 weights, expected one for each of 2", interpolate(1, List.of(0L, 0L), 1f), s(2)),
                bad(
                        "1 scales and 2 shifts, expected one for each of the 2 channels",
                        new Operator.ConvertImage(List.of(1f), List.of(0f, 0f)),
                        s(1, 3, 3, 2)),
                bad("permutation [0]", new Operator.Transpose(List.of(0)), s(2, 3)),
                bad(
                        "no axes, expected at least 1",
                        new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(), true),
                        s(2)),
                bad("5 inputs, expected", new Operator.Softmax(0, false), s(2), s(2), s(2), s(2), s(2)),
                bad("expected at least 2", new Operator.BatchNormalization(0), s(3), s(3), s(3), s(3), s(3)),
                bad(
                        "input 3 has shape [2], expected [3]",
                        new Operator.BatchNormalization(0),
                        s(1, 3),
                        s(3),
                        s(3),
                        s(2),
                        s(3)));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refuses(String message, Operator operator, List<Shape> inputs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> infer(operator, inputs))
                .withMessageStartingWith(
                        "node 'the node' (" + operator.getClass().getSimpleName() + "): ")
                .withMessageContaining(message);
    }

    @Test
    void takesInputsOfAllTypesButConstantsOfF32Only() {
        Graph.Builder builder = Graph.builder("test");
        Value input = builder.input("x", TensorType.I64, Shape.of(2));
        Value ids = builder.constant("ids", Constant.ofLongs(Shape.of(2), 1, 2));

        assertThat(builder.add("relu", new Operator.Eltwise(Activation.relu()), input)
                        .type())
                .isEqualTo(TensorType.F32);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("relu", new Operator.Eltwise(Activation.relu()), ids))
                .withMessage("node 'relu' (Eltwise): constant 'ids: I64[2]' is not of type F32");
    }

    private static Shape infer(Operator operator, List<Shape> inputs) {
        Graph.Builder builder = Graph.builder("test");
        List<Value> values = new ArrayList<>();
        for (Shape input : inputs) {
            values.add(builder.input("input" + values.size(), TensorType.F32, input));
        }
        return builder.add("the node", operator, values).shape();
    }

    private static Operator convolution(Window window) {
        return new Operator.Convolution(1, window, false, List.of());
    }

    private static Operator deconvolution(long... outputPads) {
        List<Long> pads = Arrays.stream(outputPads).boxed().toList();
        return new Operator.Deconvolution(1, UNIT, pads, false, List.of());
    }

    private static Operator interpolate(int taps, List<Long> indices, Float... weights) {
        return new Operator.Interpolate(0, taps, indices, List.of(weights));
    }

    private static Operator matMul(boolean hasBias, PostOp... postOps) {
        return new Operator.MatMul(hasBias, List.of(postOps));
    }

    private static Operator pooling(Long... kernel) {
        return new Operator.Pooling(PoolingKind.MAX, List.of(kernel), Window.uniform(1, 1, 0));
    }

    private static Operator slice(List<Long> starts, List<Long> sizes, List<Long> steps) {
        return new Operator.Slice(starts, sizes, steps);
    }

    private static Shape s(long... dimensions) {
        return Shape.of(dimensions);
    }

    private static Arguments row(Shape expected, Operator operator, Shape... inputs) {
        return Arguments.of(expected, operator, List.of(inputs));
    }

    private static Arguments bad(String message, Operator operator, Shape... inputs) {
        return Arguments.of(message, operator, List.of(inputs));
    }
}
