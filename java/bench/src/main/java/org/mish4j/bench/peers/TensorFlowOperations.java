// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Window;
import org.mish4j.bench.UnavailableException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** The operators of TensorFlow. Tensors of rank 4 have their channels last. */
final class TensorFlowOperations implements TensorOperations<Operand<TFloat32>> {
    private static final int RANK = 4;
    private static final int FIRST_SPATIAL_AXIS = 2;
    private static final int[] CHANNELS_LAST = {0, 2, 3, 1};
    private static final int[] CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int[] KERNEL_FIRST = {2, 3, 1, 0};

    private final Ops ops;

    TensorFlowOperations(Ops ops) {
        this.ops = ops;
    }

    /** Makes a tensor of a constant that a node reads: of weights {@code [H, W, C, K]}. */
    Operand<TFloat32> constant(Node node, Constant constant) {
        boolean weights = node.operator() instanceof Operator.Convolution;
        org.mish4j.Shape shape = constant.shape();
        float[] values = constant.segment().toArray(ValueLayout.JAVA_FLOAT);
        if (shape.rank() == RANK) {
            int[] order = weights ? KERNEL_FIRST : CHANNELS_LAST;
            values = transposed(values, shape.toArray(), order);
            shape = org.mish4j.Shape.of(
                    Arrays.stream(order).mapToLong(shape::dimension).toArray());
        }
        return ops.constant(Shape.of(shape.toArray()), DataBuffers.of(values, true, false));
    }

    private static float[] transposed(float[] values, long[] sizes, int[] order) {
        int[] strides = new int[RANK];
        int stride = 1;
        for (int axis = RANK - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.toIntExact(sizes[axis]);
        }
        float[] result = new float[values.length];
        int next = 0;
        for (int i = 0; i < sizes[order[0]]; i++) {
            for (int j = 0; j < sizes[order[1]]; j++) {
                for (int k = 0; k < sizes[order[2]]; k++) {
                    for (int l = 0; l < sizes[order[3]]; l++) {
                        int source = i * strides[order[0]]
                                + j * strides[order[1]]
                                + k * strides[order[2]]
                                + l * strides[order[3]];
                        result[next++] = values[source];
                    }
                }
            }
        }
        return result;
    }

    Operand<TFloat32> channelsLast(Operand<TFloat32> x) {
        return ops.linalg.transpose(x, ops.constant(CHANNELS_LAST));
    }

    /** Returns the tensor as mish4j has it; one of another rank than 4 as it is. */
    Operand<TFloat32> channelsFirst(Operand<TFloat32> x) {
        return x.shape().numDimensions() == RANK ? ops.linalg.transpose(x, ops.constant(CHANNELS_FIRST)) : x;
    }

    @Override
    public Operand<TFloat32> convolution(
            Operand<TFloat32> x,
            Operand<TFloat32> weights,
            @Nullable Operand<TFloat32> bias,
            long groups,
            Window window) {
        if (groups != 1) {
            throw new UnavailableException("a convolution has %d groups, expected one".formatted(groups));
        }
        List<Long> pads = new ArrayList<>(List.of(0L, 0L));
        for (int axis = 0; axis < window.spatialRank(); axis++) {
            pads.add(window.padsBegin().get(axis));
            pads.add(window.padsEnd().get(axis));
        }
        pads.addAll(List.of(0L, 0L));
        boolean padded = pads.stream().anyMatch(pad -> pad != 0);
        Operand<TFloat32> sum = padded
                ? ops.nn.conv2d(
                        x,
                        weights,
                        ofImage(window.strides()),
                        "EXPLICIT",
                        Conv2d.explicitPaddings(pads),
                        Conv2d.dilations(ofImage(window.dilations())))
                : ops.nn.conv2d(
                        x, weights, ofImage(window.strides()), "VALID", Conv2d.dilations(ofImage(window.dilations())));
        return bias == null ? sum : ops.nn.biasAdd(sum, bias);
    }

    private static List<Long> ofImage(List<Long> numbers) {
        return List.of(1L, numbers.get(0), numbers.get(1), 1L);
    }

    @Override
    public Operand<TFloat32> activation(Activation activation, Operand<TFloat32> x) {
        return switch (activation.kind()) {
            case MISH -> ops.math.mul(x, ops.math.tanh(ops.math.softplus(x)));
            case RELU ->
                activation.alpha() == 0 ? ops.nn.relu(x) : ops.nn.leakyRelu(x, LeakyRelu.alpha(activation.alpha()));
            default -> throw new UnavailableException("no network that is measured has %s".formatted(activation));
        };
    }

