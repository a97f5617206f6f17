// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

/** SplitMix64, a stream of pseudorandom numbers: Steele, Lea and Flood, "Fast splittable pseudorandom number generators". */
final class SplitMix {
    private static final long INCREMENT = 0x9E3779B97F4A7C15L;
    private static final int KEPT_BITS = 24;

    private long state;

    SplitMix(long seed) {
        this.state = seed;
    }

    /** Returns the next number, 0 to less than 1: its top 24 bits. */
    double next() {
        state += INCREMENT;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> (Long.SIZE - KEPT_BITS)) * 0x1p-24;
    }

    /** Returns the next numbers, rounded. */
    float[] floats(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) next();
        }
        return floats;
    }
}
