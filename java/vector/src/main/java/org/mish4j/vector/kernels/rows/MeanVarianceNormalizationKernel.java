// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/**
 * {@link Operator.MeanVarianceNormalization}. A mean is a float and a rest: the float is subtracted first, whose difference from a near element
 * is exact, and the rest after the division by the deviation.
 */
final class MeanVarianceNormalizationKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;
    private static final long STAGED_ELEMENTS = 1024;

    private final Loops loops;
    private final double epsilon;
    private final Space srcSpace;
    private final LoopNest groups;
    private final LoopNest group;
    private final boolean isOfRuns;

    MeanVarianceNormalizationKernel(
            Operator.MeanVarianceNormalization operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src.space(),
                LoopNest.of(
                        Axes.only(dst, axis -> axis < operator.firstAxis()),
                        Axes.only(src, axis -> axis < operator.firstAxis())),
                LoopNest.of(
                        Axes.only(dst, axis -> axis >= operator.firstAxis()),
                        Axes.only(src, axis -> axis >= operator.firstAxis())));
    }

    private MeanVarianceNormalizationKernel(
            Operator.MeanVarianceNormalization operator,
            KernelContext context,
            Space srcSpace,
            LoopNest groups,
            LoopNest group) {
        super(
                "vector_mean_variance_normalization",
                context,
                groups.rows(),
                groups.rowLength(),
                group.elements(),
                1,
                Long.MAX_VALUE);
        this.loops = context.loops();
        this.epsilon = operator.epsilon();
        this.srcSpace = srcSpace;
        this.groups = groups;
        this.group = group;
        this.isOfRuns = group.rowStride(DST) == 1 && group.rowStride(SRC) == 1;
    }

    @Override
    public long scratchBytes() {
        return isOfRuns ? 0 : STAGED_ELEMENTS * Float.BYTES;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        for (long index = first; index < first + count; index++) {
            long from = groups.place(SRC, row, index);
            double mean = sum(memory, scratch, from) / group.elements();
            float center = (float) mean;
            double rest = mean - center;
            double squares = sumOfSquares(memory, scratch, from, center) / group.elements();
            double deviation = Math.sqrt(Math.max(0, squares - rest * rest) + epsilon);
            float factor = (float) (1 / deviation);
            float summand = (float) (-rest / deviation);
            standardize(memory, scratch, from, groups.place(DST, row, index), center, factor, summand);
        }
    }

    private double sum(Memory memory, long scratch, long from) {
        double sum = 0;
        for (long row = 0; row < group.rows(); row++) {
            for (long done = 0; done < group.rowLength(); done += most()) {
                long count = Math.min(most(), group.rowLength() - done);
                sum += loops.sum(segment(memory), stage(memory, scratch, from, row, done, count), count);
            }
        }
        return sum;
    }

    private double sumOfSquares(Memory memory, long scratch, long from, float center) {
        double sum = 0;
        for (long row = 0; row < group.rows(); row++) {
            for (long done = 0; done < group.rowLength(); done += most()) {
                long count = Math.min(most(), group.rowLength() - done);
                sum += loops.sumOfSquares(
                        segment(memory), stage(memory, scratch, from, row, done, count), count, center);
            }
        }
        return sum;
    }

    private void standardize(
            Memory memory, long scratch, long from, long to, float center, float factor, float summand) {
        MemorySegment dst = memory.activations();
        for (long row = 0; row < group.rows(); row++) {
            for (long done = 0; done < group.rowLength(); done += most()) {
                long count = Math.min(most(), group.rowLength() - done);
                long place = to + group.distance(DST, row) + done * group.rowStride(DST) * Float.BYTES;
                long staged = stage(memory, scratch, from, row, done, count);
                loops.standardize(
                        segment(memory), staged, center, factor, summand, dst, isOfRuns ? place : staged, count);
                if (!isOfRuns) {
                    StridedRuns.copy(dst, staged, 1, dst, place, group.rowStride(DST), count);
                }
            }
        }
    }

    private long most() {
        return isOfRuns ? Long.MAX_VALUE : STAGED_ELEMENTS;
    }

    private MemorySegment segment(Memory memory) {
        return isOfRuns ? memory.of(srcSpace) : memory.activations();
    }

    /** Returns where some elements of a row of src lie side by side. */
    private long stage(Memory memory, long scratch, long from, long row, long first, long count) {
        long place = from + group.distance(SRC, row) + first * group.rowStride(SRC) * Float.BYTES;
        if (isOfRuns) {
            return place;
        }
        StridedRuns.copy(memory.of(srcSpace), place, group.rowStride(SRC), memory.activations(), scratch, 1, count);
        return scratch;
    }
}
