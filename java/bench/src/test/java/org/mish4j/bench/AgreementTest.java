// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final float[] EXPECTED = {-4, 0.5f, 1};

    @Test
    void distancesAreRelativeToTheLargestMagnitude() {
        float[] found = {-4, 0.53f, 1};

        assertThatCode(() -> Agreement.require("someone", EXPECTED, found, 0.01))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Agreement.require("someone", EXPECTED, found, 0.005))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("someone gives 0.53 at 1, expected 0.5 within 0.005 of the largest magnitude, 4.0");
    }

    @Test
    void notANumberAgreesWithNothing() {
        assertThatThrownBy(() -> Agreement.require("someone", EXPECTED, new float[] {-4, Float.NaN, 1}, 1))
                .hasMessageContaining("NaN at 1");
    }

    @Test
    void everyNumberIsThere() {
        assertThatThrownBy(() -> Agreement.require("someone", EXPECTED, new float[] {-4, 0.5f}, 1))
                .hasMessage("someone gives 2 numbers, expected 3");
    }
}
