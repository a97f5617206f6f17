// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.TopK}: sorts all places of a lane. */
final class TopKKernel implements Kernel {
    private final boolean smallest;
    private final boolean places;
    private final int size;
    private final int count;
    private final long outer;
    private final long inner;

    TopKKernel(Operator.TopK operator, Shape src) {
        int axis = operator.axis();
        this.smallest = operator.kind() == Operator.ArgKind.MIN;
        this.places = operator.result() == Operator.TopKResult.PLACES;
        this.size = Math.toIntExact(src.dimension(axis));
        this.count = Math.toIntExact(operator.count());
        this.inner = Strides.rowMajor(src.toArray())[axis];
        this.outer = src.elementCount() / size / inner;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        MemorySegment src = inputs[0];
        Integer[] order = new Integer[size];
        for (long block = 0; block < outer; block++) {
            for (long column = 0; column < inner; column++) {
                long start = block * size * inner + column;
                Arrays.setAll(order, place -> place);
                Arrays.sort(
                        order,
                        (first, second) -> compare(
                                Elements.get(src, start + first * inner), Elements.get(src, start + second * inner)));
                for (int i = 0; i < count; i++) {
                    double element = places ? order[i] : Elements.get(src, start + order[i] * inner);
                    Elements.set(result, (block * count + i) * inner + column, element);
                }
            }
        }
    }

    /** Returns a negative number if the first comes before the second, 0 if they are equal, as both zeros are. */
    private int compare(double first, double second) {
        if (first == second || Double.isNaN(first) || Double.isNaN(second)) {
            return Boolean.compare(Double.isNaN(second), Double.isNaN(first));
        }
        boolean before = smallest ? first < second : first > second;
        return before ? -1 : 1;
    }
}
