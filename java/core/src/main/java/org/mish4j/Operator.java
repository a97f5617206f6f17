// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;

/**
 * What a {@link Node} computes. Images are {@code [N, C, spatial...]} with 1 to 3 spatial dimensions. Every operator has
 * one result, whose shape follows from the shapes of the inputs.
 */
public sealed interface Operator {
    /**
     * Convolution (cross-correlation). Inputs: src {@code [N, C, spatial...]}; weights {@code [K, C / groups, kernel...]};
     * with {@code hasBias} a bias {@code [K]}; then one value of the result's shape for each {@link PostOp.AddResidual}.
     * Result {@code [N, K, out...]}, out = (in + padsBegin + padsEnd - (dilation (kernel - 1) + 1)) / stride + 1, rounded
     * down.
     *
     * @param groups divides C and K
     * @param postOps what follows, in this order
     */
    record Convolution(long groups, Window window, boolean hasBias, List<PostOp> postOps) implements Operator {
        /** Makes the list immutable. */
        public Convolution {
            postOps = List.copyOf(postOps);
        }
    }

    /**
     * Matrix product. Inputs: src {@code [..., M, K]}; weights {@code [..., K, N]} of the same rank, at least 2, leading
     * dimensions equal or 1; with {@code hasBias} a bias {@code [N]}; then one value of the result's shape for each
     * {@link PostOp.AddResidual}. Result {@code [..., M, N]}.
     *
     * @param postOps what follows, in this order
     */
    record MatMul(boolean hasBias, List<PostOp> postOps) implements Operator {
        /** Makes the list immutable. */
        public MatMul {
            postOps = List.copyOf(postOps);
        }
    }

    /** How a pooling combines a window's elements. */
    enum PoolingKind {
        /** The largest; padded places never win. */
        MAX,
        /** The mean of the elements that are not padding. */
        AVERAGE_EXCLUDE_PADDING,
        /** The mean of all places, padded ones counted as zeros. */
        AVERAGE_INCLUDE_PADDING
    }

    /**
     * Pooling. Input {@code [N, C, spatial...]}, result {@code [N, C, out...]}, sizes as for a convolution. Pads are less
     * than the dilated kernel.
     *
     * @param kernel the window's size in each spatial dimension
     */
    record Pooling(PoolingKind kind, List<Long> kernel, Window window) implements Operator {
        /** Makes the list immutable. */
        public Pooling {
            kernel = List.copyOf(kernel);
        }
    }

    /** Pooling over all of the spatial dimensions. Input {@code [N, C, spatial...]}, result {@code [N, C, 1...]}. */
    record GlobalPooling(PoolingKind kind) implements Operator {}

    /** An element-wise function. One input; the result has its shape. */
    record Eltwise(Activation activation) implements Operator {}

    /** Functions of two operands. */
    enum BinaryKind {
        /** The sum. */
        ADD,
        /** The first less the second. */
        SUB,
        /** The product. */
        MUL,
        /** The first over the second. */
        DIV,
        /** The smaller one. */
        MIN,
        /** The larger one. */
        MAX
    }

    /** A function of two inputs, element by element. Shapes broadcast as NumPy's do. */
    record Binary(BinaryKind kind) implements Operator {}

    /**
     * Concatenation of at least one input. All other dimensions are equal.
     *
     * @param axis 0 to rank - 1
     */
    record Concat(int axis) implements Operator {}

    /**
     * A part of its input: in each dimension {@code sizes} elements from {@code starts} on, every {@code steps}-th.
     *
     * @param steps at least 1
     */
    record Slice(List<Long> starts, List<Long> sizes, List<Long> steps) implements Operator {
        /** Makes the lists immutable. */
        public Slice {
            starts = List.copyOf(starts);
            sizes = List.copyOf(sizes);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Enlargement by whole factors, each element repeated. Input {@code [N, C, spatial...]}.
     *
     * @param scales one factor for each spatial dimension, at least 1
     */
    record ResizeNearest(List<Long> scales) implements Operator {
        /** Makes the list immutable. */
        public ResizeNearest {
            scales = List.copyOf(scales);
        }
    }

    /**
     * e<sup>x</sup> / sum(e<sup>x</sup>) along an axis.
     *
     * @param axis 0 to rank - 1
     */
    record Softmax(int axis) implements Operator {}

    /** The same elements, in the same row-major order, under another shape. */
    record Reshape(Shape shape) implements Operator {}

    /**
     * Reorders dimensions: the result's dimension i is the input's dimension {@code permutation.get(i)}.
     *
     * @param permutation each of 0 to rank - 1 once
     */
    record Transpose(List<Integer> permutation) implements Operator {
        /** Makes the list immutable. */
        public Transpose {
            permutation = List.copyOf(permutation);
        }
    }

    /**
     * The mean over some axes.
     *
     * @param axes at least one, each of 0 to rank - 1 at most once
     * @param keepDimensions whether they stay, with size 1
     */
    record ReduceMean(List<Integer> axes, boolean keepDimensions) implements Operator {
        /** Makes the list immutable. */
        public ReduceMean {
            axes = List.copyOf(axes);
        }
    }

    /**
     * Batch normalisation at inference: scale (x - mean) / sqrt(variance + epsilon) + shift, for each channel. Inputs: src
     * {@code [N, C, ...]}; scale, shift, mean and variance {@code [C]}. Passes replace it before a backend sees it.
     */
    record BatchNormalization(float epsilon) implements Operator {}
}
