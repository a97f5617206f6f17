// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values of mpmath with 30 digits. */
class ErrorFunctionTest {
    private static final double TOLERANCE = 1e-13;

    @ParameterizedTest
    @CsvSource({
        "-6, -1, 2",
        "-2, -0.99532226501895273, 1.9953222650189527",
        "-1, -0.84270079294971487, 1.8427007929497149",
        "-0.5, -0.52049987781304654, 1.5204998778130465",
        "0, 0, 1",
        "1e-10, 1.1283791670955126e-10, 0.99999999988716208",
        "0.25, 0.27632639016823693, 0.72367360983176307",
        "0.999, 0.84228527020649694, 0.15771472979350306",
        "1, 0.84270079294971487, 0.15729920705028513",
        "1.5, 0.96610514647531073, 0.033894853524689273",
        "2, 0.99532226501895273, 0.0046777349810472658",
        "3.5, 0.99999925690162766, 7.4309837234141275e-7",
        "6, 1, 2.1519736712498913e-17",
        "10, 1, 2.0884875837625448e-45",
        "26, 1, 5.6631924088561428e-296"
    })
    void isExactToThirteenDigits(double x, double erf, double erfc) {
        assertThat(ErrorFunction.erf(x)).isCloseTo(erf, within(TOLERANCE * Math.abs(erf)));
        assertThat(ErrorFunction.erfc(x)).isCloseTo(erfc, within(TOLERANCE * erfc));
    }

    @Test
    void hasLimits() {
        assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(ErrorFunction.erfc(Double.POSITIVE_INFINITY)).isZero();
        assertThat(ErrorFunction.erfc(Double.NEGATIVE_INFINITY)).isEqualTo(2);
        assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erfc(Double.NaN)).isNaN();
    }
}
