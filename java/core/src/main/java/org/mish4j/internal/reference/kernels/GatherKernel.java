// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.Gather}: for each position before the axis, a block for each index. */
final class GatherKernel implements Kernel {
    private final long[] indices;
    private final long srcSize;
    private final long outer;
    private final long inner;

    GatherKernel(Operator.Gather operator, Shape src) {
        int axis = operator.axis();
        this.indices = operator.indices().stream().mapToLong(Long::longValue).toArray();
        this.srcSize = src.dimension(axis);
        this.inner = Strides.rowMajor(src.toArray())[axis];
        this.outer = src.elementCount() / srcSize / inner;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (long position = 0; position < outer; position++) {
            for (long index : indices) {
                Elements.copy(inputs[0], (position * srcSize + index) * inner, result, element, inner);
                element += inner;
            }
        }
    }
}
