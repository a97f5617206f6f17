// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The smallest, the largest and the mean of some floats; all NaN if one of them is, or if there are none. */
record TensorStatistics(double min, double max, double mean) {
    static TensorStatistics of(MemorySegment floats) {
        long count = floats.byteSize() / Float.BYTES;
        double min = count == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        double max = count == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (long index = 0; index < count; index++) {
            float value = floats.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
        }
        return new TensorStatistics(min, max, sum / count);
    }
}
