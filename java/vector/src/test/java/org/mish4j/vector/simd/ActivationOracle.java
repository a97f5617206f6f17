// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.mish4j.Activation;
import org.mish4j.Activation.Kind;
import org.mish4j.Mish;

/** The activations in double precision, from their definitions. */
final class ActivationOracle {
    private static final double FRACTION_FROM = 1.5;

    private ActivationOracle() {}

    /** Returns at least one activation of each kind. */
    static List<Activation> activations() {
        List<Activation> activations = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            float[][] parameters = switch (kind) {
                case RELU -> new float[][] {{0, 0}, {0.1f, 0}};
                case SWISH -> new float[][] {{1, 0}, {1.7f, 0}, {0, 0}, {-0.3f, 0}};
                case LINEAR -> new float[][] {{-2.3f, 0.7f}};
                case CLIP -> new float[][] {{-1, 2.5f}};
                case ELU -> new float[][] {{0.7f, 0}};
                case POW -> new float[][] {{0.7f, 2}, {0.7f, -1.5f}, {2, 3}, {3, 0}};
                case HARD_SIGMOID -> new float[][] {{0.2f, 0.5f}};
                default -> new float[][] {{0, 0}};
            };
            for (float[] pair : parameters) {
                activations.add(new Activation(kind, pair[0], pair[1]));
            }
        }
        return activations;
    }

    static DoubleUnaryOperator of(Activation activation) {
        double alpha = activation.alpha();
        double beta = activation.beta();
        return switch (activation.kind()) {
            case MISH -> Mish::value;
            case RELU -> x -> x > 0 ? x : limited(alpha, x);
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case TANH -> Math::tanh;
            case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case SWISH -> x -> gated(x, limited(alpha, x));
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
            case ERF -> ActivationOracle::erf;
            case GELU -> x -> x == Double.NEGATIVE_INFINITY ? 0 : x * (erfc(-x / Math.sqrt(2)) / 2);
            case GELU_TANH -> x -> gated(x, 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
            case HARD_SIGMOID -> x -> Math.min(Math.max(alpha * x + beta, 0), 1);
            case HARD_SWISH -> x -> x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;
            case SOFTSIGN -> x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
        };
    }

    /** Returns alpha x, 0 where alpha is 0 and x infinite. */
    private static double limited(double alpha, double x) {
        return alpha == 0 && !Double.isNaN(x) ? 0 : alpha * x;
    }

    private static double gated(double x, double gate) {
        return gate < -700 ? 0 : x / (1 + Math.exp(-gate));
    }

    /** The series of erf around 0, and the continued fraction of erfc elsewhere. */
    static double erf(double x) {
        if (Math.abs(x) >= FRACTION_FROM) {
            return x > 0 ? 1 - fraction(x) : fraction(-x) - 1;
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double erfc(double x) {
        return x >= FRACTION_FROM ? fraction(x) : 1 - erf(x);
    }

    private static double fraction(double x) {
        double denominator = x;
        for (int n = 300; n > 0; n--) {
            denominator = x + n / 2.0 / denominator;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / denominator;
    }
}
