// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/**
 * {@link org.mish4j.Operator.Reduce}. Where the elements of dst lie side by side in src too, rows of them are combined, one
 * for each place in the reduced dimensions; else each element of dst is made of the rows that those dimensions have.
 */
final class ReduceKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;
    private static final long MOST_COLUMNS = 1024;

    private final Loops loops;
    private final ReductionKind kind;
    private final Space srcSpace;
    private final LoopNest kept;
    private final LoopNest reduced;
    private final boolean combinesRows;

    ReduceKernel(
            ReductionKind kind, List<Integer> axes, boolean keepDimensions, KernelContext context, View src, View dst) {
        this(
                kind,
                context,
                src.space(),
                LoopNest.of(
                        keepDimensions ? Axes.only(dst, axis -> !axes.contains(axis)) : dst,
                        Axes.only(src, axis -> !axes.contains(axis))),
                LoopNest.of(Axes.only(src, axes::contains)));
    }

    private ReduceKernel(ReductionKind kind, KernelContext context, Space srcSpace, LoopNest kept, LoopNest reduced) {
        super(
                "vector_reduce",
                context,
                kept.rows(),
                kept.rowLength(),
                reduced.elements(),
                isOfRuns(kept) ? CACHE_LINE : 1,
                MOST_COLUMNS);
        this.loops = context.loops();
        this.kind = kind;
        this.srcSpace = srcSpace;
        this.kept = kept;
        this.reduced = reduced;
        this.combinesRows = isOfRuns(kept) && kept.rowLength() > 1;
    }

    private static boolean isOfRuns(LoopNest nest) {
        return nest.rowStride(DST) == 1 && nest.rowStride(SRC) == 1;
    }

    @Override
    public long scratchBytes() {
        return 2 * MOST_COLUMNS * Float.BYTES;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        if (combinesRows) {
            combineRows(memory, scratch, row, first, count);
            return;
        }
        for (long index = first; index < first + count; index++) {
            double reduction = reduce(memory, scratch, kept.place(SRC, row, index));
            StridedRuns.set(memory.activations(), kept.place(DST, row, index), (float) reduction);
        }
    }

    private boolean isSum() {
        return kind == ReductionKind.SUM || kind == ReductionKind.MEAN;
    }

    private void combineRows(Memory memory, long scratch, long row, long first, long count) {
        MemorySegment src = memory.of(srcSpace);
        MemorySegment dst = memory.activations();
        long from = kept.place(SRC, row, first);
        long to = kept.place(DST, row, first);
        long errors = scratch + MOST_COLUMNS * Float.BYTES;
        if (isSum()) {
            StridedRuns.fill(dst, scratch, count, 0);
            StridedRuns.fill(dst, errors, count, 0);
        }
        for (long reducedRow = 0; reducedRow < reduced.rows(); reducedRow++) {
            long place = from + reduced.distance(0, reducedRow);
            for (long index = 0; index < reduced.rowLength(); index++) {
                if (isSum()) {
                    loops.accumulate(src, place, dst, scratch, errors, count);
                } else if (reducedRow == 0 && index == 0) {
                    loops.copy(src, place, dst, to, count);
                } else {
                    loops.combine(combination(), dst, to, 1, src, place, 1, dst, to, count);
                }
                place += reduced.rowStride(0) * Float.BYTES;
            }
        }
        if (isSum()) {
            float factor = kind == ReductionKind.MEAN ? 1f / reduced.elements() : 1;
            loops.total(dst, scratch, errors, factor, dst, to, count);
        }
    }

    private BinaryKind combination() {
        return switch (kind) {
            case SUM, MEAN -> BinaryKind.ADD;
            case MAX -> BinaryKind.MAX;
            case MIN -> BinaryKind.MIN;
            case PRODUCT -> BinaryKind.MUL;
        };
    }

    /** Returns the reduction of the elements that have a place of src in common. */
    private double reduce(Memory memory, long scratch, long place) {
        double reduction = switch (kind) {
            case SUM, MEAN -> 0;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            case PRODUCT -> 1;
        };
        for (long row = 0; row < reduced.rows(); row++) {
            long from = place + reduced.distance(0, row);
            if (reduced.rowStride(0) == 1) {
                reduction = reduceRun(reduction, memory.of(srcSpace), from, reduced.rowLength());
                continue;
            }
            long stride = reduced.rowStride(0);
            for (long done = 0; done < reduced.rowLength(); done += MOST_COLUMNS) {
                long count = Math.min(MOST_COLUMNS, reduced.rowLength() - done);
                long begin = from + done * stride * Float.BYTES;
                StridedRuns.copy(memory.of(srcSpace), begin, stride, memory.activations(), scratch, 1, count);
                reduction = reduceRun(reduction, memory.activations(), scratch, count);
            }
        }
        return kind == ReductionKind.MEAN ? reduction / reduced.elements() : reduction;
    }

    private double reduceRun(double reduction, MemorySegment src, long from, long count) {
        return switch (kind) {
            case SUM, MEAN -> reduction + loops.sum(src, from, count);
            case MAX -> Math.max(reduction, loops.largest(src, from, count));
            case MIN -> Math.min(reduction, loops.smallest(src, from, count));
            case PRODUCT -> reduction * StridedRuns.product(src, from, count);
        };
    }
}
