// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

/**
 * The size of the tiles that {@link Loops#multiplyTile} computes. Its {@value #ROWS} x {@value #VECTORS} accumulators, the
 * {@value #VECTORS} vectors of weights and two elements of src fill the 16 vector registers of a processor with AVX2, and
 * are more chains of additions than it takes to hide their latency.
 */
public final class TileShape {
    /** The rows of a tile. */
    public static final int ROWS = 5;

    /** The vectors of a row. */
    public static final int VECTORS = 2;

    private TileShape() {}

    /** Returns the columns of a tile, in floats. */
    public static int columns(int lanes) {
        return VECTORS * lanes;
    }
}
