// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.Interpolate}. */
final class InterpolateKernel implements Kernel {
    private final int taps;
    private final long[] indices;
    private final double[] weights;
    private final long srcSize;
    private final long outer;
    private final long inner;

    InterpolateKernel(Operator.Interpolate operator, Shape src) {
        int axis = operator.axis();
        this.taps = operator.taps();
        this.indices = operator.indices().stream().mapToLong(Long::longValue).toArray();
        this.weights =
                operator.weights().stream().mapToDouble(Float::doubleValue).toArray();
        this.srcSize = src.dimension(axis);
        this.inner = Strides.rowMajor(src.toArray())[axis];
        this.outer = src.elementCount() / srcSize / inner;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (long position = 0; position < outer; position++) {
            for (int firstTap = 0; firstTap < indices.length; firstTap += taps) {
                for (long column = 0; column < inner; column++) {
                    double sum = 0;
                    for (int tap = firstTap; tap < firstTap + taps; tap++) {
                        long source = (position * srcSize + indices[tap]) * inner + column;
                        sum += weights[tap] * Elements.get(inputs[0], source);
                    }
                    Elements.set(result, element++, sum);
                }
            }
        }
    }
}
