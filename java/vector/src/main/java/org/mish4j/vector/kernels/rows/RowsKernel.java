// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.Parts;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Memory;

/** A kernel whose work is rows of elements, any run of which can be computed by itself. A part is some elements. */
abstract class RowsKernel implements Kernel {
    /** The floats of a cache line, which no two threads should write. */
    static final long CACHE_LINE = 16;

    /** The floats that are worth a thread's attention. */
    private static final long LEAST_WORK = 16 << 10;

    private final String name;
    private final long elements;
    private final long rowLength;
    private final long step;
    private final long most;
    private final int parts;

    /**
     * Makes a kernel.
     *
     * @param rows the number of rows
     * @param rowLength the elements of each
     * @param work the floats that are read or written for an element
     * @param step parts begin at a multiple of this, if not at that of a row
     * @param most the elements that are computed at once, at most
     */
    RowsKernel(String name, KernelContext context, long rows, long rowLength, long work, long step, long most) {
        this.name = name;
        this.elements = rows * rowLength;
        this.rowLength = rowLength;
        this.step = step;
        this.most = most;
        long least = Math.max(1, LEAST_WORK / work / step);
        this.parts = Parts.count(Math.ceilDiv(elements, step), least, context.threads());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int parts() {
        return parts;
    }

    @Override
    public final void run(Memory memory, Workspace workspace, int part) {
        long steps = Math.ceilDiv(elements, step);
        long end = Math.min(elements, Parts.begin(steps, parts, part + 1) * step);
        long begin = Parts.begin(steps, parts, part) * step;
        while (begin < end) {
            long row = begin / rowLength;
            long first = begin - row * rowLength;
            long count = Math.min(most, Math.min(end - begin, rowLength - first));
            compute(memory, workspace.scratch(), row, first, count);
            begin += count;
        }
    }

    /** Computes some elements of a row, from {@code first} on. */
    abstract void compute(Memory memory, long scratch, long row, long first, long count);
}
