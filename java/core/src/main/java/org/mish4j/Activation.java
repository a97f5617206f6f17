// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * An element-wise function of x, with its parameters.
 *
 * @param kind the function
 * @param alpha its first parameter; 0 for a kind that has none
 * @param beta its second parameter; 0 for a kind that has none
 */
public record Activation(Kind kind, float alpha, float beta) {
    /** The functions. */
    public enum Kind {
        /** x tanh(ln(1 + e<sup>x</sup>)); Misra, Mish, arXiv 1908.08681. */
        MISH,
        /** x for x &gt; 0, alpha x otherwise. */
        RELU,
        /** 1 / (1 + e<sup>-x</sup>). */
        SIGMOID,
        /** tanh(x). */
        TANH,
        /** ln(1 + e<sup>x</sup>). */
        SOFTPLUS,
        /** x / (1 + e<sup>-alpha x</sup>). */
        SWISH,
        /** alpha x + beta. */
        LINEAR,
        /** min(max(x, alpha), beta). */
        CLIP,
        /** x for x &gt; 0, alpha (e<sup>x</sup> - 1) otherwise. */
        ELU,
        /** e<sup>x</sup>. */
        EXP,
        /** The square root of x; NaN for x &lt; 0. */
        SQRT
    }

    /** Checks that both parameters are finite. */
    public Activation {
        if (!Float.isFinite(alpha) || !Float.isFinite(beta)) {
            throw new IllegalArgumentException(
                    "%s has parameters %s and %s, expected finite numbers".formatted(kind, alpha, beta));
        }
    }

    /** Returns Mish. */
    public static Activation mish() {
        return new Activation(Kind.MISH, 0, 0);
    }

    /** Returns ReLU. */
    public static Activation relu() {
        return new Activation(Kind.RELU, 0, 0);
    }

    /** Returns leaky ReLU. */
    public static Activation leakyRelu(float slope) {
        return new Activation(Kind.RELU, slope, 0);
    }

    /** Returns the logistic function. */
    public static Activation sigmoid() {
        return new Activation(Kind.SIGMOID, 0, 0);
    }

    /** Returns the hyperbolic tangent. */
    public static Activation tanh() {
        return new Activation(Kind.TANH, 0, 0);
    }

    /** Returns SoftPlus. */
    public static Activation softplus() {
        return new Activation(Kind.SOFTPLUS, 0, 0);
    }

    /** Returns Swish with beta 1, which is SiLU. */
    public static Activation swish() {
        return new Activation(Kind.SWISH, 1, 0);
    }

    /** Returns scale x + offset. */
    public static Activation linear(float scale, float offset) {
        return new Activation(Kind.LINEAR, scale, offset);
    }

    /** Returns the function that keeps x between two bounds. */
    public static Activation clip(float lower, float upper) {
        return new Activation(Kind.CLIP, lower, upper);
    }

    /** Returns ELU. */
    public static Activation elu(float alpha) {
        return new Activation(Kind.ELU, alpha, 0);
    }

    /** Returns the exponential function. */
    public static Activation exp() {
        return new Activation(Kind.EXP, 0, 0);
    }

    /** Returns the square root. */
    public static Activation sqrt() {
        return new Activation(Kind.SQRT, 0, 0);
    }
}
