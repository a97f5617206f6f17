// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.mish4j.vector.simd.Lanes.fma;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponentials of vectors, by e<sup>x</sup> = 2<sup>m</sup> e<sup>r</sup> with the integer m next to x / ln 2, so that |r| is
 * at most ln(2) / 2. As Cody and Waite do, Software Manual for the Elementary Functions, 1980, ln 2 is subtracted in two
 * parts, the first of which has so few bits that its multiples are exact. e<sup>r</sup> is a polynomial, fitted for the least
 * relative error, which is 3e-9. Adding 1.5 times 2<sup>23</sup> to a float rounds it to an integer, which is in the lowest
 * bits of the sum then: shifted left by 23, they are the exponent of a power of two.
 */
final class VectorExponential {
    /** What {@link #scaled} is too large by, a power of two. */
    static final float SCALE = 0x1p32f;

    /** From here on {@link #scaled} is exact to some units in the last place. Here e<sup>x</sup> x rounds to zero. */
    static final float LEAST = -109;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0x1.62e4p-1f;
    private static final float LN2_LOW = 1.4286068e-6f;

    private static final int EXPONENT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;
    private static final float ROUNDER = 0x1.8p23f + EXPONENT_BIAS;
    private static final float SCALED_ROUNDER = ROUNDER + 32;

    private static final float C2 = 0.49999994f;
    private static final float C3 = 0.1666652f;
    private static final float C4 = 0.041668393f;
    private static final float C5 = 0.008368781f;
    private static final float C6 = 0.0013814467f;

    private static final float OVERFLOWS_FROM = 89;
    private static final float VANISHES_BELOW = -104;

    private VectorExponential() {}

    /** Returns e<sup>x</sup> times {@link #SCALE}, for x from {@link #LEAST} to 66; NaN for NaN; else any number. */
    static FloatVector scaled(FloatVector x) {
        FloatVector sum = rounded(x, SCALED_ROUNDER);
        FloatVector r = remainder(x, sum.sub(SCALED_ROUNDER));
        return fma(fma(secondOrder(r), r, 1), r, 1).mul(power(sum));
    }

    /** Returns e<sup>x</sup>. */
    static FloatVector exp(FloatVector x) {
        FloatVector half = x.mul(0.5f);
        FloatVector sum = rounded(half, ROUNDER);
        FloatVector r = remainder(half, sum.sub(ROUNDER));
        FloatVector root = fma(fma(secondOrder(r), r, 1), r, 1).mul(power(sum));
        return root.mul(root)
                .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, OVERFLOWS_FROM))
                .blend(0, x.compare(VectorOperators.LT, VANISHES_BELOW));
    }

    /** Returns e<sup>x</sup> - 1, for x from -87 to 88; NaN for NaN; else any number. */
    static FloatVector lessOne(FloatVector x) {
        FloatVector sum = rounded(x, ROUNDER);
        FloatVector r = remainder(x, sum.sub(ROUNDER));
        FloatVector power = power(sum);
        FloatVector lessOne = secondOrder(r).mul(r).fma(r, r);
        return lessOne.fma(power, power.sub(1));
    }

    private static FloatVector rounded(FloatVector x, float rounder) {
        return x.fma(LOG2_E, rounder);
    }

    private static FloatVector remainder(FloatVector x, FloatVector multiple) {
        return multiple.fma(
                FloatVector.broadcast(Lanes.SPECIES, -LN2_LOW),
                multiple.fma(FloatVector.broadcast(Lanes.SPECIES, -LN2_HIGH), x));
    }

    /** Returns (e<sup>r</sup> - 1 - r) / r<sup>2</sup>. */
    private static FloatVector secondOrder(FloatVector r) {
        return fma(fma(fma(r.fma(C6, C5), r, C4), r, C3), r, C2);
    }

    private static FloatVector power(FloatVector sum) {
        return sum.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .reinterpretAsFloats();
    }
}
