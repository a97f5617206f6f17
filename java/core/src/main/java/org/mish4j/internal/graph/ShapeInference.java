// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/** The shape of a node's result, from its operator and the shapes of its inputs; each operator documents its rule. */
public final class ShapeInference {
    private final String nodeName;
    private final Operator operator;
    private final List<Value> inputs;

    private ShapeInference(String nodeName, Operator operator, List<Value> inputs) {
        this.nodeName = nodeName;
        this.operator = operator;
        this.inputs = inputs;
    }

    /**
     * Infers the shape of a node's result.
     *
     * @throws IllegalArgumentException if the inputs do not fit
     */
    public static Shape infer(String nodeName, Operator operator, List<Value> inputs) {
        ShapeInference inference = new ShapeInference(nodeName, operator, inputs);
        inference.requireF32();
        return switch (operator) {
            case Operator.Convolution convolution -> inference.convolution(convolution);
            case Operator.MatMul matMul -> inference.matMul(matMul);
            case Operator.Pooling pooling -> inference.pooling(pooling);
            case Operator.GlobalPooling _ -> inference.globalPooling();
            case Operator.Eltwise _ -> inference.onlyInput();
            case Operator.Binary _ -> inference.binary();
            case Operator.Concat concat -> inference.concat(concat);
            case Operator.Slice slice -> inference.slice(slice);
            case Operator.ResizeNearest resize -> inference.resizeNearest(resize);
            case Operator.Softmax softmax -> inference.softmax(softmax);
            case Operator.Reshape reshape -> inference.reshape(reshape);
            case Operator.Transpose transpose -> inference.transpose(transpose);
            case Operator.ReduceMean reduceMean -> inference.reduceMean(reduceMean);
            case Operator.BatchNormalization _ -> inference.batchNormalization();
        };
    }

    private Shape convolution(Operator.Convolution convolution) {
        requireInputCount(2 + (convolution.hasBias() ? 1 : 0) + residualCount(convolution.postOps()));
        Shape src = image();
        Shape weights = shape(1);
        int spatialRank = src.rank() - 2;
        require(
                weights.rank() == src.rank(),
                "weights %s have %d dimensions, src %s has %d",
                weights,
                weights.rank(),
                src,
                src.rank());
        require(
                convolution.window().spatialRank() == spatialRank,
                "strides are for %d spatial dimensions, src %s has %d",
                convolution.window().spatialRank(),
                src,
                spatialRank);
        long groups = convolution.groups();
        long channels = src.dimension(1);
        long outputChannels = weights.dimension(0);
        require(
                groups >= 1 && channels % groups == 0 && outputChannels % groups == 0,
                "groups is %d, expected a divisor of src's %d channels and of %d output channels",
                groups,
                channels,
                outputChannels);
        require(
                weights.dimension(1) == channels / groups,
                "weights %s expect %d input channels in each of %d groups, src %s has %d",
                weights,
                weights.dimension(1),
                groups,
                src,
                channels / groups);
        if (convolution.hasBias()) {
            requireBias(shape(2), outputChannels);
        }
        List<Long> kernel = new ArrayList<>();
        for (int axis = 0; axis < spatialRank; axis++) {
            kernel.add(weights.dimension(axis + 2));
        }
        Shape result = WindowShapes.infer(this::failure, src, outputChannels, kernel, convolution.window());
        requireResiduals(result, convolution.postOps());
        return result;
    }

    private Shape matMul(Operator.MatMul matMul) {
        requireInputCount(2 + (matMul.hasBias() ? 1 : 0) + residualCount(matMul.postOps()));
        Shape src = shape(0);
        Shape weights = shape(1);
        int rank = src.rank();
        require(
                rank >= 2 && weights.rank() == rank,
                "src %s and weights %s have ranks %d and %d, expected equal ones of at least 2",
                src,
                weights,
                rank,
                weights.rank());
        require(
                src.dimension(rank - 1) == weights.dimension(rank - 2),
                "src %s has %d columns, weights %s have %d rows",
                src,
                src.dimension(rank - 1),
                weights,
                weights.dimension(rank - 2));
        long[] dimensions = new long[rank];
        for (int axis = 0; axis < rank - 2; axis++) {
            dimensions[axis] = broadcast(src, weights, src.dimension(axis), weights.dimension(axis));
        }
        dimensions[rank - 2] = src.dimension(rank - 2);
        dimensions[rank - 1] = weights.dimension(rank - 1);
        if (matMul.hasBias()) {
            requireBias(shape(2), dimensions[rank - 1]);
        }
        Shape result = result(dimensions);
        requireResiduals(result, matMul.postOps());
        return result;
    }

