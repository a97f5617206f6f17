// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * The algorithm by which a device computes convolutions in F32, where it has more than one. All algorithms compute the
 * same, but take sums in another order, so that results differ in their last places.
 *
 * <p>Winograd's minimal filtering (Winograd, <cite>Arithmetic Complexity of Computations</cite>, 1980; for
 * convolutional networks: Lavin and Gray, 2016) computes a tile of the result at once, with fewer multiplications. For
 * a 2x2 tile, F(2x2, 3x3) takes 16 multiplications instead of 36. For a 4x4 tile, F(4x4, 3x3) takes 36 instead of 144.
 * It computes convolutions of 3x3 with strides and dilations of 1 and one group. All other convolutions are computed
 * directly.
 */
public enum Algorithm {
    /**
     * The fastest algorithm for each convolution on this machine, by an estimate, or by measured times with
     * {@link Tune}. {@link Accuracy} and {@link AlgorithmOptions#winogradMemory} limit the choice.
     */
    AUTO,
    /** Every convolution by its definition. */
    DIRECT,
    /**
     * F(2x2, 3x3) for every convolution that it can compute. Its error is about that of {@link #DIRECT}, or less, since
     * it adds fewer numbers.
     */
    WINOGRAD_F2X2,
    /**
     * F(4x4, 3x3) for every convolution that it can compute. Its error is several times that of {@link #DIRECT}, since
     * its transforms multiply by larger numbers and partly cancel, but far below that of a 16-bit type.
     * {@link Accuracy#STRICT} forbids it.
     */
    WINOGRAD_F4X4
}
