// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;
import java.util.stream.IntStream;

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
     * Transposed convolution: each element of src, times the kernel, is added to a window of the result. Inputs: src
     * {@code [N, C, spatial...]}; weights {@code [C, K / groups, kernel...]}; with {@code hasBias} a bias {@code [K]};
     * then one value of the result's shape for each {@link PostOp.AddResidual}. Result {@code [N, K, out...]}, out =
     * stride (in - 1) + dilation (kernel - 1) + 1 + outputPad - padsBegin - padsEnd, at least 1.
     *
     * @param groups divides C and K
     * @param window where the windows lie on the result; its pads are cut off from the result
     * @param outputPads how much longer the result is, behind the last element: one number for each spatial dimension,
     *     at least 0
     * @param postOps what follows, in this order
     */
    record Deconvolution(long groups, Window window, List<Long> outputPads, boolean hasBias, List<PostOp> postOps)
            implements Operator {
        /** Makes the lists immutable. */
        public Deconvolution {
            outputPads = List.copyOf(outputPads);
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
        MAX,
        /** The first to the power of the second; NaN for a negative first and a second that is no integer. */
        POW,
        /** 1 where both are equal, else 0. */
        EQUAL,
        /** 1 where the first is less than the second, else 0. */
        LESS,
        /** 1 where the first is less than the second or equal to it, else 0. */
        LESS_OR_EQUAL,
        /** 1 where the first is greater than the second, else 0. */
        GREATER,
        /** 1 where the first is greater than the second or equal to it, else 0. */
        GREATER_OR_EQUAL
    }

    /** A function of two inputs, element by element. Shapes broadcast as NumPy's do. */
    record Binary(BinaryKind kind) implements Operator {}

    /**
     * A choice of two, element by element. Inputs: a condition; what to take where that is not 0; what to take where it is
     * 0. Shapes broadcast as NumPy's do.
     */
    record Select() implements Operator {}

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
     * Chosen slices of its input: place o of the result, along an axis, is the input's place {@code indices.get(o)}.
     *
     * @param axis 0 to rank - 1
     * @param indices at least one, each 0 to the input's dimension - 1
     */
    record Gather(int axis, List<Long> indices) implements Operator {
        /** Makes the list immutable. */
        public Gather {
            indices = List.copyOf(indices);
        }
    }

    /**
     * Weighted sums of slices of its input: place o of the result, along an axis, is the sum over t of {@code
     * weights.get(o taps + t)} times the input's place {@code indices.get(o taps + t)}. Interpolation along one axis, for
     * example.
     *
     * @param axis 0 to rank - 1
     * @param taps the number of terms of each sum, at least 1
     * @param indices taps for each place of the result, each 0 to the input's dimension - 1
     * @param weights as many, finite
     */
    record Interpolate(int axis, int taps, List<Long> indices, List<Float> weights) implements Operator {
        /** Makes the lists immutable. */
        public Interpolate {
            indices = List.copyOf(indices);
            weights = List.copyOf(weights);
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
     * Images as cameras and decoders give them, channels last, made images of numbers. Input {@code [N, H, W, C]} of any
     * type; result {@code [N, C, H, W]}, scale x + shift.
     *
     * @param scales one finite factor for each channel
     * @param shifts one finite summand for each channel
     */
    record ConvertImage(List<Float> scales, List<Float> shifts) implements Operator {
        /** Makes the lists immutable. */
        public ConvertImage {
            scales = List.copyOf(scales);
            shifts = List.copyOf(shifts);
        }
    }

    /**
     * e<sup>x</sup> / sum(e<sup>x</sup>) along an axis.
     *
     * @param axis 0 to rank - 1
     * @param logarithmic whether the result is the natural logarithm of that
     */
    record Softmax(int axis, boolean logarithmic) implements Operator {}

    /**
     * (x - mean) / sqrt(variance + epsilon), where mean and variance are those of the last dimensions together. The
     * variance is the mean of the squared distances from the mean.
     *
     * @param firstAxis the first of these dimensions, 0 to rank - 1
     * @param epsilon at least 0
     */
    record MeanVarianceNormalization(int firstAxis, float epsilon) implements Operator {}

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

    /** How a reduction combines elements. NaN among them gives NaN. */
    enum ReductionKind {
        /** The arithmetic mean. */
        MEAN,
        /** The sum. */
        SUM,
        /** The largest. */
        MAX,
        /** The smallest. */
        MIN,
        /** The product. */
        PRODUCT
    }

    /**
     * One element for all that differ in some axes only.
     *
     * @param axes at least one, each of 0 to rank - 1 at most once
     * @param keepDimensions whether they stay, with size 1
     */
    record Reduce(ReductionKind kind, List<Integer> axes, boolean keepDimensions) implements Operator {
        /** Makes the list immutable. */
        public Reduce {
            axes = List.copyOf(axes);
        }

        /**
         * Makes a pooling over whole images: the reduction of {@code [N, C, spatial...]} to {@code [N, C, 1...]}.
         *
         * @param rank the number of the input's dimensions, at least 3
         */
        public static Reduce ofImages(ReductionKind kind, int rank) {
            if (rank < 3) {
                throw new IllegalArgumentException(
                        "an image has a rank of at least 3, [N, C, spatial...], found " + rank);
            }
            return new Reduce(kind, IntStream.range(2, rank).boxed().toList(), true);
        }

        /** Returns whether this is a pooling over whole images, for an input of some rank. */
        public boolean isOfImages(int rank) {
            return keepDimensions
                    && rank >= 3
                    && axes.stream()
                            .sorted()
                            .toList()
                            .equals(IntStream.range(2, rank).boxed().toList());
        }
    }

    /** Which element {@link ArgReduce} looks for. */
    enum ArgKind {
        /** The largest. */
        MAX,
        /** The smallest. */
        MIN
    }

    /**
     * The place, along an axis, of the largest or smallest element, as a number. NaN is larger than the largest and
     * smaller than the smallest.
     *
     * @param axis 0 to rank - 1; its dimension is at most 2<sup>24</sup>, which floats count exactly
     * @param keepDimensions whether the axis stays, with size 1
     * @param lastIndex whether, of equal elements, the last one counts, and not the first
     */
    record ArgReduce(ArgKind kind, int axis, boolean keepDimensions, boolean lastIndex) implements Operator {}

    /** What {@link TopK} gives of the elements that it finds. */
    enum TopKResult {
        /** The elements. */
        ELEMENTS,
        /** Their places along the axis, as numbers. */
        PLACES
    }

    /**
     * The first elements along an axis in order, or their places. NaN comes before every number, whichever kind is asked
     * for, and of equal elements the one at the lower place first.
     *
     * @param kind whether the largest or the smallest element is the first
     * @param axis 0 to rank - 1; its dimension is at most 2<sup>24</sup>, which floats count exactly
     * @param count how many, 1 to the axis's dimension
     */
    record TopK(ArgKind kind, int axis, long count, TopKResult result) implements Operator {}

    /**
     * Batch normalisation at inference: scale (x - mean) / sqrt(variance + epsilon) + shift, for each channel. Inputs: src
     * {@code [N, C, ...]}; scale, shift, mean and variance {@code [C]}. Passes replace it before a backend sees it.
     */
    record BatchNormalization(float epsilon) implements Operator {}
}
