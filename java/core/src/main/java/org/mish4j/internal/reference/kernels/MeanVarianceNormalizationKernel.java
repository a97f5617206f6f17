// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.MeanVarianceNormalization}, a row of the last dimensions at a time. */
final class MeanVarianceNormalizationKernel implements Kernel {
    private final double epsilon;
    private final long rows;
    private final long columns;

    MeanVarianceNormalizationKernel(Operator.MeanVarianceNormalization operator, Shape src) {
        int firstAxis = operator.firstAxis();
        this.epsilon = operator.epsilon();
        this.columns = Strides.rowMajor(src.toArray())[firstAxis] * src.dimension(firstAxis);
        this.rows = src.elementCount() / columns;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        MemorySegment src = inputs[0];
        for (long row = 0; row < rows; row++) {
            long first = row * columns;
            double mean = mean(src, first);
            double deviation = Math.sqrt(variance(src, first, mean) + epsilon);
            for (long element = first; element < first + columns; element++) {
                Elements.set(result, element, (Elements.get(src, element) - mean) / deviation);
            }
        }
    }

    private double mean(MemorySegment src, long first) {
        double sum = 0;
        for (long element = first; element < first + columns; element++) {
            sum += Elements.get(src, element);
        }
        return sum / columns;
    }

    private double variance(MemorySegment src, long first, double mean) {
        double sum = 0;
        for (long element = first; element < first + columns; element++) {
            double distance = Elements.get(src, element) - mean;
            sum += distance * distance;
        }
        return sum / columns;
    }
}
