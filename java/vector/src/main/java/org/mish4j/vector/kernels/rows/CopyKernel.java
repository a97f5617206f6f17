// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.Parts;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/**
 * Copies the elements of a view to one of the same dimensions. Where the neighbours in src are no neighbours in dst, as in a
 * transposition, a part is some blocks of both dimensions, whose cache lines are used up before they are replaced; else it is
 * some elements.
 */
public final class CopyKernel implements Kernel {
    private static final int DST = 0;
    private static final int SRC = 1;
    private static final int NONE = -1;
    private static final long LEAST_ELEMENTS = 16 << 10;
    private static final long ELEMENTS_OF_CACHE_LINE = 16;
    private static final long BLOCK = 64;

    private final Loops loops;
    private final Space srcSpace;
    private final LoopNest nest;
    private final int parts;
    private final long units;

    private final long srcNeighbours;
    private final long srcBlocks;
    private final long dstNeighbours;
    private final long dstBlocks;
    private final long srcStride;
    private final long dstStride;

    /** Makes a kernel. */
    public CopyKernel(KernelContext context, View src, View dst) {
        this.loops = context.loops();
        this.srcSpace = src.space();
        int srcAxis = neighbourAxis(src);
        int dstAxis = neighbourAxis(dst);
        boolean transposes = srcAxis != NONE && dstAxis != NONE && srcAxis != dstAxis;
        this.srcNeighbours = transposes ? dst.dimension(srcAxis) : 1;
        this.dstNeighbours = transposes ? dst.dimension(dstAxis) : 1;
        this.srcBlocks = Math.ceilDiv(srcNeighbours, BLOCK);
        this.dstBlocks = Math.ceilDiv(dstNeighbours, ELEMENTS_OF_CACHE_LINE);
        this.srcStride = transposes ? src.stride(dstAxis) : 1;
        this.dstStride = transposes ? dst.stride(srcAxis) : 1;
        this.nest = transposes
                ? LoopNest.of(first(dst, srcAxis, dstAxis), first(src, srcAxis, dstAxis))
                : LoopNest.of(dst, src);
        this.units = transposes
                ? nest.elements() * srcBlocks * dstBlocks
                : Math.ceilDiv(nest.elements(), ELEMENTS_OF_CACHE_LINE);
        long elementsOfUnit = Math.ceilDiv(dst.elementCount(), units);
        this.parts = Parts.count(units, Math.max(1, LEAST_ELEMENTS / elementsOfUnit), context.threads());
    }

    /** Returns the dimension whose neighbours lie side by side, or {@value #NONE}. */
    private static int neighbourAxis(View view) {
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            if (view.dimension(axis) > 1 && view.stride(axis) == 1) {
                return axis;
            }
        }
        return NONE;
    }

    /** Returns the elements that come first in two dimensions. */
    private static View first(View view, int axis, int otherAxis) {
        return view.part(axis, 0, 1).part(otherAxis, 0, 1);
    }

    @Override
    public String name() {
        return "vector_copy";
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void run(Memory memory, Workspace workspace, int part) {
        long begin = Parts.begin(units, parts, part);
        long end = Parts.begin(units, parts, part + 1);
        if (srcNeighbours > 1) {
            for (long unit = begin; unit < end; unit++) {
                transpose(memory, unit);
            }
        } else {
            copy(memory, begin * ELEMENTS_OF_CACHE_LINE, Math.min(nest.elements(), end * ELEMENTS_OF_CACHE_LINE));
        }
    }

    private void copy(Memory memory, long firstElement, long endElement) {
        MemorySegment src = memory.of(srcSpace);
        MemorySegment dst = memory.activations();
        boolean areRuns = nest.rowStride(DST) == 1 && nest.rowStride(SRC) == 1;
        long begin = firstElement;
        while (begin < endElement) {
            long row = begin / nest.rowLength();
            long first = begin - row * nest.rowLength();
            long count = Math.min(endElement - begin, nest.rowLength() - first);
            long from = nest.place(SRC, row, first);
            long to = nest.place(DST, row, first);
            if (areRuns) {
                loops.copy(src, from, dst, to, count);
            } else {
                StridedRuns.copy(src, from, nest.rowStride(SRC), dst, to, nest.rowStride(DST), count);
            }
            begin += count;
        }
    }

    private void transpose(Memory memory, long unit) {
        long dstBlock = unit % dstBlocks;
        long srcBlock = unit / dstBlocks % srcBlocks;
        long element = unit / dstBlocks / srcBlocks;
        long row = element / nest.rowLength();
        long index = element % nest.rowLength();
        long srcFirst = srcBlock * BLOCK;
        long count = Math.min(BLOCK, srcNeighbours - srcFirst);
        long dstFirst = dstBlock * ELEMENTS_OF_CACHE_LINE;
        long dstEnd = Math.min(dstNeighbours, dstFirst + ELEMENTS_OF_CACHE_LINE);
        long from = nest.place(SRC, row, index) + srcFirst * Float.BYTES;
        long to = nest.place(DST, row, index) + srcFirst * dstStride * Float.BYTES;
        for (long neighbour = dstFirst; neighbour < dstEnd; neighbour++) {
            StridedRuns.copy(
                    memory.of(srcSpace),
                    from + neighbour * srcStride * Float.BYTES,
                    1,
                    memory.activations(),
                    to + neighbour * Float.BYTES,
                    dstStride,
                    count);
        }
    }
}
