// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/**
 * A kernel that computes each element of dst from the same element of its operands. Operands whose
 * rows are not runs of neighbours pass through scratch memory.
 */
abstract class ElementwiseKernel extends RowsKernel {
    private static final int DST = 0;
    private static final long STAGED_ELEMENTS = 1024;

    private final LoopNest nest;
    private final Space[] spaces;
    private final boolean[] staged;
    private final boolean stages;

    /**
     * Makes a kernel.
     *
     * @param repeats whether the computation takes operands of a single float
     * @param views dst, then the operands, of the dimensions of dst, with strides of 0 where elements repeat
     */
    ElementwiseKernel(String name, KernelContext context, boolean repeats, View... views) {
        this(name, context, repeats, LoopNest.of(views), views);
    }

    private ElementwiseKernel(String name, KernelContext context, boolean repeats, LoopNest nest, View[] views) {
        super(name, context, nest.rows(), nest.rowLength(), 1, CACHE_LINE, Long.MAX_VALUE);
        this.nest = nest;
        this.spaces = new Space[views.length];
        this.staged = new boolean[views.length];
        boolean any = false;
        for (int view = 0; view < views.length; view++) {
            spaces[view] = views[view].space();
            long stride = nest.rowStride(view);
            staged[view] = stride != 1 && !(repeats && view != DST && stride == 0);
            any |= staged[view];
        }
        this.stages = any;
    }

    @Override
    public final long scratchBytes() {
        return stages ? spaces.length * STAGED_ELEMENTS * Float.BYTES : 0;
    }

    @Override
    final void compute(Memory memory, long scratch, long row, long first, long count) {
        if (!stages) {
            apply(memory, scratch, row, first, count);
            return;
        }
        for (long done = 0; done < count; done += STAGED_ELEMENTS) {
            stage(memory, scratch, row, first + done, Math.min(STAGED_ELEMENTS, count - done));
        }
    }

    private void stage(Memory memory, long scratch, long row, long first, long count) {
        MemorySegment activations = memory.activations();
        for (int view = 1; view < spaces.length; view++) {
            if (staged[view]) {
                MemorySegment src = memory.of(spaces[view]);
                long from = nest.place(view, row, first);
                StridedRuns.copy(src, from, nest.rowStride(view), activations, stage(scratch, view), 1, count);
            }
        }
        apply(memory, scratch, row, first, count);
        if (staged[DST]) {
            long to = nest.place(DST, row, first);
            StridedRuns.copy(activations, stage(scratch, DST), 1, activations, to, nest.rowStride(DST), count);
        }
    }

    private static long stage(long scratch, int view) {
        return scratch + view * STAGED_ELEMENTS * Float.BYTES;
    }

    /** Computes some elements of a row, from {@code first} on. */
    abstract void apply(Memory memory, long scratch, long row, long first, long count);

    /** Returns the memory in which the elements of an operand are, 0 for dst. */
    final MemorySegment segment(Memory memory, int view) {
        return staged[view] ? memory.activations() : memory.of(spaces[view]);
    }

    /** Returns the byte offset of an operand's elements, 0 for dst. */
    final long place(long scratch, int view, long row, long first) {
        return staged[view] ? stage(scratch, view) : nest.place(view, row, first);
    }

    /** Returns 1, or 0 where an operand is a single float for all elements. */
    final int stride(int view) {
        return staged[view] ? 1 : (int) nest.rowStride(view);
    }
}
