// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * The goal of a model's compilation, latency or throughput. It sets the number of threads of an inference where
 * {@link CompileOptions} give none.
 */
public enum PerformanceHint {
    /** One inference ends as early as possible: it runs on as many threads as the process may use. */
    LATENCY,
    /**
     * As many inferences as possible end in a second: each inference runs on one thread, with as many requests side by
     * side as {@link CompiledModel#parallelRequests} returns.
     */
    THROUGHPUT
}
