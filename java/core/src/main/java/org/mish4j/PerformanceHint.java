// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** What a model is to be fast at. It sets the number of threads of an inference where {@link CompileOptions} give none. */
public enum PerformanceHint {
    /** One inference ends as early as possible: it runs on as many threads as the process may use. */
    LATENCY,
    /**
     * As many inferences as possible end in a second: each runs on one thread, and as many requests as
     * {@link CompiledModel#parallelRequests} says run side by side.
     */
    THROUGHPUT
}