    private Shape pooling(Operator.Pooling pooling) {
        requireInputCount(1);
        Shape src = image();
        require(
                pooling.window().spatialRank() == src.rank() - 2
                        && pooling.kernel().size() == src.rank() - 2,
                "kernel %s and strides %s are not for the %d spatial dimensions of src %s",
                pooling.kernel(),
                pooling.window().strides(),
                src.rank() - 2,
                src);
        WindowShapes.requirePadsInsideKernel(this::failure, pooling.kernel(), pooling.window());
        return WindowShapes.infer(this::failure, src, src.dimension(1), pooling.kernel(), pooling.window());
    }

    private Shape globalPooling() {
        requireInputCount(1);
        long[] dimensions = image().toArray();
        for (int axis = 2; axis < dimensions.length; axis++) {
            dimensions[axis] = 1;
        }
        return result(dimensions);
    }

    private Shape onlyInput() {
        requireInputCount(1);
        return shape(0);
    }

    private Shape binary() {
        requireInputCount(2);
        Shape first = shape(0);
        Shape second = shape(1);
        int rank = Math.max(first.rank(), second.rank());
        long[] dimensions = new long[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            long firstSize = fromEnd <= first.rank() ? first.dimension(first.rank() - fromEnd) : 1;
            long secondSize = fromEnd <= second.rank() ? second.dimension(second.rank() - fromEnd) : 1;
            dimensions[rank - fromEnd] = broadcast(first, second, firstSize, secondSize);
        }
        return result(dimensions);
    }

    private Shape concat(Operator.Concat concat) {
        require(!inputs.isEmpty(), "no inputs, expected at least 1");
        Shape first = shape(0);
        int axis = concat.axis();
        requireAxis(first, axis);
        long size = 0;
        for (Value input : inputs) {
            Shape shape = input.shape();
            require(
                    shape.rank() == first.rank() && shape.withDimension(axis, 1).equals(first.withDimension(axis, 1)),
                    "inputs %s and %s differ outside of axis %d",
                    first,
                    shape,
                    axis);
            size += shape.dimension(axis);
        }
        long[] dimensions = first.toArray();
        dimensions[axis] = size;
        return result(dimensions);
    }

    private Shape slice(Operator.Slice slice) {
        requireInputCount(1);
        Shape src = shape(0);
        require(
                slice.starts().size() == src.rank()
                        && slice.sizes().size() == src.rank()
                        && slice.steps().size() == src.rank(),
                "starts %s, sizes %s and steps %s are not for the %d dimensions of src %s",
                slice.starts(),
                slice.sizes(),
                slice.steps(),
                src.rank(),
                src);
        for (int axis = 0; axis < src.rank(); axis++) {
            long start = slice.starts().get(axis);
            long size = slice.sizes().get(axis);
            long step = slice.steps().get(axis);
            long available = src.dimension(axis);
            require(
                    start >= 0
                            && start < available
                            && step >= 1
                            && size >= 1
                            && size - 1 <= (available - 1 - start) / step,
                    "%d elements from %d on by steps of %d are not within dimension %d of src %s",
                    size,
                    start,
                    step,
                    axis,
                    src);
        }
        return Shape.of(slice.sizes());
    }

    private Shape resizeNearest(Operator.ResizeNearest resize) {
        requireInputCount(1);
        Shape src = image();
        require(
                resize.scales().size() == src.rank() - 2,
                "scales %s are not for the %d spatial dimensions of src %s",
                resize.scales(),
                src.rank() - 2,
                src);
        long[] dimensions = src.toArray();
        for (int axis = 2; axis < dimensions.length; axis++) {
            long scale = resize.scales().get(axis - 2);
            require(
                    scale >= 1 && scale <= Integer.MAX_VALUE,
                    "scales %s has %d, expected at least 1",
                    resize.scales(),
                    scale);
            dimensions[axis] *= scale;
        }
        return result(dimensions);
    }

    private Shape softmax(Operator.Softmax softmax) {
        requireInputCount(1);
        requireAxis(shape(0), softmax.axis());
        return shape(0);
    }

