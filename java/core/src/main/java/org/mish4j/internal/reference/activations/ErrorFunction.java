// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.activations;

/**
 * The error function, erf(x) = 2 / sqrt(pi) times the integral of e^(-t t) from 0 to x, and erfc(x) = 1 - erf(x); to a
 * relative error below 1e-13. Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14.
 */
final class ErrorFunction {
    private static final double SERIES_BELOW = 1;

    /** From here on erfc(x) is 0 in double. */
    private static final double ZERO_FROM = 28;

    private static final int FRACTION_TERMS = 200;

    private ErrorFunction() {}

    static double erf(double x) {
        if (Math.abs(x) < SERIES_BELOW) {
            return series(x);
        }
        return x > 0 ? 1 - fraction(x) : fraction(-x) - 1;
    }

    static double erfc(double x) {
        if (Math.abs(x) < SERIES_BELOW) {
            return 1 - series(x);
        }
        return x > 0 ? fraction(x) : 2 - fraction(-x);
    }

    /** erf(x) = 2 / sqrt(pi) e^(-x x) (x + 2 x^3 / 3 + 4 x^5 / (3 5) + ...), whose terms have the same sign. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 2; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /**
     * erfc(x) = e^(-x x) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + 2 / (x + ...))))), for x of at least
     * {@value #SERIES_BELOW}.
     */
    private static double fraction(double x) {
        if (x >= ZERO_FROM) {
            return 0;
        }
        double denominator = x;
        for (int n = FRACTION_TERMS; n > 0; n--) {
            denominator = x + n / 2.0 / denominator;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / denominator;
    }
}
