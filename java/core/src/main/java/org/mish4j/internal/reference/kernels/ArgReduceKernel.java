// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.ArgReduce}. */
final class ArgReduceKernel implements Kernel {
    private final boolean smallest;
    private final boolean lastIndex;
    private final int size;
    private final long outer;
    private final long inner;

    ArgReduceKernel(Operator.ArgReduce operator, Shape src) {
        int axis = operator.axis();
        this.smallest = operator.kind() == Operator.ArgKind.MIN;
        this.lastIndex = operator.lastIndex();
        this.size = Math.toIntExact(src.dimension(axis));
        this.inner = Strides.rowMajor(src.toArray())[axis];
        this.outer = src.elementCount() / size / inner;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (long block = 0; block < outer; block++) {
            for (long column = 0; column < inner; column++) {
                Elements.set(result, element++, search(inputs[0], block * size * inner + column));
            }
        }
    }

    private int search(MemorySegment src, long start) {
        int best = 0;
        for (int index = 1; index < size; index++) {
            int comparison = compare(Elements.get(src, start + index * inner), Elements.get(src, start + best * inner));
            if (comparison > 0 || (comparison == 0 && lastIndex)) {
                best = index;
            }
        }
        return best;
    }

    /** Returns a positive number if the first wins, 0 if both do. Both zeros are equal, NaN wins over all others. */
    private int compare(double first, double second) {
        if (first == second || (Double.isNaN(first) && Double.isNaN(second))) {
            return 0;
        }
        boolean wins = Double.isNaN(first) || (smallest ? first < second : first > second);
        return wins ? 1 : -1;
    }
}
