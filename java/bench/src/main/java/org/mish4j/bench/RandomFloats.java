// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import java.util.SplittableRandom;

/** Seeded numbers, the same in every fork. */
public final class RandomFloats {
    private RandomFloats() {}

    /** Returns numbers drawn evenly from -bound to bound. */
    public static float[] uniform(long seed, long count, double bound) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[Math.toIntExact(count)];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = (float) random.nextDouble(-bound, bound);
        }
        return numbers;
    }
}
