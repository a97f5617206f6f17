// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * How a {@link Graph} is compiled.
 *
 * @param threads how many threads run an inference, the caller's among them: 1 to 1024, or 0 for as many as the process may
 *     use
 * @param precision the type of weights and activations
 * @param fastMath whether F32 arithmetic may use faster, less exact forms of the hardware
 */
public record CompileOptions(int threads, Precision precision, boolean fastMath) {
    private static final int MAX_THREADS = 1024;

    /** Checks the number of threads. */
    public CompileOptions {
        if (threads < 0 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "threads is %d, expected 1 to %d, or 0 for all".formatted(threads, MAX_THREADS));
        }
    }

    /** Returns the default: all threads, F32, no fast math. */
    public static CompileOptions defaults() {
        return new CompileOptions(0, Precision.F32, false);
    }

    /** Returns these options with another number of threads. */
    public CompileOptions withThreads(int newThreads) {
        return new CompileOptions(newThreads, precision, fastMath);
    }

    /** Returns these options with another precision. */
    public CompileOptions withPrecision(Precision newPrecision) {
        return new CompileOptions(threads, newPrecision, fastMath);
    }

    /** Returns these options with fast math on or off. */
    public CompileOptions withFastMath(boolean newFastMath) {
        return new CompileOptions(threads, precision, newFastMath);
    }
}
