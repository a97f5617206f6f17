// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import org.mish4j.Activation;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** {@link org.mish4j.Operator.Eltwise}. */
final class EltwiseKernel extends ElementwiseKernel {
    private static final int DST = 0;
    private static final int SRC = 1;

    private final Loops loops;
    private final Activation activation;

    EltwiseKernel(Activation activation, KernelContext context, View src, View dst) {
        super("vector_eltwise", context, false, dst, src);
        this.loops = context.loops();
        this.activation = activation;
    }

    @Override
    void apply(Memory memory, long scratch, long row, long first, long count) {
        loops.activate(
                activation,
                segment(memory, SRC),
                place(scratch, SRC, row, first),
                segment(memory, DST),
                place(scratch, DST, row, first),
                count);
    }
}
