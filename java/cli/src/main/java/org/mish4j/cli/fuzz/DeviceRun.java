// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.cli.fuzz.graphs.GraphCase;

/** Runs graphs on devices. */
final class DeviceRun {
    private DeviceRun() {}

    /**
     * Compiles a case's graph and runs it twice in one request.
     *
     * @return the elements of each output, read as floats
     * @throws IllegalStateException if the second run gives other elements than the first
     */
    static List<float[]> outputs(GraphCase graphCase, Setting setting) {
        Graph graph = graphCase.graph();
        try (CompiledModel model = Device.of(setting.device()).compile(graph, setting.options());
                InferRequest request = model.createRequest()) {
            List<float[]> first = run(graphCase, request);
            List<float[]> second = run(graphCase, request);
            for (int index = 0; index < first.size(); index++) {
                if (!Arrays.equals(first.get(index), second.get(index))) {
                    throw new IllegalStateException("output '%s' is another in a second run"
                            .formatted(graph.outputs().get(index).name()));
                }
            }
            return second;
        }
    }

    private static List<float[]> run(GraphCase graphCase, InferRequest request) {
        Graph graph = graphCase.graph();
        for (int index = 0; index < graph.inputs().size(); index++) {
            request.input(graph.inputs().get(index).name())
                    .copyFrom(graphCase.inputs().get(index));
        }
        request.run();
        List<float[]> outputs = new ArrayList<>();
        for (Graph.Output output : graph.outputs()) {
            outputs.add(request.output(output.name()).toFloatArray());
        }
        return outputs;
    }
}
