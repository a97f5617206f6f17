// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubleDoubleTest {

    private static final int SAMPLES = 500;
    private static final BigDecimal ALLOWED_RELATIVE_ERROR = new BigDecimal(0x1p-100);

    private final Random random = new Random(23);

    @Test
    void sumsAndProductsOfDoublesAreExact() {
        for (int i = 0; i < SAMPLES; i++) {
            double a = randomDouble();
            double b = randomDouble();
            assertThat(exact(DoubleDouble.sum(a, b))).isEqualByComparingTo(exact(a).add(exact(b)));
            assertThat(exact(DoubleDouble.product(a, b))).isEqualByComparingTo(exact(a).multiply(exact(b)));
        }
    }

    @Test
    void operationsAreAccurateBeyondDouble() {
        for (int i = 0; i < SAMPLES; i++) {
            DoubleDouble a = randomDoubleDouble();
            DoubleDouble b = randomDoubleDouble();
            assertClose(a.plus(b), exact(a).add(exact(b)));
            assertClose(a.plus(b.high()), exact(a).add(exact(b.high())));
            assertClose(a.times(b), exact(a).multiply(exact(b)));
            assertClose(a.times(b.high()), exact(a).multiply(exact(b.high())));
            assertClose(a.squared(), exact(a).pow(2));
            assertClose(a.dividedBy(b), exact(a).divide(exact(b), new MathContext(60)));
            assertThat(a.toDouble()).isEqualTo(a.high());
        }
    }

    @Test
    void scalingByAPowerOfTwoIsExact() {
        DoubleDouble value = randomDoubleDouble();
        assertThat(exact(value.scaledBy(0.25)))
                .isEqualByComparingTo(exact(value).multiply(exact(0.25)));
        assertThat(value.scaledBy(0).toDouble()).isZero();
    }

    private static void assertClose(DoubleDouble actual, BigDecimal expected) {
        BigDecimal error = exact(actual).subtract(expected).abs();
        assertThat(error).isLessThanOrEqualTo(expected.abs().multiply(ALLOWED_RELATIVE_ERROR));
    }

    private double randomDouble() {
        return random.nextDouble(-1, 1) * Math.scalb(1.0, random.nextInt(-40, 40));
    }

    private DoubleDouble randomDoubleDouble() {
        double high = randomDouble();
        return DoubleDouble.orderedSum(high, random.nextDouble(-0.5, 0.5) * Math.ulp(high));
    }

    private static BigDecimal exact(DoubleDouble value) {
        return exact(value.high()).add(exact(value.low()));
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }
}
