// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/**
 * {@link Operator.Softmax}. The largest element is subtracted from all before the exponential, which can't overflow then. The
 * logarithm of a result is x less the largest and less the logarithm of the sum: exact where the result itself would be 0.
 */
final class SoftmaxKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;
    private static final Activation EXP = Activation.exp();

    private final Loops loops;
    private final boolean logarithmic;
    private final Space srcSpace;
    private final LoopNest nest;
    private final long size;
    private final long srcStride;
    private final long dstStride;

    SoftmaxKernel(Operator.Softmax operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src,
                dst,
                LoopNest.of(Axes.without(dst, operator.axis()), Axes.without(src, operator.axis())));
    }

    private SoftmaxKernel(Operator.Softmax operator, KernelContext context, View src, View dst, LoopNest nest) {
        super(
                "vector_softmax",
                context,
                nest.rows(),
                nest.rowLength(),
                src.dimension(operator.axis()),
                1,
                Long.MAX_VALUE);
        this.loops = context.loops();
        this.logarithmic = operator.logarithmic();
        this.srcSpace = src.space();
        this.nest = nest;
        this.size = src.dimension(operator.axis());
        this.srcStride = src.stride(operator.axis());
        this.dstStride = dst.stride(operator.axis());
    }

    @Override
    public long scratchBytes() {
        return 2 * size * Float.BYTES;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        MemorySegment activations = memory.activations();
        MemorySegment src = memory.of(srcSpace);
        for (long index = first; index < first + count; index++) {
            long from = nest.place(SRC, row, index);
            long to = nest.place(DST, row, index);
            if (srcStride == 1 && dstStride == 1) {
                softmax(src, from, activations, to, scratch);
            } else {
                long run = scratch + size * Float.BYTES;
                StridedRuns.copy(src, from, srcStride, activations, run, 1, size);
                softmax(activations, run, activations, run, scratch);
                StridedRuns.copy(activations, run, 1, activations, to, dstStride, size);
            }
        }
    }

    private void softmax(MemorySegment src, long from, MemorySegment dst, long to, long scratch) {
        float largest = loops.largest(src, from, size);
        loops.standardize(src, from, largest, 1, 0, dst, to, size);
        long exponentials = logarithmic ? scratch : to;
        loops.activate(EXP, dst, to, dst, exponentials, size);
        double sum = loops.sum(dst, exponentials, size);
        if (logarithmic) {
            loops.standardize(dst, to, 0, 1, (float) -Math.log(sum), dst, to, size);
        } else {
            loops.standardize(dst, to, 0, (float) (1 / sum), 0, dst, to, size);
        }
    }
}
