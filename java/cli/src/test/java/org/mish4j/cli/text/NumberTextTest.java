// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource({"0.00012346, 0.0001235", "1.23456, 1.235", "12.3456, 12.35", "123.456, 123.5", "123456, 123456.0"})
    void numbersHaveAboutFourDigits(double value, String text) {
        assertThat(NumberText.number(value)).isEqualTo(text);
    }

    @Test
    void unitsAreThoseOfTheirNames() {
        assertThat(NumberText.milliseconds(1_234_567)).isEqualTo("1.235");
        assertThat(NumberText.mebibytes(3 << 19)).isEqualTo("1.5");
        assertThat(NumberText.decimal(2, -0.126)).isEqualTo("-0.13");
    }
}
