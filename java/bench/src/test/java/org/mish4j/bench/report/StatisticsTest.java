// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @Test
    void theMedianIsTheNumberInTheMiddle() {
        assertThat(Statistics.of(List.of(3.0, 1.0, 9.0))).isEqualTo(new Statistics(3, 1, 9, 3));
        assertThat(Statistics.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Statistics(3, 1, 9, 4));
        assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.012345, 0.0123", "9.996, 10.0", "12.34, 12.3", "99.96, 100", "123456.7, 123457", "NaN, –"})
    void figuresHaveThreeDigits(double number, String text) {
        assertThat(Figures.of(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0003, 0", "0.7, 1", "24.2, 24", "1e6, 1000000", "NaN, –"})
    void lessThanHalfAByteIsNone(double bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }
}
