// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import org.mish4j.vector.kernels.PixelPlaces;

/** The rows of matrices: one tap, the whole row. */
record MatrixRows(PixelPlaces rows) implements RowSource {
    @Override
    public void places(long[] table, int first, int step, long image, int group, long pixel) {
        table[first] = rows.of(image, pixel);
    }
}
