// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.activations.PostOpChain;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.StridedWalk;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.MatMul}, a row of the result at a time. */
final class MatMulKernel implements Kernel {
    private static final int SRC = 0;
    private static final int WEIGHTS = 1;
    private static final int BIAS = 2;

    private final int rows;
    private final int inner;
    private final int columns;
    private final StridedWalk matrices;
    private final boolean hasBias;
    private final PostOpChain postOps;
    private final double[] row;

    MatMulKernel(Operator.MatMul operator, Shape src, Shape weights, Shape result) {
        int rank = result.rank();
        this.rows = Math.toIntExact(src.dimension(rank - 2));
        this.inner = Math.toIntExact(src.dimension(rank - 1));
        this.columns = Math.toIntExact(weights.dimension(rank - 1));
        this.matrices = new StridedWalk(
                Arrays.copyOf(result.toArray(), rank - 2), matrixStrides(src, result), matrixStrides(weights, result));
        this.hasBias = operator.hasBias();
        this.postOps = new PostOpChain(operator.postOps(), hasBias ? BIAS + 1 : BIAS);
        this.row = new double[columns];
    }

    private static long[] matrixStrides(Shape operand, Shape result) {
        int leading = result.rank() - 2;
        long[] strides = Strides.rowMajor(operand.toArray());
        for (int axis = 0; axis < leading; axis++) {
            strides[axis] = operand.dimension(axis) == 1 ? 0 : strides[axis];
        }
        return Arrays.copyOf(strides, leading);
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        long count = matrices.count();
        for (long matrix = 0; matrix < count; matrix++) {
            for (int y = 0; y < rows; y++) {
                startRow(inputs);
                long srcRow = matrices.offset(SRC) + (long) y * inner;
                for (int k = 0; k < inner; k++) {
                    long weightsRow = matrices.offset(WEIGHTS) + (long) k * columns;
                    addScaledRow(inputs[WEIGHTS], weightsRow, Elements.get(inputs[SRC], srcRow + k));
                }
                for (double sum : row) {
                    Elements.set(result, element, postOps.apply(sum, inputs, element));
                    element++;
                }
            }
            matrices.advance();
        }
    }

    private void startRow(MemorySegment[] inputs) {
        for (int x = 0; x < columns; x++) {
            row[x] = hasBias ? Elements.get(inputs[BIAS], x) : 0;
        }
    }

    private void addScaledRow(MemorySegment weights, long weightsRow, double factor) {
        for (int x = 0; x < columns; x++) {
            row[x] += factor * Elements.get(weights, weightsRow + x);
        }
    }
}
