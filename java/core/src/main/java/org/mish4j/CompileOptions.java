// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link Graph} is compiled.
 *
 * @param threads how many threads run an inference, the caller's among them: 1 to 1024, or 0 for as many as the process may
 *     use
 * @param precision the type of weights and activations
 * @param fastMath whether F32 arithmetic may use faster, less exact forms of the hardware
 * @param tune how far the fastest kernels are looked for
 * @param record whether a device may record the work of a run once and repeat it as a whole (a CUDA graph); devices that
 *     record nothing take either
 * @param progress told how the compilation gets on; null if nobody is. Devices that compile at once tell nothing
 */
public record CompileOptions(
        int threads,
        Precision precision,
        boolean fastMath,
        Tune tune,
        boolean record,
        @Nullable CompileProgress progress) {
    private static final int MAX_THREADS = 1024;

    /** Checks the number of threads. */
    public CompileOptions {
        if (threads < 0 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "threads is %d, expected 1 to %d, or 0 for all".formatted(threads, MAX_THREADS));
        }
    }

    /** Returns the default: all threads, F32, no fast math, no tuning, recorded, without progress. */
    public static CompileOptions defaults() {
        return new CompileOptions(0, Precision.F32, false, Tune.OFF, true, null);
    }

    /** Returns these options with another number of threads. */
    public CompileOptions withThreads(int newThreads) {
        return new CompileOptions(newThreads, precision, fastMath, tune, record, progress);
    }

    /** Returns these options with another precision. */
    public CompileOptions withPrecision(Precision newPrecision) {
        return new CompileOptions(threads, newPrecision, fastMath, tune, record, progress);
    }

    /** Returns these options with fast math on or off. */
    public CompileOptions withFastMath(boolean newFastMath) {
        return new CompileOptions(threads, precision, newFastMath, tune, record, progress);
    }

    /** Returns these options with another extent of tuning. */
    public CompileOptions withTune(Tune newTune) {
        return new CompileOptions(threads, precision, fastMath, newTune, record, progress);
    }

    /** Returns these options with recording on or off. */
    public CompileOptions withRecord(boolean newRecord) {
        return new CompileOptions(threads, precision, fastMath, tune, newRecord, progress);
    }

    /** Returns these options with a listener to tell the progress to, or none. */
    public CompileOptions withProgress(@Nullable CompileProgress newProgress) {
        return new CompileOptions(threads, precision, fastMath, tune, record, newProgress);
    }
}
