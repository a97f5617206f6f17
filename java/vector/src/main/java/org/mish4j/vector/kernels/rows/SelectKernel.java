// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.List;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** {@link org.mish4j.Operator.Select}. */
final class SelectKernel extends ElementwiseKernel {
    private static final int DST = 0;
    private static final int CONDITION = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 3;

    private final Loops loops;

    SelectKernel(KernelContext context, List<View> inputs, View dst) {
        super(
                "vector_select",
                context,
                true,
                dst,
                inputs.get(0).broadcast(dst.dimensions()),
                inputs.get(1).broadcast(dst.dimensions()),
                inputs.get(2).broadcast(dst.dimensions()));
        this.loops = context.loops();
    }

    @Override
    void apply(Memory memory, long scratch, long row, long first, long count) {
        loops.select(
                segment(memory, CONDITION),
                place(scratch, CONDITION, row, first),
                stride(CONDITION),
                segment(memory, FIRST),
                place(scratch, FIRST, row, first),
                stride(FIRST),
                segment(memory, SECOND),
                place(scratch, SECOND, row, first),
                stride(SECOND),
                segment(memory, DST),
                place(scratch, DST, row, first),
                count);
    }
}
