// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** The error function of vectors and GELU, which is made of its complement. {@link ErrorFunction} has the coefficients. */
final class VectorErrorFunction {
    private static final FloatVector ZERO = Lanes.repeat(0);
    private static final FloatVector ONE = Lanes.repeat(1);
    private static final FloatVector MINUS_HALF = Lanes.repeat(-0.5f);
    private static final FloatVector INVERSE_SCALE = Lanes.repeat(1 / VectorExponential.SCALE);
    private static final FloatVector MINUS_TWICE_INVERSE_SCALE = Lanes.repeat(-2 / VectorExponential.SCALE);
    private static final FloatVector SERIES_BELOW = Lanes.repeat(ErrorFunction.SERIES_BELOW);

    /** Beyond this, erf(x) rounds to 1. */
    private static final FloatVector SATURATION = Lanes.repeat(6);

    /** Beyond this, the integral of the normal density times x rounds to zero. */
    private static final FloatVector VANISHES_FROM = Lanes.repeat(14.7f);

    private static final FloatVector S0 = Lanes.repeat(ErrorFunction.S0);
    private static final FloatVector S1 = Lanes.repeat(ErrorFunction.S1);
    private static final FloatVector S2 = Lanes.repeat(ErrorFunction.S2);
    private static final FloatVector S3 = Lanes.repeat(ErrorFunction.S3);

    private static final FloatVector T_FACTOR = Lanes.repeat(ErrorFunction.T_FACTOR);
    private static final FloatVector T_FACTOR_OF_ERF = Lanes.repeat(ErrorFunction.T_FACTOR * ErrorFunction.ROOT_OF_2);
    private static final FloatVector H0 = Lanes.repeat(ErrorFunction.H0);
    private static final FloatVector H1 = Lanes.repeat(ErrorFunction.H1);
    private static final FloatVector H2 = Lanes.repeat(ErrorFunction.H2);
    private static final FloatVector H3 = Lanes.repeat(ErrorFunction.H3);
    private static final FloatVector H4 = Lanes.repeat(ErrorFunction.H4);
    private static final FloatVector H5 = Lanes.repeat(ErrorFunction.H5);
    private static final FloatVector H6 = Lanes.repeat(ErrorFunction.H6);
    private static final FloatVector H7 = Lanes.repeat(ErrorFunction.H7);
    private static final FloatVector H8 = Lanes.repeat(ErrorFunction.H8);

    private VectorErrorFunction() {}

    static FloatVector erf(FloatVector x, MemorySegment margin) {
        FloatVector magnitude = x.abs().min(SATURATION);
        FloatVector square = magnitude.mul(magnitude);
        FloatVector density = VectorExponential.scaled(square.neg(), margin).mul(MINUS_TWICE_INVERSE_SCALE);
        FloatVector far = millsRatio(magnitude.fma(T_FACTOR_OF_ERF, ONE)).fma(density, ONE);
        FloatVector near = series(square).mul(magnitude);
        return Lanes.withSign(far.blend(near, magnitude.lt(SERIES_BELOW)), x);
    }

    /**
     * Returns x times the integral of the normal density up to x. That is |x| times the integral up to -|x|, negative, and x
     * added where x is positive. The square of x, in the exponent of the density, is taken with twice the digits of a float.
     */
    static FloatVector gelu(FloatVector x, MemorySegment margin) {
        FloatVector magnitude = x.abs();
        FloatVector square = x.mul(x);
        FloatVector rest = x.fma(x, square.neg());
        FloatVector density =
                VectorExponential.scaled(square.mul(MINUS_HALF), margin).mul(rest.fma(MINUS_HALF, ONE));
        FloatVector share = millsRatio(magnitude.fma(T_FACTOR, ONE))
                .mul(density)
                .mul(magnitude)
                .mul(INVERSE_SCALE)
                .blend(ZERO, VANISHES_FROM.lt(magnitude));
        return x.blend(ZERO, x.lt(ZERO)).sub(share);
    }

    private static FloatVector series(FloatVector square) {
        return square.fma(S3, S2).fma(square, S1).fma(square, S0);
    }

    /** Returns H, given 1 / t. */
    private static FloatVector millsRatio(FloatVector inverse) {
        FloatVector t = ONE.div(inverse);
        return t.fma(H8, H7)
                .fma(t, H6)
                .fma(t, H5)
                .fma(t, H4)
                .fma(t, H3)
                .fma(t, H2)
                .fma(t, H1)
                .fma(t, H0);
    }
}
