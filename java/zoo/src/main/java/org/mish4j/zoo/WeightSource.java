// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.lang.foreign.MemorySegment;

/**
 * Where a network's parameters come from. They are one sequence of floats, in the order of a Darknet .weights file: for
 * each convolution, in the order in which the network names them, with batch normalisation the biases, scales, means,
 * variances and weights, without it the biases and weights. Weights are {@code [out][in / groups][height][width]}. A
 * source may be used for any number of networks, one after the other.
 */
public interface WeightSource {
    /** What a block of parameters is. */
    enum Kind {
        /** The bias of a convolution, or the shift of its batch normalisation. */
        BIAS,
        /** The scale of a batch normalisation. */
        SCALE,
        /** The mean of a batch normalisation. */
        MEAN,
        /** The variance of a batch normalisation. */
        VARIANCE,
        /** The weights of a convolution. */
        WEIGHT
    }

    /**
     * Parameters of one convolution and of one kind.
     *
     * @param kind what they are
     * @param position the number of floats before them in the sequence
     * @param count how many there are
     * @param fanIn the products that each element of the convolution's result is a sum of: in / groups, height and width
     *     multiplied
     */
    record Block(Kind kind, long position, long count, long fanIn) {}

    /**
     * Writes a block of parameters.
     *
     * @param target gets them, as floats in the byte order of the machine; exactly of their size, and open to
     *     every thread
     * @throws java.io.UncheckedIOException if they can't be read
     */
    void read(Block block, MemorySegment target);

    /**
     * Is called when all blocks of a network were read.
     *
     * @param network the network's name
     * @param total the number of parameters that it has
     * @throws org.mish4j.ModelFormatException if the source has another number
     */
    default void finish(String network, long total) {}

    /** Returns weights by a formula, the same on every machine. */
    static WeightSource seeded(long seed) {
        return new SeededWeights(seed);
    }
}
