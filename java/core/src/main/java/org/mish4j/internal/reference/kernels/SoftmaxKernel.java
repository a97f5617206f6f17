// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.Strides;

/**
 * {@link Operator.Softmax}. The largest element is subtracted from all before the exponential, which can't overflow
 * then. The logarithm of a result is x less the largest and less the logarithm of the sum: exact where the result itself
 * would be 0.
 */
final class SoftmaxKernel implements Kernel {
    private final boolean logarithmic;
    private final long outer;
    private final long inner;
    private final double[] exponentials;

    SoftmaxKernel(Operator.Softmax operator, Shape src) {
        int axis = operator.axis();
        this.logarithmic = operator.logarithmic();
        this.inner = Strides.rowMajor(src.toArray())[axis];
        this.exponentials = new double[Math.toIntExact(src.dimension(axis))];
        this.outer = src.elementCount() / inner / exponentials.length;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        for (long block = 0; block < outer; block++) {
            for (long column = 0; column < inner; column++) {
                softmax(inputs[0], result, block * exponentials.length * inner + column);
            }
        }
    }

    private void softmax(MemorySegment src, MemorySegment result, long start) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < exponentials.length; index++) {
            largest = Math.max(largest, Elements.get(src, start + index * inner));
        }
        double sum = 0;
        for (int index = 0; index < exponentials.length; index++) {
            exponentials[index] = Math.exp(Elements.get(src, start + index * inner) - largest);
            sum += exponentials[index];
        }
        double logarithm = largest + Math.log(sum);
        for (int index = 0; index < exponentials.length; index++) {
            long element = start + index * inner;
            double value = logarithmic ? Elements.get(src, element) - logarithm : exponentials[index] / sum;
            Elements.set(result, element, value);
        }
    }
}