    private Shape reshape(Operator.Reshape reshape) {
        requireInputCount(1);
        Shape src = shape(0);
        require(
                src.elementCount() == reshape.shape().elementCount(),
                "src %s has %d elements, shape %s has %d",
                src,
                src.elementCount(),
                reshape.shape(),
                reshape.shape().elementCount());
        return reshape.shape();
    }

    private Shape transpose(Operator.Transpose transpose) {
        requireInputCount(1);
        Shape src = shape(0);
        List<Integer> permutation = transpose.permutation();
        boolean[] seen = new boolean[src.rank()];
        boolean valid = permutation.size() == src.rank();
        for (int axis : permutation) {
            valid = valid && axis >= 0 && axis < seen.length && !seen[axis];
            if (valid) {
                seen[axis] = true;
            }
        }
        require(valid, "permutation %s is none of the %d dimensions of src %s", permutation, src.rank(), src);
        long[] dimensions = new long[src.rank()];
        for (int axis = 0; axis < dimensions.length; axis++) {
            dimensions[axis] = src.dimension(permutation.get(axis));
        }
        return result(dimensions);
    }

    private Shape reduceMean(Operator.ReduceMean reduceMean) {
        requireInputCount(1);
        Shape src = shape(0);
        List<Integer> axes = reduceMean.axes();
        require(!axes.isEmpty(), "no axes, expected at least 1");
        require(new HashSet<>(axes).size() == axes.size(), "axes %s has one twice", axes);
        for (int axis : axes) {
            requireAxis(src, axis);
        }
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < src.rank(); axis++) {
            if (!axes.contains(axis)) {
                dimensions.add(src.dimension(axis));
            } else if (reduceMean.keepDimensions()) {
                dimensions.add(1L);
            }
        }
        return Shape.of(dimensions);
    }

    private Shape batchNormalization() {
        requireInputCount(5);
        Shape src = shape(0);
        require(src.rank() >= 2, "src %s has %d dimensions, expected at least 2", src, src.rank());
        Shape perChannel = Shape.of(src.dimension(1));
        for (int input = 1; input < 5; input++) {
            require(
                    shape(input).equals(perChannel),
                    "input %d has shape %s, expected %s, one for each channel of src %s",
                    input,
                    shape(input),
                    perChannel,
                    src);
        }
        return src;
    }

    private Shape image() {
        Shape src = shape(0);
        require(src.rank() >= 3 && src.rank() <= 5, "src %s has %d dimensions, expected 3 to 5", src, src.rank());
        return src;
    }

    private Shape shape(int input) {
        return inputs.get(input).shape();
    }

    private Shape result(long[] dimensions) {
        try {
            return Shape.of(dimensions);
        } catch (IllegalArgumentException e) {
            throw failure("the result's " + e.getMessage());
        }
    }

    private long broadcast(Shape first, Shape second, long firstSize, long secondSize) {
        require(
                firstSize == secondSize || firstSize == 1 || secondSize == 1,
                "shapes %s and %s do not broadcast: %d against %d",
                first,
                second,
                firstSize,
                secondSize);
        return Math.max(firstSize, secondSize);
    }

    private static int residualCount(List<PostOp> postOps) {
        return (int)
                postOps.stream().filter(PostOp.AddResidual.class::isInstance).count();
    }

    private void requireResiduals(Shape result, List<PostOp> postOps) {
        for (int input = inputs.size() - residualCount(postOps); input < inputs.size(); input++) {
            require(
                    shape(input).equals(result),
                    "residual %s has another shape than the result %s",
                    inputs.get(input),
                    result);
        }
    }

    private void requireBias(Shape bias, long outputChannels) {
        require(bias.equals(Shape.of(outputChannels)), "bias %s, expected [%d]", bias, outputChannels);
    }

    private void requireAxis(Shape shape, int axis) {
        require(axis >= 0 && axis < shape.rank(), "axis is %d, expected 0 to %d for %s", axis, shape.rank() - 1, shape);
    }

    private void requireInputCount(int expected) {
        require(inputs.size() == expected, "%d inputs, expected %d", inputs.size(), expected);
    }

    private void requireF32() {
        for (Value input : inputs) {
            require(input.type() == TensorType.F32, "input '%s' is not of type F32", input);
        }
    }

    private void require(boolean condition, String format, Object... arguments) {
        if (!condition) {
            throw failure(format.formatted(arguments));
        }
    }

    private IllegalArgumentException failure(String text) {
        return new IllegalArgumentException(
                "node '%s' (%s): %s".formatted(nodeName, operator.getClass().getSimpleName(), text));
    }
}
