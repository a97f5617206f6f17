// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.Graph;
import org.mish4j.bench.Computation;

/** A graph with one input and one output in an {@link Engine}. */
public final class EngineComputation implements Computation {
    private final NetworkFiles network;
    private final LoadedNetwork loaded;

    /**
     * Loads a graph.
     *
     * @param engine the engine's name
     * @param graph as it was built, before any pass
     * @throws org.mish4j.bench.UnavailableException if the engine can't be used here, or can't run the graph
     */
    public EngineComputation(String engine, Graph graph, int threads, float[] input) {
        network = NetworkFiles.of(graph);
        try {
            loaded = Engines.of(engine).load(network, threads);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        MemorySegment.copy(input, 0, loaded.input(), ValueLayout.JAVA_FLOAT, 0, input.length);
    }

    @Override
    public void run() {
        loaded.run();
    }

    @Override
    public float[] output() {
        return loaded.output(network.graph().outputs().getFirst().name());
    }

    @Override
    public void close() {
        loaded.close();
        network.close();
    }
}
