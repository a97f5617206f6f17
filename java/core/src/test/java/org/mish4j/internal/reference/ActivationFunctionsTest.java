// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.Activation;

class ActivationFunctionsTest {
    @ParameterizedTest
    @CsvSource({
        "MISH, 0, 0, 0, Infinity",
        "RELU, 0, 0, 0, Infinity",
        "RELU, 0.5, 0, -Infinity, Infinity",
        "SIGMOID, 0, 0, 0, 1",
        "TANH, 0, 0, -1, 1",
        "SOFTPLUS, 0, 0, 0, Infinity",
        "SWISH, 1, 0, 0, Infinity",
        "SWISH, 0, 0, -Infinity, Infinity",
        "LINEAR, -2, 1, Infinity, -Infinity",
        "CLIP, -3, 6, -3, 6",
        "ELU, 2, 0, -2, Infinity",
        "EXP, 0, 0, 0, Infinity"
    })
    void givesTheLimitAtAnInfinity(
            Activation.Kind kind, float alpha, float beta, double atNegativeInfinity, double atPositiveInfinity) {
        var function = ActivationFunctions.of(new Activation(kind, alpha, beta));

        assertThat(function.applyAsDouble(Double.NEGATIVE_INFINITY) + 0.0).isEqualTo(atNegativeInfinity);
        assertThat(function.applyAsDouble(Double.POSITIVE_INFINITY)).isEqualTo(atPositiveInfinity);
    }

    @ParameterizedTest
    @EnumSource
    void givesNanForNan(Activation.Kind kind) {
        assertThat(ActivationFunctions.of(new Activation(kind, 0.5f, 1)).applyAsDouble(Double.NaN))
                .isNaN();
        assertThat(ActivationFunctions.of(new Activation(kind, 0, 0)).applyAsDouble(Double.NaN))
                .isNaN();
    }

    @ParameterizedTest
    @CsvSource({"SOFTPLUS, 800, 800", "SOFTPLUS, -800, 0", "SWISH, -800, 0", "SWISH, 800, 800", "SIGMOID, -800, 0"})
    void doesNotOverflow(Activation.Kind kind, double x, double expected) {
        float alpha = kind == Activation.Kind.SWISH ? 1 : 0;

        assertThat(ActivationFunctions.of(new Activation(kind, alpha, 0)).applyAsDouble(x) + 0.0)
                .isEqualTo(expected);
    }
}