    @Override
    public Operand<TFloat32> add(Operand<TFloat32> first, Operand<TFloat32> second) {
        return ops.math.add(first, second);
    }

    @Override
    public Operand<TFloat32> matrixProduct(
            Operand<TFloat32> x, Operand<TFloat32> weights, @Nullable Operand<TFloat32> bias) {
        Operand<TFloat32> product = ops.linalg.matMul(x, weights);
        return bias == null ? product : ops.nn.biasAdd(product, bias);
    }

    @Override
    public Operand<TFloat32> concat(int axis, List<Operand<TFloat32>> parts) {
        boolean image = parts.getFirst().shape().numDimensions() == RANK;
        int place = image ? CHANNELS_FIRST[axis] : axis;
        return ops.concat(parts, ops.constant(place));
    }

    @Override
    public Operand<TFloat32> slice(Operand<TFloat32> x, Operator.Slice slice) {
        int rank = slice.starts().size();
        int[] starts = new int[rank];
        int[] ends = new int[rank];
        int[] steps = new int[rank];
        for (int place = 0; place < rank; place++) {
            int axis = rank == RANK ? CHANNELS_LAST[place] : place;
            starts[place] = Math.toIntExact(slice.starts().get(axis));
            steps[place] = Math.toIntExact(slice.steps().get(axis));
            ends[place] = starts[place] + (Math.toIntExact(slice.sizes().get(axis)) - 1) * steps[place] + 1;
        }
        return ops.stridedSlice(x, ops.constant(starts), ops.constant(ends), ops.constant(steps));
    }

    /** TensorFlow has no pads (VALID), or as many as make the output's size that of the input over the stride (SAME). */
    @Override
    public Operand<TFloat32> maxPool(
            Operand<TFloat32> x, Operator.Pooling pooling, org.mish4j.Shape input, org.mish4j.Shape output) {
        Window window = pooling.window();
        boolean valid = true;
        boolean same = true;
        for (int axis = 0; axis < window.spatialRank(); axis++) {
            long inputSize = input.dimension(FIRST_SPATIAL_AXIS + axis);
            long outputSize = output.dimension(FIRST_SPATIAL_AXIS + axis);
            long kernel = pooling.kernel().get(axis);
            long stride = window.strides().get(axis);
            long begin = window.padsBegin().get(axis);
            long pads = Math.max((outputSize - 1) * stride + kernel - inputSize, 0);
            valid &= begin == 0 && outputSize == (inputSize - kernel) / stride + 1;
            same &= begin == pads / 2 && outputSize == Math.ceilDiv(inputSize, stride);
        }
        if (!valid && !same) {
            throw new UnavailableException(
                    "a pooling of %s has pads that TensorFlow lacks: %s".formatted(input, window));
        }
        return ops.nn.maxPool(
                x,
                ops.constant(integers(ofImage(pooling.kernel()))),
                ops.constant(integers(ofImage(window.strides()))),
                valid ? "VALID" : "SAME");
    }

    @Override
    public Operand<TFloat32> globalAverage(Operand<TFloat32> x) {
        return ops.math.mean(x, ops.constant(new int[] {1, 2}), Mean.keepDims(true));
    }

    @Override
    public Operand<TFloat32> upsample(Operand<TFloat32> x, org.mish4j.Shape output) {
        int[] size = {
            Math.toIntExact(output.dimension(FIRST_SPATIAL_AXIS)),
            Math.toIntExact(output.dimension(FIRST_SPATIAL_AXIS + 1))
        };
        return ops.image.resizeNearestNeighbor(x, ops.constant(size));
    }

    @Override
    public Operand<TFloat32> reshape(Operand<TFloat32> x, org.mish4j.Shape input, org.mish4j.Shape output) {
        boolean pixels = input.rank() == RANK && input.dimension(FIRST_SPATIAL_AXIS) * input.dimension(RANK - 1) != 1;
        if (pixels || output.rank() == RANK) {
            throw new UnavailableException(
                    "a reshape from %s to %s depends on the order of channels and pixels".formatted(input, output));
        }
        return ops.reshape(x, ops.constant(output.toArray()));
    }

    @Override
    public Operand<TFloat32> softmax(Operand<TFloat32> x, int axis) {
        if (axis != 1) {
            throw new UnavailableException("a softmax is along axis %d, expected 1".formatted(axis));
        }
        return ops.nn.softmax(x);
    }

    @Override
    public void release(Operand<TFloat32> tensor) {}

    private static int[] integers(List<Long> numbers) {
        return numbers.stream().mapToInt(Math::toIntExact).toArray();
    }
}
