// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.Random;
import org.mish4j.Constant;
import org.mish4j.Shape;

/** Constants of seeded values between -1 and 1. */
final class TestConstants {
    private TestConstants() {}

    static float[] values(long seed, long count) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(count)];
        for (int index = 0; index < values.length; index++) {
            values[index] = random.nextFloat(-1, 1);
        }
        return values;
    }

    static Constant of(long seed, long... dimensions) {
        Shape shape = Shape.of(dimensions);
        return Constant.ofFloats(shape, values(seed, shape.elementCount()));
    }

    /** Returns values from 0.5 to 2.5, as a variance has them. */
    static Constant positive(long seed, long... dimensions) {
        Shape shape = Shape.of(dimensions);
        float[] values = values(seed, shape.elementCount());
        for (int index = 0; index < values.length; index++) {
            values[index] += 1.5f;
        }
        return Constant.ofFloats(shape, values);
    }
}
