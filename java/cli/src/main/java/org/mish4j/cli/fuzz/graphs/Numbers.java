// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import org.mish4j.TensorType;

/** Elements of inputs and constants: small numbers, with which sums neither overflow nor vanish. */
final class Numbers {
    private static final float RANGE = 2;
    private static final float GRID = 8;

    private Numbers() {}

    /** Returns elements that a type has, half of the time on a grid, where equal elements and exact sums are frequent. */
    static float[] of(Draw draw, TensorType type, long count) {
        float[] elements = new float[Math.toIntExact(count)];
        boolean grid = draw.chance(0.5);
        for (int index = 0; index < elements.length; index++) {
            elements[index] = switch (type) {
                case F32, F64 -> grid ? draw.from(-16, 16) / GRID : draw.real(RANGE);
                case F16, BF16 -> draw.from(-16, 16) / GRID;
                case I8, I32, I64 -> draw.from(-5, 5);
                case U8 -> draw.from(0, 9);
                case BOOL -> draw.from(0, 1);
            };
        }
        return elements;
    }

    /** Returns weights for sums of some terms, so that the sums are about as large as the terms. */
    static float[] weights(Draw draw, long count, long terms) {
        float[] elements = new float[Math.toIntExact(count)];
        float range = (float) Math.sqrt(3.0 / terms);
        for (int index = 0; index < elements.length; index++) {
            elements[index] = draw.real(range);
        }
        return elements;
    }

    /** Returns numbers of at least one half: variances, divisors. */
    static float[] positive(Draw draw, long count) {
        float[] elements = new float[Math.toIntExact(count)];
        for (int index = 0; index < elements.length; index++) {
            elements[index] = 1.25f + draw.real(0.75f);
        }
        return elements;
    }
}
