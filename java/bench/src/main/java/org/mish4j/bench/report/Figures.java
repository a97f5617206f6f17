// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as tables have them. */
final class Figures {
    /** What stands for a number that there is not. */
    static final String NONE = "–";

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double NO_ALLOCATION = 0.5;

    private Figures() {}

    /** Returns a number with three digits, or with all digits before the point where these are more. */
    static String of(double number) {
        if (!Double.isFinite(number)) {
            return NONE;
        }
        if (number == 0) {
            return "0";
        }
        if (Math.abs(number) >= 100) {
            return new BigDecimal(number).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS);
        int scale = rounded.scale() + DIGITS.getPrecision() - rounded.precision();
        return rounded.setScale(Math.max(scale, 0), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** Returns a number that there may not be. */
    static String of(OptionalDouble number) {
        return number.isPresent() ? of(number.getAsDouble()) : NONE;
    }

    /** Returns a ratio with two digits behind the point. */
    static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : NONE;
    }

    /** Returns a number of bytes; what is less than half a byte an operation is JMH's own. */
    static String bytes(double bytes) {
        if (!Double.isFinite(bytes)) {
            return NONE;
        }
        return bytes < NO_ALLOCATION ? "0" : Long.toString(Math.round(bytes));
    }
}
