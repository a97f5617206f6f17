// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

/** The power of IEEE 754: unlike {@link Math#pow}, 1 for the base 1 and any exponent, and for -1 and an infinite one. */
public final class IeeePower {
    private IeeePower() {}

    /** Returns the first to the power of the second. */
    public static double of(double base, double exponent) {
        boolean isOne = base == 1 || (base == -1 && Double.isInfinite(exponent));
        return isOne ? 1 : Math.pow(base, exponent);
    }
}
