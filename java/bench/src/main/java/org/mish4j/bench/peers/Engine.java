// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

/** Something that runs networks: a device of mish4j, or another library. */
public interface Engine {
    /** Returns the name, as benchmarks have it for a parameter. */
    String name();

    /**
     * Returns the version of the library that does the work, as it tells it.
     *
     * @throws org.mish4j.bench.UnavailableException if it can't be used here
     */
    String version();

    /**
     * Loads a network with the weights that it has, and gets everything ready for runs.
     *
     * @param network what to load; it must stay open while the loaded network is in use
     * @param threads how many threads run an inference, at least 1
     * @return the network, which must be closed
     * @throws org.mish4j.bench.UnavailableException if the library can't be used here, or can't run this network
     */
    LoadedNetwork load(NetworkFiles network, int threads);
}
