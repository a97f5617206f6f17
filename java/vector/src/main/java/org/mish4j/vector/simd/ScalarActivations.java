// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import org.mish4j.Activation;
import org.mish4j.Mish;

/** The activations of single floats, computed in double. NaN gives NaN, an infinity gives the limit. */
final class ScalarActivations {
    private static final double TANH_FACTOR = 2 * Math.sqrt(2 / Math.PI);
    private static final double CUBIC_FACTOR = 0.044715;

    private ScalarActivations() {}

    static float apply(Activation activation, float x) {
        double alpha = activation.alpha();
        double beta = activation.beta();
        return switch (activation.kind()) {
            case MISH -> Mish.value(x);
            case RELU -> alpha == 0 ? relu(x) : (float) (x > 0 ? x : alpha * x);
            case SIGMOID -> (float) (1 / (1 + Math.exp(-(double) x)));
            case TANH -> (float) Math.tanh(x);
            case SOFTPLUS -> (float) (Math.max(x, 0) + Math.log1p(Math.exp(-(double) Math.abs(x))));
            case SWISH -> (float) (alpha == 0 ? x / 2.0 : gated(x, alpha * x));
            case LINEAR -> (float) (alpha * x + beta);
            case CLIP -> Math.min(Math.max(x, activation.alpha()), activation.beta());
            case ELU -> (float) (x > 0 ? x : alpha * Math.expm1(x));
            case EXP -> (float) Math.exp(x);
            case SQRT -> (float) Math.sqrt(x);
            case LOG -> (float) Math.log(x);
            case ABS -> Math.abs(x);
            case POW -> (float) (alpha * Math.pow(x, beta));
            case ROUND -> (float) Math.rint(x);
            case FLOOR -> (float) Math.floor(x);
            case CEIL -> (float) Math.ceil(x);
            case SIGN -> Math.signum(x);
            case ERF -> (float) ErrorFunction.erf(x);
            case GELU -> (float) gelu(x);
            case GELU_TANH -> (float) gated(x, TANH_FACTOR * (x + CUBIC_FACTOR * x * x * x));
            case HARD_SIGMOID -> (float) Math.clamp(alpha * x + beta, 0, 1);
            case HARD_SWISH -> hardSwish(x);
            case SOFTSIGN -> Float.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
        };
    }

    private static float relu(float x) {
        return x <= 0 ? 0 : x;
    }

    /** Returns x / (1 + e^-gate). */
    private static double gated(double x, double gate) {
        double power = Math.exp(-gate);
        return power == Double.POSITIVE_INFINITY ? 0 : x / (1 + power);
    }

    private static double gelu(double x) {
        double share = ErrorFunction.erfc(-x / Math.sqrt(2)) / 2;
        return share == 0 ? 0 : x * share;
    }

    private static float hardSwish(float x) {
        if (x <= -3) {
            return -0f;
        }
        return x >= 3 ? x : (float) (x * (x + 3.0) / 6);
    }
}
