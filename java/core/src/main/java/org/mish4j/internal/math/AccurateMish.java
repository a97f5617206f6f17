// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

/**
 * Mish, its derivatives and the factors of its swish form in double precision, each within one unit in the last place.
 *
 * <p>Everything is a rational function of x and one exponential, evaluated in double-double arithmetic and rounded
 * once. The exponential is u = e^-|x|, which never overflows. With q = u^2 + 2u + 2 for x <= 0 and q = 2u^2 + 2u + 1
 * for x > 0, tanh(softplus(x)) is u(u + 2)/q and (1 + 2u)/q, and the rest follows by differentiation.
 */
public final class AccurateMish {

    /** Beyond this x, tanh(softplus(x)) and f'(x) round to one: what is missing is less than 160 e^-80. */
    private static final double SATURATION = 40;

    /** Below this x, |x| e^x rounds to zero. */
    private static final double LEFT_UNDERFLOW = -760;

    /** Beyond this x, 8x e^(-2x) rounds to zero. */
    private static final double RIGHT_UNDERFLOW = 380;

    private AccurateMish() {}

    /** f(x) = x tanh(softplus(x)). */
    public static double value(double x) {
        if (x == 0 || !(x < SATURATION)) {
            return x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0.0;
        }
        ScaledExponential exponential = ScaledExponential.of(-Math.abs(x));
        if (x > 0) {
            return rightTanh(exponential.value()).times(x).toDouble();
        }
        return scale(leftTanh(exponential).times(x), exponential.exponent());
    }

    /** f'(x) by its closed form. */
    public static double firstDerivative(double x) {
        if (!(x < SATURATION)) {
            return x > 0 ? 1 : x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0.0;
        }
        if (RootExpansion.FIRST_DERIVATIVE.covers(x)) {
            return RootExpansion.FIRST_DERIVATIVE.value(x);
        }
        ScaledExponential exponential = ScaledExponential.of(-Math.abs(x));
        DoubleDouble u = exponential.value();
        if (x > 0) {
            // ((1 + 2u) q + 4x u^2 (1 + u)) / q^2
            DoubleDouble q = rightDenominator(u);
            DoubleDouble saturating = u.scaledBy(2).plus(1).times(q);
            DoubleDouble growing = u.squared().times(u.plus(1)).times(4 * x);
            return saturating.plus(growing).dividedBy(q.squared()).toDouble();
        }
        // u ((u + 2) q + 4x (1 + u)) / q^2
        DoubleDouble q = leftDenominator(u);
        DoubleDouble bracket = u.plus(2).times(q).plus(u.plus(1).times(4 * x));
        DoubleDouble scaled = exponential.significand().times(bracket).dividedBy(q.squared());
        return scale(scaled, exponential.exponent());
    }

    /** f'(x) = delta(x) swish(x) + f(x)/x. */
    public static double firstDerivativeSwishForm(double x) {
        if (!(x < SATURATION)) {
            return x > 0 ? 1 : x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0.0;
        }
        if (RootExpansion.FIRST_DERIVATIVE.covers(x)) {
            return RootExpansion.FIRST_DERIVATIVE.value(x);
        }
        ScaledExponential exponential = ScaledExponential.of(-Math.abs(x));
        DoubleDouble u = exponential.value();
        if (x > 0) {
            DoubleDouble delta = rightSech(u, u).squared();
            DoubleDouble swish = rightSigmoid(u).times(x);
            return delta.times(swish).plus(rightTanh(u)).toDouble();
        }
        DoubleDouble delta = leftSech(u).squared();
        DoubleDouble swish = leftSigmoid(exponential).times(x);
        return scale(delta.times(swish).plus(leftTanh(exponential)), exponential.exponent());
    }

