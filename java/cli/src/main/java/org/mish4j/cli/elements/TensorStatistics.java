// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import java.lang.foreign.MemorySegment;
import org.mish4j.Tensor;

/** The smallest, the largest and the mean of a tensor's elements; all NaN if one of them is, or if there are none. */
public record TensorStatistics(double min, double max, double mean) {
    /** Looks at every element. */
    public static TensorStatistics of(Tensor tensor) {
        long count = tensor.shape().elementCount();
        MemorySegment segment = tensor.segment();
        double min = count == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        double max = count == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (long index = 0; index < count; index++) {
            double value = ElementReader.read(tensor.type(), segment, index);
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
        }
        return new TensorStatistics(min, max, sum / count);
    }
}
