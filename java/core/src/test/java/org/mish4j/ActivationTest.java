// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ActivationTest {
    @Test
    void refusesParametersThatAreNotFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Activation.leakyRelu(Float.NaN))
                .withMessage("RELU has parameters NaN and 0.0, expected finite numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Activation.clip(0, Float.POSITIVE_INFINITY))
                .withMessageContaining("CLIP");
    }
}
