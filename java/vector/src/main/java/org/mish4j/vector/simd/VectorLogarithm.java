// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import jdk.incubator.vector.FloatVector;

/**
 * Natural logarithms of vectors, by ln((1 + s) / (1 - s)) = 2 s + 2/3 s<sup>3</sup> + 2/5 s<sup>5</sup> + ...; Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 4.1.27, here with coefficients fitted for |s| up to 1/3.
 */
final class VectorLogarithm {

    private static final FloatVector TWO = Lanes.repeat(2);

    private static final FloatVector C3 = Lanes.repeat(0.66666675f);
    private static final FloatVector C5 = Lanes.repeat(0.39998874f);
    private static final FloatVector C7 = Lanes.repeat(0.28617036f);
    private static final FloatVector C9 = Lanes.repeat(0.21425852f);
    private static final FloatVector C11 = Lanes.repeat(0.24308321f);

    private VectorLogarithm() {}

    /** Returns ln(1 + z), for z from 0 to 1. */
    static FloatVector ofOneAnd(FloatVector z) {
        return ofRatio(z.div(z.add(TWO)));
    }

    /** Returns ln((1 + s) / (1 - s)). */
    private static FloatVector ofRatio(FloatVector s) {
        FloatVector square = s.mul(s);
        FloatVector terms = square.fma(C11, C9).fma(square, C7).fma(square, C5).fma(square, C3);
        return terms.mul(square).fma(s, s.add(s));
    }
}
