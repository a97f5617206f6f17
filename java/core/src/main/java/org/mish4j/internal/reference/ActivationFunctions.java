// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.util.function.DoubleUnaryOperator;
import org.mish4j.Activation;
import org.mish4j.Mish;

/** The activations as functions of double. NaN gives NaN, an infinity gives the limit. */
final class ActivationFunctions {
    private ActivationFunctions() {}

    static DoubleUnaryOperator of(Activation activation) {
        double alpha = activation.alpha();
        double beta = activation.beta();
        return switch (activation.kind()) {
            case MISH -> Mish::value;
            case RELU -> alpha == 0 ? x -> x <= 0 ? 0 : x : x -> x > 0 ? x : alpha * x;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case TANH -> Math::tanh;
            case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case SWISH -> alpha == 0 ? x -> x / 2 : x -> swish(x, alpha);
            case LINEAR -> x -> alpha * x + beta;
            case CLIP -> x -> Math.min(Math.max(x, alpha), beta);
            case ELU -> x -> x > 0 ? x : alpha * Math.expm1(x);
            case EXP -> Math::exp;
            case SQRT -> Math::sqrt;
        };
    }

    private static double swish(double x, double alpha) {
        double power = Math.exp(-alpha * x);
        return power == Double.POSITIVE_INFINITY ? Math.copySign(0, x) : x / (1 + power);
    }
}
