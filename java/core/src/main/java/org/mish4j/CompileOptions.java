// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Graph} is compiled.
 *
 * @param threads how many threads run an inference, the caller's among them: 1 to 1024, or 0 for as many as the process may
 *     use
 * @param precision the type of weights and activations
 * @param fastMath whether F32 arithmetic may use faster, less exact forms of the hardware
 * @param tune how far what is fastest is looked for
 * @param record whether a device may record the work of a run once and repeat it as a whole (a CUDA graph); devices that
 *     record nothing take either
 * @param algorithm how convolutions are computed; devices that have one way take any
 * @param accuracy whether a faster algorithm may be less accurate
 * @param winogradMemory the most bytes that the weights of all convolutions which take one of Winograd's algorithms may have
 *     in the model; empty for any number. They have more than those of direct ones: for F(2x2, 3x3) 16 numbers in the place
 *     of 9, for F(4x4, 3x3) 36. Convolutions whose weights would pass the limit are computed directly
 * @param progress told how the compilation gets on; null if nobody is. Devices that compile at once tell nothing
 */
public record CompileOptions(
        int threads,
        Precision precision,
        boolean fastMath,
        Tune tune,
        boolean record,
        Algorithm algorithm,
        Accuracy accuracy,
        OptionalLong winogradMemory,
        @Nullable CompileProgress progress) {
    private static final int MAX_THREADS = 1024;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the number of threads or of bytes can't be, or the accuracy forbids the algorithm
     */
    public CompileOptions {
        if (threads < 0 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "threads is %d, expected 1 to %d, or 0 for all".formatted(threads, MAX_THREADS));
        }
        if (algorithm == Algorithm.WINOGRAD_F4X4 && accuracy == Accuracy.STRICT) {
            throw new IllegalArgumentException(
                    "accuracy is %s, which forbids the algorithm %s, expected %s, %s or %s with it"
                            .formatted(accuracy, algorithm, Algorithm.AUTO, Algorithm.DIRECT, Algorithm.WINOGRAD_F2X2));
        }
        if (winogradMemory.isPresent() && winogradMemory.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    "winogradMemory is %d bytes, expected at least 0".formatted(winogradMemory.getAsLong()));
        }
    }

    /**
     * Returns the default: all threads, F32, no fast math, no tuning, recorded, the algorithms chosen, in standard accuracy,
     * with any memory, without progress.
     */
    public static CompileOptions defaults() {
        return new CompileOptions(
                0, Precision.F32, false, Tune.OFF, true, Algorithm.AUTO, Accuracy.STANDARD, OptionalLong.empty(), null);
    }

    /** Returns these options with another number of threads. */
    public CompileOptions withThreads(int newThreads) {
        return new CompileOptions(
                newThreads, precision, fastMath, tune, record, algorithm, accuracy, winogradMemory, progress);
    }

    /** Returns these options with another precision. */
    public CompileOptions withPrecision(Precision newPrecision) {
        return new CompileOptions(
                threads, newPrecision, fastMath, tune, record, algorithm, accuracy, winogradMemory, progress);
    }

    /** Returns these options with fast math on or off. */
    public CompileOptions withFastMath(boolean newFastMath) {
        return new CompileOptions(
                threads, precision, newFastMath, tune, record, algorithm, accuracy, winogradMemory, progress);
    }

    /** Returns these options with another extent of tuning. */
    public CompileOptions withTune(Tune newTune) {
        return new CompileOptions(
                threads, precision, fastMath, newTune, record, algorithm, accuracy, winogradMemory, progress);
    }

    /** Returns these options with recording on or off. */
    public CompileOptions withRecord(boolean newRecord) {
        return new CompileOptions(
                threads, precision, fastMath, tune, newRecord, algorithm, accuracy, winogradMemory, progress);
    }

    /** Returns these options with another algorithm for convolutions. */
    public CompileOptions withAlgorithm(Algorithm newAlgorithm) {
        return new CompileOptions(
                threads, precision, fastMath, tune, record, newAlgorithm, accuracy, winogradMemory, progress);
    }

    /** Returns these options with another accuracy. */
    public CompileOptions withAccuracy(Accuracy newAccuracy) {
        return new CompileOptions(
                threads, precision, fastMath, tune, record, algorithm, newAccuracy, winogradMemory, progress);
    }

    /** Returns these options with another limit of the weights for Winograd's algorithms, in bytes, or none. */
    public CompileOptions withWinogradMemory(OptionalLong newWinogradMemory) {
        return new CompileOptions(
                threads, precision, fastMath, tune, record, algorithm, accuracy, newWinogradMemory, progress);
    }

    /** Returns these options with a limit of the weights for Winograd's algorithms, in bytes. */
    public CompileOptions withWinogradMemory(long bytes) {
        return withWinogradMemory(OptionalLong.of(bytes));
    }

    /** Returns these options with a listener to tell the progress to, or none. */
    public CompileOptions withProgress(@Nullable CompileProgress newProgress) {
        return new CompileOptions(
                threads, precision, fastMath, tune, record, algorithm, accuracy, winogradMemory, newProgress);
    }
}
