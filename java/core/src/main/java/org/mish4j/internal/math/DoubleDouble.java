// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

/**
 * An unevaluated sum of two doubles, about 106 bits of precision, {@code low} being at most half a unit in the last
 * place of {@code high}.
 *
 * <p>Built on the error-free sum of Knuth and Møller and the error-free product by fused multiply-add; each operation
 * has a relative error of a few units of 2^-104 (Dekker 1971; Joldes, Muller and Popescu 2017). Overflow and underflow
 * are the caller's to avoid. Callers keep the instances local, so that the optimising compiler holds them in registers.
 *
 * @param high the value rounded to double
 * @param low what the rounding left
 */
record DoubleDouble(double high, double low) {

    /** The exact sum of two doubles. */
    static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double partOfB = sum - a;
        double error = (a - (sum - partOfB)) + (b - partOfB);
        return new DoubleDouble(sum, error);
    }

    /** The exact sum of two doubles where |a| >= |b| or a = 0. */
    static DoubleDouble orderedSum(double a, double b) {
        double sum = a + b;
        return new DoubleDouble(sum, b - (sum - a));
    }

    /** The exact product of two doubles. */
    static DoubleDouble product(double a, double b) {
        double product = a * b;
        return new DoubleDouble(product, Math.fma(a, b, -product));
    }

    DoubleDouble plus(double other) {
        DoubleDouble sum = sum(high, other);
        return orderedSum(sum.high, sum.low + low);
    }

    DoubleDouble plus(DoubleDouble other) {
        DoubleDouble highs = sum(high, other.high);
        DoubleDouble lows = sum(low, other.low);
        DoubleDouble partial = orderedSum(highs.high, highs.low + lows.high);
        return orderedSum(partial.high, partial.low + lows.low);
    }

    DoubleDouble times(double other) {
        DoubleDouble product = product(high, other);
        return orderedSum(product.high, Math.fma(low, other, product.low));
    }

    DoubleDouble times(DoubleDouble other) {
        DoubleDouble product = product(high, other.high);
        double cross = Math.fma(high, other.low, low * other.high);
        return orderedSum(product.high, product.low + cross);
    }

    DoubleDouble squared() {
        return times(this);
    }

    DoubleDouble dividedBy(DoubleDouble divisor) {
        double quotient = high / divisor.high;
        double remainder = Math.fma(-quotient, divisor.high, high);
        double correction = (Math.fma(-quotient, divisor.low, remainder) + low) / divisor.high;
        return orderedSum(quotient, correction);
    }

    /** The product with a power of two (or zero), which is exact. */
    DoubleDouble scaledBy(double powerOfTwo) {
        return new DoubleDouble(high * powerOfTwo, low * powerOfTwo);
    }

    double toDouble() {
        return high + low;
    }
}
