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

class ShapeInferenceTest {
    private static final PostOp ADD = new PostOp.AddResidual();
    private static final PostOp MISH = new PostOp.Apply(Activation.mish());
    private static final Window UNIT = Window.uniform(2, 1, 0);

    static Stream<Arguments> valid() {
        Operator add = new Operator.Binary(Operator.BinaryKind.ADD);
        return Stream.of(
                row(Shape.of(1, 8, 32, 32), convolution(1, Window.uniform(2, 1, 1)), s(1, 3, 32, 32), s(8, 3, 3, 3)),
                row(Shape.of(2, 8, 16, 16), convolution(1, Window.uniform(2, 2, 1)), s(2, 3, 32, 32), s(8, 3, 3, 3)),
                row(Shape.of(1, 4, 2), convolution(2, Window.uniform(1, 5, 0)), s(1, 6, 9), s(4, 3, 2)),
                row(
                        Shape.of(1, 1, 1, 2, 3),
                        convolution(1, Window.uniform(3, 1, 0)),
                        s(1, 2, 2, 3, 4),
                        s(1, 2, 2, 2, 2)),
                row(Shape.of(1, 1, 4, 4), convolution(1, window(2, 1, 1, 2, 1, 0, 2, 1)), s(1, 1, 6, 5), s(1, 1, 3, 2)),
                row(
                        Shape.of(1, 2, 1, 1),
                        new Operator.Convolution(1, UNIT, true, List.of(ADD, MISH, ADD)),
                        s(1, 1, 1, 1),
                        s(2, 1, 1, 1),
                        s(2),
                        s(1, 2, 1, 1),
                        s(1, 2, 1, 1)),
                row(
                        Shape.of(1, 6, 9, 8),
                        deconvolution(2, window(2, 3, 1, 1, 1, 1, 0, 2), 1, 0),
                        s(1, 4, 4, 3),
                        s(4, 3, 3, 5)),
                row(Shape.of(2, 1, 4), deconvolution(1, Window.uniform(1, 3, 0), 0), s(2, 5, 2), s(5, 1, 1)),
                row(
                        Shape.of(1, 2, 1, 1),
                        new Operator.Deconvolution(1, UNIT, List.of(0L, 0L), true, List.of(ADD, MISH)),
                        s(1, 1, 1, 1),
                        s(1, 2, 1, 1),
                        s(2),
                        s(1, 2, 1, 1)),
                row(Shape.of(2, 4), matMul(false), s(2, 3), s(3, 4)),
                row(Shape.of(5, 7, 2, 4), matMul(false), s(5, 1, 2, 3), s(1, 7, 3, 4)),
                row(Shape.of(2, 4), matMul(true, ADD), s(2, 3), s(3, 4), s(4), s(2, 4)),
                row(Shape.of(1, 3, 2, 2), pooling(List.of(3L, 3L), Window.uniform(2, 2, 1)), s(1, 3, 4, 4)),
                row(Shape.of(1, 3, 1, 2), pooling(List.of(2L, 2L), Window.uniform(2, 3, 0)), s(1, 3, 4, 6)),
                row(Shape.of(), new Operator.Eltwise(Activation.mish()), s()),
                row(Shape.of(3, 2, 5), add, s(3, 1, 5), s(2, 1)),
                row(Shape.of(4, 7), add, s(4, 1), s(1, 7)),
                row(Shape.of(2), add, s(), s(2)),
                row(Shape.of(2, 9, 4), new Operator.Concat(1), s(2, 3, 4), s(2, 1, 4), s(2, 5, 4)),
                row(Shape.of(3), new Operator.Concat(0), s(3)),
                row(Shape.of(2, 3), slice(List.of(1L, 0L), List.of(2L, 3L), List.of(3L, 2L)), s(5, 5)),
                row(Shape.of(4, 3, 5), new Operator.Select(), s(3, 1), s(4, 1, 5), s()),
                row(Shape.of(2, 5, 4), new Operator.Gather(1, List.of(2L, 0L, 2L, 1L, 0L)), s(2, 3, 4)),
                row(
                        Shape.of(2, 3, 2),
                        new Operator.Interpolate(2, 2, List.of(0L, 3L, 1L, 2L), List.of(0.5f, 0.5f, 1f, 0f)),
                        s(2, 3, 4)),
                row(Shape.of(1, 2, 6, 3), new Operator.ResizeNearest(List.of(3L, 1L)), s(1, 2, 2, 3)),
                row(Shape.of(2, 3), new Operator.Softmax(1, false), s(2, 3)),
                row(Shape.of(2, 3), new Operator.MeanVarianceNormalization(1, 0), s(2, 3)),
                row(Shape.of(2, 1), argMax(1, true), s(2, 3)),
                row(Shape.of(2), argMax(1, false), s(2, 3)),
                row(Shape.of(), argMax(0, false), s(1 << 24)),
                row(Shape.of(2, 2, 4), topK(1, 2), s(2, 3, 4)),
                row(Shape.of(1 << 24), topK(0, 1 << 24), s(1 << 24)),
                row(Shape.of(3, 4), new Operator.Reshape(Shape.of(3, 4)), s(2, 1, 6)),
                row(Shape.of(), new Operator.Reshape(Shape.of()), s(1, 1)),
                row(Shape.of(4, 2, 3), new Operator.Transpose(List.of(2, 0, 1)), s(2, 3, 4)),
                row(Shape.of(2, 1, 4), new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(1), true), s(2, 3, 4)),
                row(Shape.of(3), new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(2, 0), false), s(2, 3, 4)),
                row(Shape.of(2, 3, 4), new Operator.BatchNormalization(0), s(2, 3, 4), s(3), s(3), s(3), s(3)));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void infers(Shape expected, Operator operator, List<Shape> inputs) {
        assertThat(infer(operator, inputs)).isEqualTo(expected);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                bad("1 inputs, expected 2", convolution(1, UNIT), s(1, 3, 4, 4)),
                bad("3 inputs, expected 2", convolution(1, UNIT), s(1, 3, 4, 4), s(2, 3, 1, 1), s(2)),
                bad("src [3, 4] has 2 dimensions, expected 3 to 5", convolution(1, UNIT), s(3, 4), s(2, 3)),
                bad(
                        "src [1, 1, 1, 1, 1, 1] has 6 dimensions, expected 3 to 5",
                        convolution(1, UNIT),
                        s(1, 1, 1, 1, 1, 1),
                        s(1, 1, 1, 1, 1, 1)),
                bad("weights [2, 3, 1] have 3 dimensions", convolution(1, UNIT), s(1, 3, 4, 4), s(2, 3, 1)),
                bad(
                        "strides are for 1 spatial dimensions",
                        convolution(1, Window.uniform(1, 1, 0)),
                        s(1, 3, 4, 4),
                        s(2, 3, 1, 1)),
                bad("groups is 2, expected a divisor of", convolution(2, UNIT), s(1, 3, 4, 4), s(2, 3, 1, 1)),
                bad("groups is 2, expected a divisor of", convolution(2, UNIT), s(1, 4, 4, 4), s(3, 2, 1, 1)),
                bad("groups is 0, expected a divisor of", convolution(0, UNIT), s(1, 4, 4, 4), s(3, 2, 1, 1)),
                bad("expect 3 input channels in each of 2 groups", convolution(2, UNIT), s(1, 4, 4, 4), s(2, 3, 1, 1)),
                bad("covers 5 elements of dimension 2", convolution(1, UNIT), s(1, 1, 4, 4), s(1, 1, 5, 1)),
                bad(
                        "the result's shape",
                        convolution(1, Window.uniform(2, 1, Integer.MAX_VALUE)),
                        s(1, 1, 4, 4),
                        s(1, 1, 1, 1)),
                bad(
                        "bias [3], expected [2]",
                        new Operator.Convolution(1, UNIT, true, List.of()),
                        s(1, 1, 4, 4),
                        s(2, 1, 1, 1),
                        s(3)),
                bad(
                        "another shape than the result [1, 2, 4, 4]",
                        new Operator.Convolution(1, UNIT, false, List.of(ADD)),
                        s(1, 1, 4, 4),
                        s(2, 1, 1, 1),
                        s(2, 1, 1)),
                bad("1 inputs, expected 2", deconvolution(1, UNIT, 0, 0), s(1, 3, 4, 4)),
                bad("weights [3, 2, 1] have 3 dimensions", deconvolution(1, UNIT, 0, 0), s(1, 3, 4, 4), s(3, 2, 1)),
                bad("outputPads [0] are not for the 2", deconvolution(1, UNIT, 0), s(1, 3, 4, 4), s(3, 2, 1, 1)),
                bad("outputPads [0, -1] has -1", deconvolution(1, UNIT, 0, -1), s(1, 3, 4, 4), s(3, 2, 1, 1)),
                bad("are for 2 input channels, src", deconvolution(1, UNIT, 0, 0), s(1, 3, 4, 4), s(2, 3, 1, 1)),
                bad("groups is 2, expected a divisor of", deconvolution(2, UNIT, 0, 0), s(1, 3, 4, 4), s(3, 3, 1, 1)),
                bad("groups is 0, expected a divisor of", deconvolution(0, UNIT, 0, 0), s(1, 3, 4, 4), s(3, 3, 1, 1)),
                bad(
                        "leave nothing of dimension 2",
                        deconvolution(1, Window.uniform(2, 1, 2), 0, 0),
                        s(1, 3, 3, 3),
                        s(3, 3, 2, 2)),
                bad(
                        "the result's shape",
                        deconvolution(1, Window.uniform(2, Integer.MAX_VALUE, 0), 0, 0),
                        s(1, 3, 3, 3),
                        s(3, 3, 2, 2)),
                bad(
                        "bias [3], expected [4]",
                        new Operator.Deconvolution(2, UNIT, List.of(0L, 0L), true, List.of()),
                        s(1, 2, 3, 3),
                        s(2, 2, 1, 1),
                        s(3)),
                bad("expected equal ones of at least 2", matMul(false), s(3), s(3)),
                bad("expected equal ones of at least 2", matMul(false), s(1, 2, 3), s(3, 4)),
                bad("src [2, 3] has 3 columns, weights [4, 5] have 4 rows", matMul(false), s(2, 3), s(4, 5)),
                bad("do not broadcast: 2 against 3", matMul(false), s(2, 1, 4), s(3, 4, 1)),
                bad("bias [1], expected [5]", matMul(true), s(2, 3), s(3, 5), s(1)),
                bad("4 inputs, expected 3", matMul(true), s(2, 3), s(3, 5), s(5), s(2, 5)),
                bad("kernel [3] and strides [1, 1]", pooling(List.of(3L), UNIT), s(1, 1, 4, 4)),
                bad(
                        "are not less than the 2 elements",
                        pooling(List.of(2L, 3L), Window.uniform(2, 1, 2)),
                        s(1, 1, 4, 4)),
                bad("kernel [0, 1]", pooling(List.of(0L, 1L), UNIT), s(1, 1, 4, 4)),
                bad("covers 5 elements", pooling(List.of(5L, 1L), UNIT), s(1, 1, 4, 4)),
                bad("2 inputs, expected 1", new Operator.Eltwise(Activation.mish()), s(2), s(2)),
                bad("do not broadcast: 2 against 3", new Operator.Binary(Operator.BinaryKind.MUL), s(2, 1), s(3, 1)),
                bad("no inputs, expected at least 1", new Operator.Concat(0)),
                bad("axis is 2, expected 0 to 1", new Operator.Concat(2), s(1, 2)),
                bad("axis is -1, expected 0 to 1", new Operator.Concat(-1), s(1, 2)),
                bad("differ outside of axis 0", new Operator.Concat(0), s(1, 2), s(1, 3)),
                bad("differ outside of axis 0", new Operator.Concat(0), s(1, 2), s(1, 2, 1)),
                bad("are not for the 2 dimensions", slice(List.of(0L), List.of(1L), List.of(1L)), s(2, 2)),
                bad("are not within dimension 0", slice(List.of(2L), List.of(1L), List.of(1L)), s(2)),
                bad("are not within dimension 0", slice(List.of(-1L), List.of(1L), List.of(1L)), s(2)),
                bad("are not within dimension 0", slice(List.of(1L), List.of(2L), List.of(2L)), s(3)),
                bad("are not within dimension 0", slice(List.of(0L), List.of(0L), List.of(1L)), s(3)),
                bad("are not within dimension 0", slice(List.of(0L), List.of(1L), List.of(0L)), s(3)),
                bad("are not within dimension 0", slice(List.of(0L), List.of(Long.MAX_VALUE), List.of(9L)), s(3)),
                bad("2 inputs, expected 3", new Operator.Select(), s(2), s(2)),
                bad("do not broadcast: 2 against 3", new Operator.Select(), s(1), s(2), s(3)),
                bad("axis is 1, expected 0 to 0", new Operator.Gather(1, List.of(0L)), s(2)),
                bad("no indices, expected at least 1", new Operator.Gather(0, List.of()), s(2)),
                bad("an index is 2, expected 0 to 1", new Operator.Gather(0, List.of(0L, 2L)), s(2)),
                bad("an index is -1, expected 0 to 1", new Operator.Gather(0, List.of(-1L)), s(2)),
                bad("axis is -1, expected 0 to 0", interpolate(-1, 1, List.of(0L), 1f), s(2)),
                bad("0 indices, expected 1 for each", interpolate(0, 1, List.of()), s(2)),
                bad("1 indices, expected 0 for each", interpolate(0, 0, List.of(0L), 1f), s(2)),
                bad("3 indices, expected 2 for each", interpolate(0, 2, List.of(0L, 0L, 0L), 1f, 1f, 1f), s(2)),
                bad("1 weights, expected one for each of 2", interpolate(0, 1, List.of(0L, 0L), 1f), s(2)),
                bad("an index is 5, expected 0 to 1", interpolate(0, 1, List.of(5L), 1f), s(2)),
                bad("a weight is NaN", interpolate(0, 1, List.of(1L), Float.NaN), s(2)),
                bad("scales [2] are not for the 2 spatial", new Operator.ResizeNearest(List.of(2L)), s(1, 1, 2, 2)),
                bad("scales [0] has 0, expected at least 1", new Operator.ResizeNearest(List.of(0L)), s(1, 1, 2)),
                bad("the result's shape", new Operator.ResizeNearest(List.of(1L << 30)), s(1, 1, 4)),
                bad("axis is 0, expected 0 to -1", new Operator.Softmax(0, false), s()),
                bad("src [2, 3] has 6 elements, shape [5] has 5", new Operator.Reshape(Shape.of(5)), s(2, 3)),
                bad("permutation [0, 0]", new Operator.Transpose(List.of(0, 0)), s(2, 3)),
                bad("permutation [0]", new Operator.Transpose(List.of(0)), s(2, 3)),
                bad("permutation [0, 2]", new Operator.Transpose(List.of(0, 2)), s(2, 3)),
                bad(
                        "no axes, expected at least 1",
                        new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(), true),
                        s(2)),
                bad(
                        "axes [0, 0] has one twice",
                        new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(0, 0), true),
                        s(2)),
                bad(
                        "axis is 1, expected 0 to 0",
                        new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(1), true),
                        s(2)),
                bad("axis is 1, expected 0 to 0", new Operator.MeanVarianceNormalization(1, 0), s(2)),
                bad("epsilon is -1.0", new Operator.MeanVarianceNormalization(0, -1), s(2)),
                bad("epsilon is NaN", new Operator.MeanVarianceNormalization(0, Float.NaN), s(2)),
                bad("axis is 2, expected 0 to 1", argMax(2, true), s(2, 3)),
                bad("up to which floats count exactly", argMax(0, true), s((1 << 24) + 1)),
                bad("up to which floats count exactly", topK(0, 1), s((1 << 24) + 1)),
                bad("axis is -1, expected 0 to 1", topK(-1, 1), s(2, 3)),
                bad("count is 0, expected 1 to 3, dimension 1 of src [2, 3]", topK(1, 0), s(2, 3)),
                bad("count is 4, expected 1 to 3, dimension 1 of src [2, 3]", topK(1, 4), s(2, 3)),
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

    private static Operator convolution(long groups, Window window) {
        return new Operator.Convolution(groups, window, false, List.of());
    }

    private static Operator deconvolution(long groups, Window window, long... outputPads) {
        List<Long> pads = Arrays.stream(outputPads).boxed().toList();
        return new Operator.Deconvolution(groups, window, pads, false, List.of());
    }

    private static Operator argMax(int axis, boolean keepDimensions) {
        return new Operator.ArgReduce(Operator.ArgKind.MAX, axis, keepDimensions, false);
    }

    private static Operator topK(int axis, long count) {
        return new Operator.TopK(Operator.ArgKind.MAX, axis, count, Operator.TopKResult.ELEMENTS);
    }

    private static Operator interpolate(int axis, int taps, List<Long> indices, Float... weights) {
        return new Operator.Interpolate(axis, taps, indices, List.of(weights));
    }

    private static Operator matMul(boolean hasBias, PostOp... postOps) {
        return new Operator.MatMul(hasBias, List.of(postOps));
    }

    private static Operator pooling(List<Long> kernel, Window window) {
        return new Operator.Pooling(PoolingKind.MAX, kernel, window);
    }

    private static Operator slice(List<Long> starts, List<Long> sizes, List<Long> steps) {
        return new Operator.Slice(starts, sizes, steps);
    }

    private static Window window(
            long strideY, long strideX, long dilationY, long dilationX, long top, long left, long bottom, long right) {
        return new Window(
                List.of(strideY, strideX), List.of(dilationY, dilationX), List.of(top, left), List.of(bottom, right));
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
