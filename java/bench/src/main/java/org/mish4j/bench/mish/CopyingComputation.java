// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.mish;

import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.bench.Computation;
import org.mish4j.bench.Devices;

/** Arrays on the heap, natively: copied off the heap, and the result back. */
final class CopyingComputation implements Computation {
    private final CompiledModel model;
    private final InferRequest request;
    private final float[] source;
    private final float[] destination;

    CopyingComputation(String device, Graph graph, CompileOptions options, float[] source) {
        this.model = Devices.require(device).compile(graph, options);
        this.request = model.createRequest();
        this.source = source;
        this.destination = new float[source.length];
    }

    @Override
    public void run() {
        request.input().copyFrom(source);
        request.run();
        request.output().copyTo(destination);
    }

    @Override
    public float[] output() {
        return destination.clone();
    }

    @Override
    public void close() {
        request.close();
        model.close();
    }
}
