// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.InferRequest;
import org.mish4j.TensorInfo;
import org.mish4j.TensorType;

/** How far the results of two requests are from one another. */
final class OutputDifference {
    private OutputDifference() {}

    /**
     * Returns the largest difference of all F32 outputs, each relative to the largest magnitude of the baseline's output; NaN
     * where one of two numbers is.
     */
    static double largest(InferRequest request, InferRequest baseline) {
        double largest = 0;
        for (TensorInfo info : baseline.model().outputs()) {
            if (info.type() == TensorType.F32) {
                largest = Math.max(
                        largest,
                        largest(
                                request.output(info.name()).segment(),
                                baseline.output(info.name()).segment()));
            }
        }
        return largest;
    }

    /** Returns the largest difference of two segments of floats, relative to the largest magnitude in the second. */
    static double largest(MemorySegment segment, MemorySegment baseline) {
        double difference = 0;
        double magnitude = 0;
        for (long index = 0; index < baseline.byteSize() / Float.BYTES; index++) {
            float found = segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            float expected = baseline.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            if (Float.compare(found, expected) != 0) {
                difference = Math.max(difference, Math.abs((double) found - expected));
            }
            magnitude = Math.max(magnitude, Math.abs((double) expected));
        }
        return difference == 0 ? 0 : difference / magnitude;
    }
}
