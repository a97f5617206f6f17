// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import org.mish4j.InferRequest;
import org.mish4j.Tensor;
import org.mish4j.TensorInfo;
import org.mish4j.cli.elements.ElementReader;

/** How far the results of two requests are from one another. */
final class OutputDifference {
    private OutputDifference() {}

    /**
     * Returns the largest difference of all outputs, each relative to the largest magnitude of the baseline's output; NaN
     * where one of two numbers is.
     */
    static double largest(InferRequest request, InferRequest baseline) {
        double largest = 0;
        for (TensorInfo info : baseline.model().outputs()) {
            largest = Math.max(largest, largest(request.output(info.name()), baseline.output(info.name())));
        }
        return largest;
    }

    /** Returns the largest difference of two tensors of one type, relative to the largest magnitude in the second. */
    static double largest(Tensor tensor, Tensor baseline) {
        double difference = 0;
        double magnitude = 0;
        for (long index = 0; index < baseline.shape().elementCount(); index++) {
            double found = ElementReader.read(tensor.type(), tensor.segment(), index);
            double expected = ElementReader.read(baseline.type(), baseline.segment(), index);
            if (Double.compare(found, expected) != 0) {
                difference = Math.max(difference, Math.abs(found - expected));
            }
            magnitude = Math.max(magnitude, Math.abs(expected));
        }
        return difference == 0 ? 0 : difference / magnitude;
    }
}
