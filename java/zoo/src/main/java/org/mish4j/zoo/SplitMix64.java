// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

/**
 * The SplitMix64 generator as a function of an index: its state is a counter (Steele, Lea and Flood, Fast Splittable
 * Pseudorandom Number Generators, 2014).
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-24;

    private SplitMix64() {}

    /** Returns the number of an index, from 0, in a seed's stream: its top 24 bits over 2<sup>24</sup>, in [0, 1). */
    static double uniform(long seed, long index) {
        long z = seed + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 40) * UNIT;
    }
}
