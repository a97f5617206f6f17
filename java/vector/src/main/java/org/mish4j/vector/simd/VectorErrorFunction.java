// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.mish4j.vector.simd.Lanes.fma;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The error function of vectors and GELU, which is made of its complement. {@link ErrorFunction} has the coefficients. */
final class VectorErrorFunction {
    /** Beyond this, erf(x) rounds to 1. */
    private static final float SATURATION = 6;

    /** Beyond this, the integral of the normal density times x rounds to zero. */
    private static final float VANISHES_FROM = 14.7f;

    private VectorErrorFunction() {}

    static FloatVector erf(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector square = x.mul(x);
        FloatVector near = series(square).mul(magnitude);
        FloatVector tail = millsRatio(magnitude.mul(ErrorFunction.ROOT_OF_2))
                .mul(VectorExponential.scaled(square.neg()))
                .mul(2 / VectorExponential.SCALE);
        FloatVector far = tail.neg().add(1).blend(1, magnitude.compare(VectorOperators.GT, SATURATION));
        return Lanes.withSign(far.blend(near, magnitude.compare(VectorOperators.LT, ErrorFunction.SERIES_BELOW)), x);
    }

    /**
     * Returns x times the integral of the normal density up to x. That is |x| times the integral up to -|x|, negative, and x
     * added where x is positive. The square of x, in the exponent of the density, is taken with twice the digits of a float.
     */
    static FloatVector gelu(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector square = x.mul(x);
        FloatVector rest = x.fma(x, square.neg());
        FloatVector density = VectorExponential.scaled(square.mul(-0.5f)).mul(rest.fma(-0.5f, 1));
        FloatVector share = millsRatio(magnitude)
                .mul(density)
                .mul(magnitude)
                .mul(1 / VectorExponential.SCALE)
                .blend(0, magnitude.compare(VectorOperators.GT, VANISHES_FROM));
        return x.blend(0, x.compare(VectorOperators.LT, 0)).sub(share);
    }

    private static FloatVector series(FloatVector square) {
        FloatVector high = fma(
                fma(square.fma(ErrorFunction.S6, ErrorFunction.S5), square, ErrorFunction.S4),
                square,
                ErrorFunction.S3);
        return fma(fma(fma(high, square, ErrorFunction.S2), square, ErrorFunction.S1), square, ErrorFunction.S0);
    }

    private static FloatVector millsRatio(FloatVector a) {
        FloatVector t = FloatVector.broadcast(Lanes.SPECIES, 1).div(a.fma(ErrorFunction.T_FACTOR, 1));
        FloatVector high = fma(
                fma(fma(t.fma(ErrorFunction.H8, ErrorFunction.H7), t, ErrorFunction.H6), t, ErrorFunction.H5),
                t,
                ErrorFunction.H4);
        return fma(
                fma(fma(fma(high, t, ErrorFunction.H3), t, ErrorFunction.H2), t, ErrorFunction.H1),
                t,
                ErrorFunction.H0);
    }
}
