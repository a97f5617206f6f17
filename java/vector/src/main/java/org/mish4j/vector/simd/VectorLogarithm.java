// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Natural logarithms of vectors, by ln((1 + s) / (1 - s)) = 2 s + 2/3 s<sup>3</sup> + 2/5 s<sup>5</sup> + ...; Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 4.1.27, here with coefficients fitted for |s| up to 1/3.
 */
final class VectorLogarithm {
    private static final float LN2_HIGH = 0x1.62e4p-1f;
    private static final float LN2_LOW = 1.4286068e-6f;

    private static final int MANTISSA_BITS = 23;
    private static final float SUBNORMAL_FACTOR = 0x1p23f;
    private static final int ROOT_OF_HALF_BITS = 0x3f3504f3;

    private static final float C3 = 0.66666675f;
    private static final float C5 = 0.39998874f;
    private static final float C7 = 0.28617036f;
    private static final float C9 = 0.21425852f;
    private static final float C11 = 0.24308321f;

    private VectorLogarithm() {}

    /** Returns ln(x), for x = 2<sup>e</sup> m with m from the square root of 1/2 to that of 2. */
    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(SUBNORMAL_FACTOR), subnormal).reinterpretAsInts();
        IntVector exponent = bits.sub(ROOT_OF_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
        FloatVector m =
                bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS)).reinterpretAsFloats();
        FloatVector whole = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
        FloatVector e = whole.blend(whole.sub(MANTISSA_BITS), subnormal);
        FloatVector ratio = ofRatio(m.sub(1).div(m.add(1)));
        FloatVector log = fma(e, LN2_HIGH, fma(e, LN2_LOW, ratio));
        return log.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
                .blend(Float.NaN, x.compare(VectorOperators.LT, 0).or(x.test(VectorOperators.IS_NAN)));
    }

    /** Returns ln(1 + z), for z from 0 to 1. */
    static FloatVector logOfOneAnd(FloatVector z) {
        return ofRatio(z.div(z.add(2)));
    }

    /** Returns ln((1 + s) / (1 - s)). */
    private static FloatVector ofRatio(FloatVector s) {
        FloatVector square = s.mul(s);
        FloatVector terms = Lanes.fma(Lanes.fma(Lanes.fma(square.fma(C11, C9), square, C7), square, C5), square, C3);
        return terms.mul(square).fma(s, s.add(s));
    }

    private static FloatVector fma(FloatVector a, float b, FloatVector c) {
        return a.fma(FloatVector.broadcast(Lanes.SPECIES, b), c);
    }
}
