// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** {@link Operator.Binary}. */
final class BinaryKernel extends ElementwiseKernel {
    private static final int DST = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final Loops loops;
    private final Operator.BinaryKind kind;

    BinaryKernel(Operator.BinaryKind kind, KernelContext context, View first, View second, View dst) {
        super(
                "vector_binary",
                context,
                true,
                dst,
                first.broadcast(dst.dimensions()),
                second.broadcast(dst.dimensions()));
        this.loops = context.loops();
        this.kind = kind;
    }

    @Override
    void apply(Memory memory, long scratch, long row, long first, long count) {
        loops.combine(
                kind,
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
