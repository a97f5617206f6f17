// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.internal.graph.WindowAxis;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.PixelPlaces;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/**
 * {@link Operator.Pooling}, a pixel of dst at a time: the pixels of its window are combined, all channels of each. Where
 * dilation makes a window of nothing but padding, the largest element is negative infinity and the mean without padding is
 * NaN.
 */
final class PoolingKernel extends RowsKernel {
    private static final int CHANNEL_AXIS = 1;
    private static final int FIRST_SPATIAL_AXIS = 2;

    /** Up to here, the rounding errors of a sum are too small to be summed as well. */
    private static final long MOST_OF_PLAIN_SUM = 32;

    private final Loops loops;
    private final PoolingKind kind;
    private final long start;
    private final long[] srcStrides = new long[1 + WindowAxis.SPATIAL_RANK];
    private final PixelPlaces dst;
    private final long channels;
    private final WindowAxis depth;
    private final WindowAxis height;
    private final WindowAxis width;
    private final boolean sums;
    private final boolean compensates;

    /**
     * Makes a kernel.
     *
     * @param src with its channels side by side, as dst
     */
    PoolingKernel(Operator.Pooling operator, KernelContext context, View src, View dst) {
        super("vector_pooling", context, dst.dimension(0), pixels(dst), work(operator, dst), 1, 1);
        long[] kernel = operator.kernel().stream().mapToLong(Long::longValue).toArray();
        WindowAxis[] axes =
                WindowAxis.of(Shape.of(src.dimensions()), kernel, Shape.of(dst.dimensions()), operator.window());
        this.loops = context.loops();
        this.kind = operator.kind();
        this.start = src.byteOffset();
        this.dst = new PixelPlaces(dst);
        this.channels = dst.dimension(CHANNEL_AXIS);
        this.depth = axes[0];
        this.height = axes[1];
        this.width = axes[2];
        this.sums = kind != PoolingKind.MAX;
        this.compensates = sums && places() > MOST_OF_PLAIN_SUM;
        int missing = WindowAxis.SPATIAL_RANK - kernel.length;
        srcStrides[0] = src.stride(0) * Float.BYTES;
        for (int axis = 0; axis < kernel.length; axis++) {
            srcStrides[1 + missing + axis] = src.stride(FIRST_SPATIAL_AXIS + axis) * Float.BYTES;
        }
    }

    private static long pixels(View images) {
        return images.elementCount() / images.dimension(0) / images.dimension(CHANNEL_AXIS);
    }

    private static long work(Operator.Pooling operator, View dst) {
        return operator.kernel().stream().reduce(dst.dimension(CHANNEL_AXIS), (product, size) -> product * size);
    }

    private long places() {
        return (long) depth.kernel() * height.kernel() * width.kernel();
    }

    @Override
    public long scratchBytes() {
        return compensates ? 2 * channels * Float.BYTES : 0;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        int x = (int) (first % width.output());
        int y = (int) (first / width.output() % height.output());
        int z = (int) (first / width.output() / height.output());
        MemorySegment activations = memory.activations();
        long errors = scratch + channels * Float.BYTES;
        long to = dst.of(row, first);
        if (compensates) {
            StridedRuns.fill(activations, scratch, 2 * channels, 0);
        }
        long taken = 0;
        for (int kernelZ = depth.firstPlace(z); kernelZ < depth.endPlace(z); kernelZ++) {
            long slice = start + row * srcStrides[0] + depth.position(z, kernelZ) * srcStrides[1];
            for (int kernelY = height.firstPlace(y); kernelY < height.endPlace(y); kernelY++) {
                long line = slice + height.position(y, kernelY) * srcStrides[2];
                for (int kernelX = width.firstPlace(x); kernelX < width.endPlace(x); kernelX++) {
                    long from = line + width.position(x, kernelX) * srcStrides[3];
                    if (compensates) {
                        loops.accumulate(activations, from, activations, scratch, errors, channels);
                    } else if (taken == 0) {
                        loops.copy(activations, from, activations, to, channels);
                    } else {
                        BinaryKind combination = sums ? BinaryKind.ADD : BinaryKind.MAX;
                        loops.combine(combination, activations, to, 1, activations, from, 1, activations, to, channels);
                    }
                    taken++;
                }
            }
        }
        finish(activations, scratch, to, taken);
    }

    private void finish(MemorySegment activations, long scratch, long to, long taken) {
        if (taken == 0) {
            StridedRuns.fill(activations, to, channels, resultOfPadding());
        } else if (sums) {
            float factor = 1f / (kind == PoolingKind.AVERAGE_EXCLUDE_PADDING ? taken : places());
            if (compensates) {
                loops.total(activations, scratch, scratch + channels * Float.BYTES, factor, activations, to, channels);
            } else {
                loops.standardize(activations, to, 0, factor, 0, activations, to, channels);
            }
        }
    }

    private float resultOfPadding() {
        return switch (kind) {
            case MAX -> Float.NEGATIVE_INFINITY;
            case AVERAGE_EXCLUDE_PADDING -> Float.NaN;
            case AVERAGE_INCLUDE_PADDING -> 0;
        };
    }
}
