// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Graph;
import org.mish4j.InferRequest;

/** A graph with one input and one output on a device of mish4j. */
public final class DeviceComputation implements Computation {
    private final CompiledModel model;
    private final InferRequest request;

    /**
     * Compiles a graph.
     *
     * @param device its name
     * @throws UnavailableException if it can't be used here
     */
    public DeviceComputation(String device, Graph graph, CompileOptions options, float[] input) {
        model = Devices.require(device).compile(graph, options);
        request = model.createRequest();
        request.input().copyFrom(input);
    }

    @Override
    public void run() {
        request.run();
    }

    @Override
    public float[] output() {
        return request.output().toFloatArray();
    }

    @Override
    public void close() {
        request.close();
        model.close();
    }
}
