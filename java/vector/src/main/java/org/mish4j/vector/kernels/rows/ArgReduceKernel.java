// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** {@link Operator.ArgReduce}. */
final class ArgReduceKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;

    private final boolean smallest;
    private final boolean lastIndex;
    private final Space srcSpace;
    private final LoopNest nest;
    private final int size;
    private final long step;

    ArgReduceKernel(Operator.ArgReduce operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src,
                LoopNest.of(
                        operator.keepDimensions() ? Axes.without(dst, operator.axis()) : dst,
                        Axes.without(src, operator.axis())));
    }

    private ArgReduceKernel(Operator.ArgReduce operator, KernelContext context, View src, LoopNest nest) {
        super(
                "vector_arg_reduce",
                context,
                nest.rows(),
                nest.rowLength(),
                src.dimension(operator.axis()),
                1,
                Long.MAX_VALUE);
        this.smallest = operator.kind() == Operator.ArgKind.MIN;
        this.lastIndex = operator.lastIndex();
        this.srcSpace = src.space();
        this.nest = nest;
        this.size = Math.toIntExact(src.dimension(operator.axis()));
        this.step = src.stride(operator.axis()) * Float.BYTES;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        for (long index = first; index < first + count; index++) {
            int place = search(memory.of(srcSpace), nest.place(SRC, row, index));
            StridedRuns.set(memory.activations(), nest.place(DST, row, index), place);
        }
    }

    private int search(MemorySegment src, long start) {
        int best = 0;
        float bestElement = StridedRuns.get(src, start);
        for (int index = 1; index < size; index++) {
            float element = StridedRuns.get(src, start + index * step);
            int comparison = compare(element, bestElement);
            if (comparison > 0 || (comparison == 0 && lastIndex)) {
                best = index;
                bestElement = element;
            }
        }
        return best;
    }

    /** Returns a positive number if the first wins, 0 if both do. Both zeros are equal, NaN wins over all others. */
    private int compare(float first, float second) {
        if (first == second || (Float.isNaN(first) && Float.isNaN(second))) {
            return 0;
        }
        boolean wins = Float.isNaN(first) || (smallest ? first < second : first > second);
        return wins ? 1 : -1;
    }
}
