// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        "EXP, 0, 0, 0, Infinity",
        "ABS, 0, 0, Infinity, Infinity",
        "POW, 2, 3, -Infinity, Infinity",
        "POW, 2, -1, 0, 0",
        "ROUND, 0, 0, -Infinity, Infinity",
        "FLOOR, 0, 0, -Infinity, Infinity",
        "CEIL, 0, 0, -Infinity, Infinity",
        "SIGN, 0, 0, -1, 1",
        "ERF, 0, 0, -1, 1",
        "GELU, 0, 0, 0, Infinity",
        "GELU_TANH, 0, 0, 0, Infinity",
        "HARD_SIGMOID, 0.2, 0.5, 0, 1",
        "HARD_SWISH, 0, 0, 0, Infinity",
        "SOFTSIGN, 0, 0, -1, 1"
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
        if (kind != Activation.Kind.POW) {
            assertThat(ActivationFunctions.of(new Activation(kind, 0, 0)).applyAsDouble(Double.NaN))
                    .isNaN();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ROUND, 0.5, 0", "ROUND, 1.5, 2", "ROUND, -2.5, -2", "ROUND, -2.75, -3", "FLOOR, -0.5, -1", "CEIL, 0.25, 1",
        "CEIL, -1.75, -1", "SIGN, -3, -1", "SIGN, 0, 0", "LOG, 1, 0", "LOG, 0, -Infinity", "LOG, -1, NaN",
        "HARD_SWISH, -3, 0", "HARD_SWISH, 3, 3", "HARD_SWISH, 1.5, 1.125", "SOFTSIGN, -3, -0.75"
    })
    void givesExactResults(Activation.Kind kind, double x, double expected) {
        double found = ActivationFunctions.of(new Activation(kind, 0, 0)).applyAsDouble(x);

        assertThat(Double.valueOf(found + 0.0)).isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "GELU, -5, -1.4332578594e-6",
        "GELU, -12, -2.13177853449e-32",
        "GELU_TANH, -5, -2.29179619663e-7",
        "GELU_TANH, -10, -1.20409234821e-37"
    })
    void keepsTheDigitsOfSmallResults(Activation.Kind kind, double x, double expected) {
        assertThat(ActivationFunctions.of(new Activation(kind, 0, 0)).applyAsDouble(x))
                .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({"SOFTPLUS, 800, 800", "SOFTPLUS, -800, 0", "SWISH, -800, 0", "SWISH, 800, 800", "SIGMOID, -800, 0"})
    void doesNotOverflow(Activation.Kind kind, double x, double expected) {
        float alpha = kind == Activation.Kind.SWISH ? 1 : 0;

        assertThat(ActivationFunctions.of(new Activation(kind, alpha, 0)).applyAsDouble(x) + 0.0)
                .isEqualTo(expected);
    }
}
