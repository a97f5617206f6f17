// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/**
 * {@link Operator.TopK}. Keeps the places of the first elements that it has seen in a heap, whose root is the last of them in
 * order, and sorts the heap in the end.
 */
final class TopKKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;

    private final boolean smallest;
    private final boolean places;
    private final Space srcSpace;
    private final LoopNest nest;
    private final int size;
    private final int count;
    private final long srcStep;
    private final long dstStep;

    TopKKernel(Operator.TopK operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src,
                dst,
                LoopNest.of(Axes.without(dst, operator.axis()), Axes.without(src, operator.axis())));
    }

    private TopKKernel(Operator.TopK operator, KernelContext context, View src, View dst, LoopNest nest) {
        super(
                "vector_top_k",
                context,
                nest.rows(),
                nest.rowLength(),
                src.dimension(operator.axis()),
                1,
                Long.MAX_VALUE);
        this.smallest = operator.kind() == Operator.ArgKind.MIN;
        this.places = operator.result() == Operator.TopKResult.PLACES;
        this.srcSpace = src.space();
        this.nest = nest;
        this.size = Math.toIntExact(src.dimension(operator.axis()));
        this.count = Math.toIntExact(operator.count());
        this.srcStep = src.stride(operator.axis()) * Float.BYTES;
        this.dstStep = dst.stride(operator.axis()) * Float.BYTES;
    }

    @Override
    public long scratchBytes() {
        return (long) count * Integer.BYTES;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long rowCount) {
        MemorySegment activations = memory.activations();
        MemorySegment src = memory.of(srcSpace);
        for (long index = first; index < first + rowCount; index++) {
            long from = nest.place(SRC, row, index);
            long to = nest.place(DST, row, index);
            find(src, from, activations, scratch);
            for (int i = 0; i < count; i++) {
                int place = get(activations, scratch, i);
                float result = places ? place : StridedRuns.get(src, from + place * srcStep);
                StridedRuns.set(activations, to + i * dstStep, result);
            }
        }
    }

    /** Writes the first places, in order. */
    private void find(MemorySegment src, long from, MemorySegment memory, long heap) {
        for (int i = 0; i < count; i++) {
            set(memory, heap, i, i);
        }
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(src, from, memory, heap, root, count);
        }
        for (int place = count; place < size; place++) {
            if (isBefore(src, from, place, get(memory, heap, 0))) {
                set(memory, heap, 0, place);
                sink(src, from, memory, heap, 0, count);
            }
        }
        for (int last = count - 1; last > 0; last--) {
            int root = get(memory, heap, 0);
            set(memory, heap, 0, get(memory, heap, last));
            set(memory, heap, last, root);
            sink(src, from, memory, heap, 0, last);
        }
    }

    /** Moves a place down to where none below it comes after it. */
    private void sink(MemorySegment src, long from, MemorySegment memory, long heap, int start, int heapSize) {
        int node = start;
        int place = get(memory, heap, node);
        while (2 * node + 1 < heapSize) {
            int child = 2 * node + 1;
            int below = get(memory, heap, child);
            if (child + 1 < heapSize && isBefore(src, from, below, get(memory, heap, child + 1))) {
                child++;
                below = get(memory, heap, child);
            }
            if (!isBefore(src, from, place, below)) {
                break;
            }
            set(memory, heap, node, below);
            node = child;
        }
        set(memory, heap, node, place);
    }

    private boolean isBefore(MemorySegment src, long from, int first, int second) {
        float x = StridedRuns.get(src, from + first * srcStep);
        float y = StridedRuns.get(src, from + second * srcStep);
        if (x == y || (Float.isNaN(x) && Float.isNaN(y))) {
            return first < second;
        }
        if (Float.isNaN(x) || Float.isNaN(y)) {
            return Float.isNaN(x);
        }
        return smallest ? x < y : x > y;
    }

    private static int get(MemorySegment memory, long heap, int index) {
        return memory.get(ValueLayout.JAVA_INT, heap + (long) index * Integer.BYTES);
    }

    private static void set(MemorySegment memory, long heap, int index, int place) {
        memory.set(ValueLayout.JAVA_INT, heap + (long) index * Integer.BYTES, place);
    }
}
