// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

/**
 * e^y as significand * 2^exponent, with a significand between 0.99 and 2.01 and a relative error below 2^-66.
 *
 * <p>With y = (64 exponent + j) ln(2)/64 + r and |r| <= ln(2)/128, e^y = 2^exponent 2^(j/64) e^r (Tang 1989). Keeping
 * the exponent apart lets a caller finish its arithmetic before the result becomes subnormal.
 *
 * @param significand the significand
 * @param exponent the power of two to multiply it with
 */
record ScaledExponential(DoubleDouble significand, int exponent) {

    private static final double STEPS_PER_UNIT = 0x1.71547652b82fep+6;

    /** ln(2)/64, its first 32 bits: a product with any step index is exact. */
    private static final double STEP_HIGH = 0x1.62e42fee00000p-7;

    private static final double STEP_LOW = 0x1.a39ef35793c76p-39;

    /** Below this exponent the power counts as zero beside one, and its low part could become subnormal. */
    private static final int NEGLIGIBLE_EXPONENT = -900;

    /**
     * @param y between -760 and 0
     */
    static ScaledExponential of(double y) {
        int step = (int) Math.rint(y * STEPS_PER_UNIT);
        double reducedHigh = Math.fma(-step, STEP_HIGH, y);
        double r = Math.fma(-step, STEP_LOW, reducedHigh);
        double rError = Math.fma(-step, STEP_LOW, reducedHigh - r);
        double beyondLinear = rError + r * r * exponentialRemainder(r);

        int index = step & (PowersOfTwoTable.SIZE - 1);
        double powerHigh = PowersOfTwoTable.high(index);
        double powerLow = PowersOfTwoTable.low(index);
        DoubleDouble linear = DoubleDouble.product(powerHigh, r);
        double small = powerLow + linear.low() + Math.fma(powerHigh, beyondLinear, powerLow * r);
        DoubleDouble leading = DoubleDouble.orderedSum(powerHigh, linear.high());
        DoubleDouble significand = DoubleDouble.orderedSum(leading.high(), leading.low() + small);
        return new ScaledExponential(significand, step >> PowersOfTwoTable.LOG2_SIZE);
    }

    /** The power itself, zero where it is too small to count beside one. */
    DoubleDouble value() {
        return significand.scaledBy(exponent < NEGLIGIBLE_EXPONENT ? 0 : powerOfTwo(exponent));
    }

    /** (e^r - 1 - r) / r^2 for |r| <= ln(2)/128, by its Taylor polynomial, relative error below 2^-53. */
    private static double exponentialRemainder(double r) {
        return 1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040)))));
    }

    private static double powerOfTwo(int exponent) {
        return Double.longBitsToDouble((exponent + (long) Double.MAX_EXPONENT) << 52);
    }
}
