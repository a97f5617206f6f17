// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.MemorySegment;

/** A network within a {@link Engine}, with its memory. For one thread at a time. */
public interface LoadedNetwork extends AutoCloseable {
    /**
     * Returns the memory of the network's only input, floats in row-major order: what {@link #run} reads. The same at every
     * call.
     */
    MemorySegment input();

    /** Runs the network on the input. When it returns, the outputs are where Java can read them. */
    void run();

    /**
     * Returns a copy of an output of the last run, in row-major order.
     *
     * @param name its name in the graph
     * @throws IllegalArgumentException if there is none of that name
     */
    float[] output(String name);

    /** Frees the network and its memory. */
    @Override
    void close();
}
