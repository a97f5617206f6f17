// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;

/** {@link Operator.Concat}: for each position before the axis, a block of every input. */
final class ConcatKernel implements Kernel {
    private final long positions;
    private final long[] blockSizes;

    ConcatKernel(Operator.Concat operator, List<Shape> inputs, Shape result) {
        long inner = 1;
        for (int axis = operator.axis() + 1; axis < result.rank(); axis++) {
            inner *= result.dimension(axis);
        }
        this.positions = result.elementCount() / result.dimension(operator.axis()) / inner;
        this.blockSizes = new long[inputs.size()];
        for (int input = 0; input < blockSizes.length; input++) {
            blockSizes[input] = inputs.get(input).dimension(operator.axis()) * inner;
        }
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (long position = 0; position < positions; position++) {
            for (int input = 0; input < blockSizes.length; input++) {
                long size = blockSizes[input];
                Elements.copy(inputs[input], position * size, result, element, size);
                element += size;
            }
        }
    }
}
