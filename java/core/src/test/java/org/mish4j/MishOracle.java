// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.math.BigDecimal;
import java.math.MathContext;
import org.mish4j.internal.math.ExactExponential;

/**
 * Mish and its derivatives to some 65 digits, by the chain rule from their definitions.
 *
 * <p>With s = softplus(x) and w = e^x, e^s = 1 + w, so that sinh(s), cosh(s) and sigmoid(x) are rational in w; then
 * t = tanh(s), t' = sech^2(s) sigmoid(x), t'' = sech^2(s) sigmoid(x) (1 - sigmoid(x) - 2 t sigmoid(x)), and the
 * derivatives of x t are t + x t' and 2t' + x t''.
 */
record MishOracle(
        BigDecimal value, BigDecimal firstDerivative, BigDecimal secondDerivative, BigDecimal delta, BigDecimal swish) {

    private static final MathContext CONTEXT = ExactExponential.CONTEXT;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.TWO;

    static MishOracle at(double argument) {
        return at(new BigDecimal(argument));
    }

    static MishOracle at(BigDecimal argument) {
        BigDecimal x = argument.round(CONTEXT);
        BigDecimal w = ExactExponential.of(x);
        BigDecimal inverse = divide(ONE, ONE.add(w, CONTEXT));
        BigDecimal sigmoid = multiply(w, inverse);
        BigDecimal cosh = divide(ONE.add(w, CONTEXT).add(inverse, CONTEXT), TWO);
        // (1 + w) - 1/(1 + w), written without its cancellation for a small w
        BigDecimal sinh = divide(multiply(multiply(w, w.add(TWO, CONTEXT)), inverse), TWO);
        BigDecimal tanh = divide(sinh, cosh);
        BigDecimal delta = divide(ONE, multiply(cosh, cosh));
        BigDecimal tanhFirst = multiply(delta, sigmoid);
        BigDecimal inner = inverse.subtract(multiply(TWO, multiply(tanh, sigmoid)), CONTEXT);
        BigDecimal tanhSecond = multiply(tanhFirst, inner);
        return new MishOracle(
                multiply(x, tanh),
                tanh.add(multiply(x, tanhFirst), CONTEXT),
                multiply(TWO, tanhFirst).add(multiply(x, tanhSecond), CONTEXT),
                delta,
                multiply(x, sigmoid));
    }

    /** The distance between a result and the exact value, in units in the last place of the exact value. */
    static double ulps(double result, BigDecimal exact) {
        if (!Double.isFinite(result)) {
            return Double.POSITIVE_INFINITY;
        }
        return distance(result, exact, Math.ulp(exact.doubleValue()));
    }

    /** The distance between a result and the exact value, in single-precision units in its last place. */
    static double ulps(float result, BigDecimal exact) {
        if (!Float.isFinite(result)) {
            return Double.POSITIVE_INFINITY;
        }
        return distance(result, exact, Math.ulp(exact.floatValue()));
    }

    private static double distance(double result, BigDecimal exact, double ulp) {
        BigDecimal difference = new BigDecimal(result).subtract(exact).abs();
        return difference.divide(new BigDecimal(ulp), MathContext.DECIMAL64).doubleValue();
    }

    private static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return a.multiply(b, CONTEXT);
    }

    private static BigDecimal divide(BigDecimal a, BigDecimal b) {
        return a.divide(b, CONTEXT);
    }
}
