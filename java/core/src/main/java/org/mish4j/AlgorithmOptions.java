// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.OptionalLong;

/**
 * The algorithms of a plan's steps, where there is a choice.
 *
 * @param algorithm the algorithm of convolutions; devices with a single one accept every value
 * @param accuracy whether a faster algorithm may be less accurate
 * @param winogradMemory the most bytes that the weights of all convolutions which take one of Winograd's algorithms may
 *     have in the model; empty for no limit. F(2x2, 3x3) has 16 numbers in the place of 9, and F(4x4, 3x3) has 36.
 *     Convolutions whose weights would exceed the limit are computed directly
 */
public record AlgorithmOptions(Algorithm algorithm, Accuracy accuracy, OptionalLong winogradMemory) {
    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the number of bytes can't be, or the accuracy forbids the algorithm
     */
    public AlgorithmOptions {
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

    /** Returns the default: chosen for each convolution, in standard accuracy, with any memory. */
    public static AlgorithmOptions defaults() {
        return new AlgorithmOptions(Algorithm.AUTO, Accuracy.STANDARD, OptionalLong.empty());
    }

    /** Returns the default with another algorithm. */
    public static AlgorithmOptions of(Algorithm algorithm) {
        return defaults().withAlgorithm(algorithm);
    }

    /** Returns the default with another accuracy. */
    public static AlgorithmOptions of(Accuracy accuracy) {
        return defaults().withAccuracy(accuracy);
    }

    /** Returns these options with another algorithm for convolutions. */
    public AlgorithmOptions withAlgorithm(Algorithm newAlgorithm) {
        return new AlgorithmOptions(newAlgorithm, accuracy, winogradMemory);
    }

    /** Returns these options with another accuracy. */
    public AlgorithmOptions withAccuracy(Accuracy newAccuracy) {
        return new AlgorithmOptions(algorithm, newAccuracy, winogradMemory);
    }

    /** Returns these options with a limit of the weights for Winograd's algorithms, in bytes, or none. */
    public AlgorithmOptions withWinogradMemory(OptionalLong newWinogradMemory) {
        return new AlgorithmOptions(algorithm, accuracy, newWinogradMemory);
    }

    /** Returns these options with a limit of the weights for Winograd's algorithms, in bytes. */
    public AlgorithmOptions withWinogradMemory(long bytes) {
        return withWinogradMemory(OptionalLong.of(bytes));
    }
}
