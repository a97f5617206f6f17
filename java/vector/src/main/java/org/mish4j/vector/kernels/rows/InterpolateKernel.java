// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** {@link Operator.Interpolate}: for each place of dst, the rows of as many slices of src as there are taps. */
final class InterpolateKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;
    private static final long MOST_ELEMENTS = 1024;

    private final Loops loops;
    private final Space srcSpace;
    private final LoopNest slice;
    private final int taps;
    private final long[] indices;
    private final float[] weights;
    private final long srcStep;
    private final long dstStep;
    private final boolean isOfRuns;

    InterpolateKernel(Operator.Interpolate operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src,
                dst,
                LoopNest.of(Axes.without(dst, operator.axis()), Axes.without(src, operator.axis())));
    }

    private InterpolateKernel(
            Operator.Interpolate operator, KernelContext context, View src, View dst, LoopNest slice) {
        super(
                "vector_interpolate",
                context,
                dst.dimension(operator.axis()) * slice.rows(),
                slice.rowLength(),
                operator.taps(),
                CACHE_LINE,
                MOST_ELEMENTS);
        this.loops = context.loops();
        this.srcSpace = src.space();
        this.slice = slice;
        this.taps = operator.taps();
        this.indices = operator.indices().stream().mapToLong(Long::longValue).toArray();
        this.weights = new float[indices.length];
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] = operator.weights().get(tap);
        }
        this.srcStep = src.stride(operator.axis()) * Float.BYTES;
        this.dstStep = dst.stride(operator.axis()) * Float.BYTES;
        this.isOfRuns = slice.rowStride(DST) == 1 && slice.rowStride(SRC) == 1;
    }

    @Override
    public long scratchBytes() {
        return isOfRuns ? 0 : 2 * MOST_ELEMENTS * Float.BYTES;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        MemorySegment activations = memory.activations();
        int position = (int) (row / slice.rows());
        long from = slice.place(SRC, row % slice.rows(), first);
        long to = slice.place(DST, row % slice.rows(), first) + position * dstStep;
        long sums = isOfRuns ? to : scratch;
        for (int tap = position * taps; tap < (position + 1) * taps; tap++) {
            MemorySegment src = memory.of(srcSpace);
            long place = from + indices[tap] * srcStep;
            if (!isOfRuns) {
                long staged = scratch + MOST_ELEMENTS * Float.BYTES;
                StridedRuns.copy(src, place, slice.rowStride(SRC), activations, staged, 1, count);
                src = activations;
                place = staged;
            }
            if (tap == position * taps) {
                loops.standardize(src, place, 0, weights[tap], 0, activations, sums, count);
            } else {
                loops.addProducts(src, place, weights[tap], activations, sums, count);
            }
        }
        if (!isOfRuns) {
            StridedRuns.copy(activations, sums, 1, activations, to, slice.rowStride(DST), count);
        }
    }
}
