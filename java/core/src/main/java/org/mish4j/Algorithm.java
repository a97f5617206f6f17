// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * How convolutions in F32 are computed, for devices that have more than one way. What is computed is the same; sums are
 * taken in another order, so results differ in their last places.
 *
 * <p>Winograd's minimal filtering (Winograd, <cite>Arithmetic Complexity of Computations</cite>, 1980; for convolutional
 * networks: Lavin and Gray, 2016) computes a tile of the result at once, with fewer multiplications: F(2x2, 3x3) takes 16 for
 * the 36 of a 2x2 tile, F(4x4, 3x3) takes 36 for the 144 of a 4x4 tile. It is for kernels of 3x3 with strides and dilations of
 * 1 and one group. The others are always computed directly.
 */
public enum Algorithm {
    /**
     * Each convolution as is fastest on this machine, by an estimate, or by what is measured where {@link Tune} says so,
     * among what {@link Accuracy} and {@link AlgorithmOptions#winogradMemory} allow.
     */
    AUTO,
    /** Every convolution as it is defined. */
    DIRECT,
    /** F(2x2, 3x3) wherever it can be. Its error is about that of {@link #DIRECT}, or less, since it sums less. */
    WINOGRAD_F2X2,
    /**
     * F(4x4, 3x3) wherever it can be. Its error is several times that of {@link #DIRECT}, still far below that of a 16-bit
     * type: its transforms multiply by larger numbers, and partly cancel. Not with {@link Accuracy#STRICT}.
     */
    WINOGRAD_F4X4
}
