// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.TensorInfo;
import org.mish4j.bench.peers.NetworkCheck;

/** What graphs compute on the best device. */
final class GraphRun {
    private GraphRun() {}

    /** Returns the outputs, in the graph's order. */
    static List<float[]> outputs(Graph graph) {
        DeviceInfo device =
                Device.list().stream().filter(DeviceInfo::available).findFirst().orElseThrow();
        try (CompiledModel model = Device.of(device.name()).compile(graph);
                InferRequest request = model.createRequest()) {
            NetworkCheck.fill(request.input().segment());
            request.run();
            List<float[]> outputs = new ArrayList<>();
            for (TensorInfo info : model.outputs()) {
                float[] values = new float[Math.toIntExact(info.shape().elementCount())];
                request.output(info.name()).copyTo(values);
                outputs.add(values);
            }
            return outputs;
        }
    }
}
