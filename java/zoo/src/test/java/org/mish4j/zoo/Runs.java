// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.TensorInfo;

/** Runs of networks with one input, and how their results differ. */
final class Runs {
    private static final long INPUT_SEED = 8;

    private Runs() {}

    static List<String> devices() {
        return Device.list().stream()
                .filter(DeviceInfo::available)
                .map(DeviceInfo::name)
                .toList();
    }

    /** Returns the outputs for an input whose k-th element is the k-th number of the stream of seed 8. */
    static List<float[]> outputs(Graph graph, String device) {
        try (CompiledModel model = Device.of(device).compile(graph, CompileOptions.defaults());
                InferRequest request = model.createRequest()) {
            float[] image =
                    new float[Math.toIntExact(model.inputs().getFirst().shape().elementCount())];
            for (int index = 0; index < image.length; index++) {
                image[index] = (float) SplitMix64.uniform(INPUT_SEED, index);
            }
            request.input("image").copyFrom(image);
            request.run();
            List<float[]> outputs = new ArrayList<>();
            for (TensorInfo output : model.outputs()) {
                outputs.add(request.output(output.name()).toFloatArray());
            }
            return outputs;
        }
    }

    /** Returns the largest difference over the largest magnitude; infinity where the numbers of elements differ. */
    static double difference(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largestDifference = 0;
        double largestMagnitude = 0;
        for (int index = 0; index < expected.length; index++) {
            double difference = Math.abs((double) actual[index] - expected[index]);
            largestDifference =
                    Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largestDifference, difference);
            largestMagnitude = Math.max(largestMagnitude, Math.abs(expected[index]));
        }
        return largestDifference / largestMagnitude;
    }
}
