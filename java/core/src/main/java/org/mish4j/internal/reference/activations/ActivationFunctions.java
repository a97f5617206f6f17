// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.activations;

import java.util.function.DoubleUnaryOperator;
import org.mish4j.Activation;
import org.mish4j.Mish;

/** The activations as functions of double. NaN gives NaN, an infinity gives the limit. */
public final class ActivationFunctions {
    private ActivationFunctions() {}

    public static DoubleUnaryOperator of(Activation activation) {
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
            case LOG -> Math::log;
            case ABS -> Math::abs;
            case POW -> x -> alpha * Math.pow(x, beta);
            case ROUND -> Math::rint;
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case SIGN -> Math::signum;
            case ERF -> ErrorFunction::erf;
            case GELU -> ActivationFunctions::gelu;
            case GELU_TANH -> ActivationFunctions::geluTanh;
            case HARD_SIGMOID -> x -> Math.min(Math.max(alpha * x + beta, 0), 1);
            case HARD_SWISH -> ActivationFunctions::hardSwish;
            case SOFTSIGN -> x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
        };
    }

    private static double swish(double x, double alpha) {
        return gated(x, alpha * x);
    }

    /** Returns x / (1 + e^-gate). */
    private static double gated(double x, double gate) {
        double power = Math.exp(-gate);
        return power == Double.POSITIVE_INFINITY ? Math.copySign(0, x) : x / (1 + power);
    }

    private static double gelu(double x) {
        double share = ErrorFunction.erfc(-x / Math.sqrt(2)) / 2;
        return share == 0 ? Math.copySign(0, x) : x * share;
    }

    /** By (1 + tanh(u)) / 2 = 1 / (1 + e^(-2u)), whose sum does not cancel. */
    private static double geluTanh(double x) {
        return gated(x, 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
    }

    private static double hardSwish(double x) {
        if (x <= -3) {
            return -0.0;
        }
        return x >= 3 ? x : x * (x / 6 + 0.5);
    }
}
