// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

/** Where the input channels lie that a pixel of dst is computed from. */
interface RowSource {
    /**
     * Writes, for each tap, the byte offset of the first channel of a group that it reads, or that of zeros where it reads
     * padding.
     *
     * @param first the index of the first tap's place in the table
     * @param step how far the next tap's is from there
     */
    void places(long[] table, int first, int step, long image, int group, long pixel);
}
