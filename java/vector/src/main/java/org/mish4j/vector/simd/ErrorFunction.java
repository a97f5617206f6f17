// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

/**
 * The error function, by polynomials fitted for the least relative error: erf(x) = x S(x<sup>2</sup>) below 1/2, to 1.4e-7, and
 * erfc(x) = 2 e<sup>-x x</sup> H(a) with a = x sqrt(2) and H a polynomial in t = 1 / (1 + 0.3 a), to 6e-8. The substitution
 * is that of Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26, after Hastings.
 */
final class ErrorFunction {
    static final float SERIES_BELOW = 0.5f;
    static final float ROOT_OF_2 = 1.4142135f;
    static final float T_FACTOR = 0.3f;

    static final float S0 = 1.128379f;
    static final float S1 = -0.37610734f;
    static final float S2 = 0.11245629f;
    static final float S3 = -0.024389312f;

    static final float H0 = 7.372391e-6f;
    static final float H1 = 0.11948421f;
    static final float H2 = 0.12194526f;
    static final float H3 = 0.09458586f;
    static final float H4 = 0.14276528f;
    static final float H5 = -0.07683968f;
    static final float H6 = 0.2289518f;
    static final float H7 = -0.16930747f;
    static final float H8 = 0.038407397f;

    private ErrorFunction() {}

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < SERIES_BELOW) {
            double z = x * x;
            return x * (S0 + z * (S1 + z * (S2 + z * S3)));
        }
        return Math.copySign(1 - tail(magnitude), x);
    }

    /** Returns 1 - erf(x). */
    static double erfc(double x) {
        return x < 0 ? 2 - tail(-x) : tail(x);
    }

    private static double tail(double x) {
        double t = 1 / (1 + T_FACTOR * Math.sqrt(2) * x);
        double high = H4 + t * (H5 + t * (H6 + t * (H7 + t * H8)));
        return 2 * Math.exp(-x * x) * (H0 + t * (H1 + t * (H2 + t * (H3 + t * high))));
    }
}
