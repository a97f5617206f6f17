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
        SQRT,
        /** The natural logarithm of x; NaN for x &lt; 0. */
        LOG,
        /** The magnitude of x. */
        ABS,
        /** alpha x<sup>beta</sup>; NaN for x &lt; 0 where beta is no integer; alpha for any x where beta is 0. */
        POW,
        /** The integer next to x; of two, the even one. */
        ROUND,
        /** The largest integer that is not above x. */
        FLOOR,
        /** The smallest integer that is not below x. */
        CEIL,
        /** -1 for x &lt; 0, 1 for x &gt; 0, else x. */
        SIGN,
        /** The error function of x, 2 / sqrt(pi) times the integral of e<sup>-t t</sup> from 0 to x. */
        ERF,
        /** x (1 + erf(x / sqrt(2))) / 2; Hendrycks and Gimpel, Gaussian Error Linear Units, arXiv 1606.08415. */
        GELU,
        /** The approximation of GELU by x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x<sup>3</sup>))) / 2. */
        GELU_TANH,
        /** min(max(alpha x + beta, 0), 1). */
        HARD_SIGMOID,
        /** x min(max(x / 6 + 1 / 2, 0), 1). */
        HARD_SWISH,
        /** x / (1 + |x|). */
        SOFTSIGN
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

    /** Returns the natural logarithm. */
    public static Activation log() {
        return new Activation(Kind.LOG, 0, 0);
    }

    /** Returns the magnitude. */
    public static Activation abs() {
        return new Activation(Kind.ABS, 0, 0);
    }

    /** Returns scale x<sup>exponent</sup>. */
    public static Activation pow(float scale, float exponent) {
        return new Activation(Kind.POW, scale, exponent);
    }

    /** Returns the rounding to the next integer, half to even. */
    public static Activation round() {
        return new Activation(Kind.ROUND, 0, 0);
    }

    /** Returns the rounding downwards. */
    public static Activation floor() {
        return new Activation(Kind.FLOOR, 0, 0);
    }

    /** Returns the rounding upwards. */
    public static Activation ceil() {
        return new Activation(Kind.CEIL, 0, 0);
    }

    /** Returns the sign. */
    public static Activation sign() {
        return new Activation(Kind.SIGN, 0, 0);
    }

    /** Returns the error function. */
    public static Activation erf() {
        return new Activation(Kind.ERF, 0, 0);
    }

    /** Returns GELU. */
    public static Activation gelu() {
        return new Activation(Kind.GELU, 0, 0);
    }

    /** Returns GELU's approximation by tanh. */
    public static Activation geluTanh() {
        return new Activation(Kind.GELU_TANH, 0, 0);
    }

    /** Returns scale x + offset, kept between 0 and 1. */
    public static Activation hardSigmoid(float scale, float offset) {
        return new Activation(Kind.HARD_SIGMOID, scale, offset);
    }

    /** Returns HardSwish. */
    public static Activation hardSwish() {
        return new Activation(Kind.HARD_SWISH, 0, 0);
    }

    /** Returns SoftSign. */
    public static Activation softsign() {
        return new Activation(Kind.SOFTSIGN, 0, 0);
    }
}
