// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** The exponential to some 65 digits: its Taylor series at x / 2^16, squared 16 times. */
public final class ExactExponential {

    /** The precision of the intermediate results. */
    public static final MathContext CONTEXT = new MathContext(75);

    private static final int HALVINGS = 16;
    private static final BigDecimal SCALE = new BigDecimal(BigInteger.ONE.shiftLeft(HALVINGS));
    private static final BigDecimal NEGLIGIBLE = BigDecimal.ONE.movePointLeft(CONTEXT.getPrecision() + 5);

    private ExactExponential() {}

    /**
     * @param x at most some thousands in magnitude
     */
    public static BigDecimal of(BigDecimal x) {
        BigDecimal reduced = x.divide(SCALE, CONTEXT);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(NEGLIGIBLE) > 0; n++) {
            term = term.multiply(reduced, CONTEXT).divide(BigDecimal.valueOf(n), CONTEXT);
            sum = sum.add(term, CONTEXT);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, CONTEXT);
        }
        return sum;
    }
}
