// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponentials of vectors, by e<sup>x</sup> = 2<sup>m</sup> e<sup>r</sup> with the integer m next to x / ln 2, so that |r| is
 * at most ln(2) / 2. As Cody and Waite do, Software Manual for the Elementary Functions, 1980, ln 2 is subtracted in two
 * parts, the first of which has so few bits that its multiples are exact. e<sup>r</sup> is a polynomial, fitted for the least
 * relative error, which is 3e-9. Adding 1.5 times 2<sup>23</sup> to a float rounds it to an integer, which is in the lowest
 * bits of the sum then: shifted left by 23, they are the exponent of a power of two.
 *
 * <p>The bits of a float are seen by a detour through the memory of the thread's margin. The Vector API reinterprets vectors by
 * a detour through arrays as long as the compiler has not come, and what it learns of memory access then, that segments may
 * be arrays, makes all loops over segments several times as slow, for good.
 */
final class VectorExponential {
    /** What {@link #scaled} is too large by, a power of two. */
    static final float SCALE = 0x1p32f;

    /** From here on {@link #scaled} is exact to some units in the last place. Here e<sup>x</sup> x rounds to zero. */
    static final float LEAST = -109;

    private static final FloatVector LOG2_E = Lanes.repeat(1.442695f);
    private static final FloatVector MINUS_LN2_HIGH = Lanes.repeat(-0x1.62e4p-1f);
    private static final FloatVector MINUS_LN2_LOW = Lanes.repeat(-1.4286068e-6f);

    private static final int EXPONENT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;
    private static final FloatVector ROUNDER = Lanes.repeat(0x1.8p23f + EXPONENT_BIAS);
    private static final FloatVector SCALED_ROUNDER = Lanes.repeat(0x1.8p23f + EXPONENT_BIAS + 32);

    private static final FloatVector C2 = Lanes.repeat(0.49999994f);
    private static final FloatVector C3 = Lanes.repeat(0.1666652f);
    private static final FloatVector C4 = Lanes.repeat(0.041668393f);
    private static final FloatVector C5 = Lanes.repeat(0.008368781f);
    private static final FloatVector C6 = Lanes.repeat(0.0013814467f);

    private static final FloatVector OVERFLOWS_FROM = Lanes.repeat(89);
    private static final FloatVector VANISHES_BELOW = Lanes.repeat(-104);

    private static final FloatVector ZERO = Lanes.repeat(0);
    private static final FloatVector HALF = Lanes.repeat(0.5f);
    private static final FloatVector ONE = Lanes.repeat(1);
    private static final FloatVector INFINITE = Lanes.repeat(Float.POSITIVE_INFINITY);

    private VectorExponential() {}

    /** Returns e<sup>x</sup> times {@link #SCALE}, for x from {@link #LEAST} to 66; NaN for NaN; else any number. */
    static FloatVector scaled(FloatVector x, MemorySegment margin) {
        FloatVector sum = rounded(x, SCALED_ROUNDER);
        FloatVector r = remainder(x, sum.sub(SCALED_ROUNDER));
        return power(r).mul(powerOfTwo(sum, margin));
    }

    /** Returns e<sup>x</sup>. */
    static FloatVector exp(FloatVector x, MemorySegment margin) {
        FloatVector half = x.mul(HALF);
        FloatVector sum = rounded(half, ROUNDER);
        FloatVector r = remainder(half, sum.sub(ROUNDER));
        FloatVector root = power(r).mul(powerOfTwo(sum, margin));
        return root.mul(root).blend(INFINITE, OVERFLOWS_FROM.lt(x)).blend(ZERO, x.lt(VANISHES_BELOW));
    }

    /** Returns e<sup>x</sup> - 1, for x from -87 to 88; NaN for NaN; else any number. */
    static FloatVector lessOne(FloatVector x, MemorySegment margin) {
        FloatVector sum = rounded(x, ROUNDER);
        FloatVector r = remainder(x, sum.sub(ROUNDER));
        FloatVector scale = powerOfTwo(sum, margin);
        FloatVector lessOne = secondOrder(r).mul(r).fma(r, r);
        return lessOne.fma(scale, scale.sub(ONE));
    }

    private static FloatVector rounded(FloatVector x, FloatVector rounder) {
        return x.fma(LOG2_E, rounder);
    }

    private static FloatVector remainder(FloatVector x, FloatVector multiple) {
        return multiple.fma(MINUS_LN2_LOW, multiple.fma(MINUS_LN2_HIGH, x));
    }

    private static FloatVector power(FloatVector r) {
        return secondOrder(r).fma(r, ONE).fma(r, ONE);
    }

    /** Returns (e<sup>r</sup> - 1 - r) / r<sup>2</sup>. */
    private static FloatVector secondOrder(FloatVector r) {
        return r.fma(C6, C5).fma(r, C4).fma(r, C3).fma(r, C2);
    }

    /** Returns the power of two whose exponent, with the bias, is in the lowest bits of a sum. */
    private static FloatVector powerOfTwo(FloatVector sum, MemorySegment margin) {
        Lanes.store(margin, Margin.BITS, 0, sum);
        Lanes.loadBits(margin, Margin.BITS)
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .intoMemorySegment(margin, Margin.BITS, Lanes.ORDER);
        return Lanes.load(margin, Margin.BITS, 0);
    }
}
