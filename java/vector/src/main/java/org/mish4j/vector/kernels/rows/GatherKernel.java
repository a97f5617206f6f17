// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** {@link Operator.Gather}: for each index, the rows of a slice. */
final class GatherKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;

    private final Loops loops;
    private final Space srcSpace;
    private final LoopNest slice;
    private final long[] indices;
    private final long srcStep;
    private final long dstStep;
    private final boolean isOfRuns;

    GatherKernel(Operator.Gather operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src,
                dst,
                LoopNest.of(Axes.without(dst, operator.axis()), Axes.without(src, operator.axis())));
    }

    private GatherKernel(Operator.Gather operator, KernelContext context, View src, View dst, LoopNest slice) {
        super(
                "vector_gather",
                context,
                operator.indices().size() * slice.rows(),
                slice.rowLength(),
                1,
                CACHE_LINE,
                Long.MAX_VALUE);
        this.loops = context.loops();
        this.srcSpace = src.space();
        this.slice = slice;
        this.indices = operator.indices().stream().mapToLong(Long::longValue).toArray();
        this.srcStep = src.stride(operator.axis()) * Float.BYTES;
        this.dstStep = dst.stride(operator.axis()) * Float.BYTES;
        this.isOfRuns = slice.rowStride(DST) == 1 && slice.rowStride(SRC) == 1;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        int position = (int) (row / slice.rows());
        long from = slice.place(SRC, row % slice.rows(), first) + indices[position] * srcStep;
        long to = slice.place(DST, row % slice.rows(), first) + position * dstStep;
        if (isOfRuns) {
            loops.copy(memory.of(srcSpace), from, memory.activations(), to, count);
        } else {
            StridedRuns.copy(
                    memory.of(srcSpace),
                    from,
                    slice.rowStride(SRC),
                    memory.activations(),
                    to,
                    slice.rowStride(DST),
                    count);
        }
    }
}