    /** f''(x) by its closed form. */
    public static double secondDerivative(double x) {
        if (!(x <= RIGHT_UNDERFLOW)) {
            return x > 0 ? -0.0 : x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0.0;
        }
        if (RootExpansion.SECOND_DERIVATIVE_NEGATIVE.covers(x)) {
            return RootExpansion.SECOND_DERIVATIVE_NEGATIVE.value(x);
        }
        if (RootExpansion.SECOND_DERIVATIVE_POSITIVE.covers(x)) {
            return RootExpansion.SECOND_DERIVATIVE_POSITIVE.value(x);
        }
        ScaledExponential exponential = ScaledExponential.of(-Math.abs(x));
        DoubleDouble u = exponential.value();
        DoubleDouble significand = exponential.significand();
        if (x > 0) {
            // 4u^2 (2(1 + u) q + x (2u^3 + 2u^2 - 3u - 2)) / q^3
            DoubleDouble q = rightDenominator(u);
            DoubleDouble cubic =
                    u.scaledBy(2).plus(2).times(u).plus(-3).times(u).plus(-2);
            DoubleDouble bracket = u.plus(1).scaledBy(2).times(q).plus(cubic.times(x));
            DoubleDouble numerator = significand.squared().scaledBy(4).times(bracket);
            return scale(numerator.dividedBy(q.squared().times(q)), 2 * exponential.exponent());
        }
        // 4u (2(1 + u) q + x (2 + 2u - 3u^2 - 2u^3)) / q^3
        DoubleDouble q = leftDenominator(u);
        DoubleDouble cubic = u.scaledBy(-2).plus(-3).times(u).plus(2).times(u).plus(2);
        DoubleDouble bracket = u.plus(1).scaledBy(2).times(q).plus(cubic.times(x));
        DoubleDouble numerator = significand.scaledBy(4).times(bracket);
        return scale(numerator.dividedBy(q.squared().times(q)), exponential.exponent());
    }

    /** sech^2(softplus(x)). */
    public static double delta(double x) {
        if (!(x <= RIGHT_UNDERFLOW)) {
            return x > 0 ? 0 : x;
        }
        if (x < -SATURATION) {
            return 1;
        }
        ScaledExponential exponential = ScaledExponential.of(-Math.abs(x));
        DoubleDouble u = exponential.value();
        if (x > 0) {
            DoubleDouble scaledSech = rightSech(exponential.significand(), u);
            return scale(scaledSech.squared(), 2 * exponential.exponent());
        }
        return leftSech(u).squared().toDouble();
    }

    /** x sigmoid(x). */
    public static double swish(double x) {
        if (x == 0 || !(x < SATURATION)) {
            return x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0.0;
        }
        ScaledExponential exponential = ScaledExponential.of(-Math.abs(x));
        if (x > 0) {
            return rightSigmoid(exponential.value()).times(x).toDouble();
        }
        return scale(leftSigmoid(exponential).times(x), exponential.exponent());
    }

    private static DoubleDouble leftDenominator(DoubleDouble u) {
        return u.plus(2).times(u).plus(2);
    }

    private static DoubleDouble rightDenominator(DoubleDouble u) {
        return u.plus(1).times(u).scaledBy(2).plus(1);
    }

    /** tanh(softplus(x)) for x <= 0, over 2^exponent: u(u + 2)/q. */
    private static DoubleDouble leftTanh(ScaledExponential exponential) {
        DoubleDouble u = exponential.value();
        return exponential.significand().times(u.plus(2)).dividedBy(leftDenominator(u));
    }

    /** tanh(softplus(x)) for x > 0: (1 + 2u)/q. */
    private static DoubleDouble rightTanh(DoubleDouble u) {
        return u.scaledBy(2).plus(1).dividedBy(rightDenominator(u));
    }

    /** sech(softplus(x)) for x <= 0: 2(1 + u)/q. */
    private static DoubleDouble leftSech(DoubleDouble u) {
        return u.plus(1).scaledBy(2).dividedBy(leftDenominator(u));
    }

    /** sech(softplus(x)) for x > 0: 2u(1 + u)/q, where {@code factor} is u or its significand. */
    private static DoubleDouble rightSech(DoubleDouble factor, DoubleDouble u) {
        return factor.times(u.plus(1)).scaledBy(2).dividedBy(rightDenominator(u));
    }

    /** sigmoid(x) for x <= 0, over 2^exponent: u/(1 + u). */
    private static DoubleDouble leftSigmoid(ScaledExponential exponential) {
        return exponential.significand().dividedBy(exponential.value().plus(1));
    }

    /** sigmoid(x) for x > 0: 1/(1 + u). */
    private static DoubleDouble rightSigmoid(DoubleDouble u) {
        return new DoubleDouble(1, 0).dividedBy(u.plus(1));
    }

    private static double scale(DoubleDouble significand, int exponent) {
        return Math.scalb(significand.toDouble(), exponent);
    }
}
