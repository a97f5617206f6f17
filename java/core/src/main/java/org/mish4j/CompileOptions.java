// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link Graph} is compiled.
 *
 * @param threads how many threads run an inference, the caller's among them: 1 to 1024, or 0 for the number that the hint
 *     sets
 * @param hint the goal, latency or throughput; sets the threads where their number is 0
 * @param precision the type of weights and activations
 * @param fastMath whether F32 arithmetic may use faster, less exact forms of the hardware
 * @param tune how much time is spent on measuring which kernels and algorithms are fastest
 * @param record whether a device may record the work of a run once and repeat it as a whole (a CUDA graph); devices that
 *     record nothing take either
 * @param algorithms how steps are computed where there is a choice
 * @param progress a listener for the progress of the compilation, or null. Devices that compile without long parts do
 *     not call it
 */
public record CompileOptions(
        int threads,
        PerformanceHint hint,
        Precision precision,
        boolean fastMath,
        Tune tune,
        boolean record,
        AlgorithmOptions algorithms,
        @Nullable CompileProgress progress) {
    private static final int MAX_THREADS = 1024;
    private static final CompileOptions DEFAULTS = new CompileOptions(
            0, PerformanceHint.LATENCY, Precision.F32, false, Tune.OFF, true, AlgorithmOptions.defaults(), null);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the number of threads can't be
     */
    public CompileOptions {
        if (threads < 0 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads is %d, expected 1 to %d, or 0 for the number that the hint sets"
                    .formatted(threads, MAX_THREADS));
        }
    }

    /**
     * Returns the default: all threads, F32, no fast math, no tuning, recorded, the {@linkplain AlgorithmOptions#defaults()
     * default algorithms}, without progress.
     */
    public static CompileOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options with another number of threads. */
    public CompileOptions withThreads(int newThreads) {
        return new CompileOptions(newThreads, hint, precision, fastMath, tune, record, algorithms, progress);
    }

    /** Returns these options with another hint. */
    public CompileOptions withHint(PerformanceHint newHint) {
        return new CompileOptions(threads, newHint, precision, fastMath, tune, record, algorithms, progress);
    }

    /** Returns these options with another precision. */
    public CompileOptions withPrecision(Precision newPrecision) {
        return new CompileOptions(threads, hint, newPrecision, fastMath, tune, record, algorithms, progress);
    }

    /** Returns these options with fast math on or off. */
    public CompileOptions withFastMath(boolean newFastMath) {
        return new CompileOptions(threads, hint, precision, newFastMath, tune, record, algorithms, progress);
    }

    /** Returns these options with another extent of tuning. */
    public CompileOptions withTune(Tune newTune) {
        return new CompileOptions(threads, hint, precision, fastMath, newTune, record, algorithms, progress);
    }

    /** Returns these options with recording on or off. */
    public CompileOptions withRecord(boolean newRecord) {
        return new CompileOptions(threads, hint, precision, fastMath, tune, newRecord, algorithms, progress);
    }

    /** Returns these options with other algorithms. */
    public CompileOptions withAlgorithms(AlgorithmOptions newAlgorithms) {
        return new CompileOptions(threads, hint, precision, fastMath, tune, record, newAlgorithms, progress);
    }

    /** Returns these options with a listener to tell the progress to, or none. */
    public CompileOptions withProgress(@Nullable CompileProgress newProgress) {
        return new CompileOptions(threads, hint, precision, fastMath, tune, record, algorithms, newProgress);
    }

    /** Returns these options with the number of threads that the hint sets, where there is one and none was given. */
    CompileOptions withHintedThreads() {
        return threads == 0 && hint == PerformanceHint.THROUGHPUT ? withThreads(1) : this;
    }
}
