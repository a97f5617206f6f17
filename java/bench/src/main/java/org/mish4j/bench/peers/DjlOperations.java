// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Window;
import org.mish4j.bench.UnavailableException;

/** The operators of the Deep Java Library. A result belongs to the manager of the first operand. */
final class DjlOperations implements TensorOperations<NDArray> {
    private static final int NEAREST = 0;
    private static final int FIRST_SPATIAL_AXIS = 2;

    @Override
    public NDArray convolution(NDArray x, NDArray weights, @Nullable NDArray bias, long groups, Window window) {
        if (!window.padsBegin().equals(window.padsEnd())) {
            throw new UnavailableException(
                    "a convolution has the pads %s, expected the same on both sides".formatted(window));
        }
        NDList result = x.getNDArrayInternal()
                .convolution(
                        x,
                        weights,
                        bias,
                        shape(window.strides()),
                        shape(window.padsBegin()),
                        shape(window.dilations()),
                        Math.toIntExact(groups));
        return result.singletonOrThrow();
    }

    @Override
    public NDArray activation(Activation activation, NDArray x) {
        return switch (activation.kind()) {
            case MISH -> mish(x);
            case RELU ->
                activation.alpha() == 0
                        ? x.getNDArrayInternal().relu()
                        : x.getNDArrayInternal().leakyRelu(activation.alpha());
            default -> throw new UnavailableException("no network that is measured has %s".formatted(activation));
        };
    }

    /** Not the library's own mish, which takes the logarithm to base 2 for SoftPlus. */
    private static NDArray mish(NDArray x) {
        try (NDArray softplus = x.getNDArrayInternal().softPlus()) {
            return softplus.tanh().muli(x);
        }
    }

    @Override
    public NDArray add(NDArray first, NDArray second) {
        return first.add(second);
    }

    @Override
    public NDArray matrixProduct(NDArray x, NDArray weights, @Nullable NDArray bias) {
        NDArray product = x.matMul(weights);
        return bias == null ? product : product.addi(bias);
    }

    @Override
    public NDArray concat(int axis, List<NDArray> parts) {
        return NDArrays.concat(new NDList(parts), axis);
    }

    @Override
    public NDArray slice(NDArray x, Operator.Slice slice) {
        NDIndex index = new NDIndex();
        for (int axis = 0; axis < slice.starts().size(); axis++) {
            long start = slice.starts().get(axis);
            long step = slice.steps().get(axis);
            index.addSliceDim(start, start + (slice.sizes().get(axis) - 1) * step + 1, step);
        }
        return x.get(index);
    }

    /**
     * Pads are the same on both sides here. Those at the end can be fewer than these where no window reaches them, or more
     * where sizes are rounded up.
     */
    @Override
    public NDArray maxPool(NDArray x, Operator.Pooling pooling, org.mish4j.Shape input, org.mish4j.Shape output) {
        Window window = pooling.window();
        boolean roundedDown = true;
        boolean roundedUp = true;
        for (int axis = 0; axis < window.spatialRank(); axis++) {
            long rest = input.dimension(FIRST_SPATIAL_AXIS + axis)
                    + 2 * window.padsBegin().get(axis)
                    - pooling.kernel().get(axis);
            long stride = window.strides().get(axis);
            long size = output.dimension(FIRST_SPATIAL_AXIS + axis);
            roundedDown &= size == rest / stride + 1;
            roundedUp &= size == Math.ceilDiv(rest, stride) + 1;
        }
        if (!roundedDown && !roundedUp) {
            throw new UnavailableException(
                    "a pooling of %s has the pads of %s, expected the same on both sides".formatted(input, window));
        }
        return Pool.maxPool2d(
                x, shape(pooling.kernel()), shape(window.strides()), shape(window.padsBegin()), !roundedDown);
    }

    @Override
    public NDArray globalAverage(NDArray x) {
        Shape image = x.getShape();
        NDArray means = Pool.globalAvgPool2d(x);
        return means.reshape(image.get(0), image.get(1), 1, 1);
    }

    @Override
    public NDArray upsample(NDArray x, org.mish4j.Shape output) {
        long[] size = {output.dimension(FIRST_SPATIAL_AXIS), output.dimension(FIRST_SPATIAL_AXIS + 1)};
        return x.getNDArrayInternal().interpolation(size, NEAREST, false);
    }

    @Override
    public NDArray reshape(NDArray x, org.mish4j.Shape input, org.mish4j.Shape output) {
        return x.reshape(output.toArray());
    }

    @Override
    public NDArray softmax(NDArray x, int axis) {
        return x.softmax(axis);
    }

    @Override
    public void release(NDArray tensor) {
        tensor.close();
    }

    private static Shape shape(List<Long> numbers) {
        return new Shape(numbers);
    }
}
