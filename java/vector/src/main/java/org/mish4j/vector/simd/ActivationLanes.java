// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** The activations of vectors. NaN gives NaN, an infinity gives the limit. */
final class ActivationLanes {
    private static final float SCALE = VectorExponential.SCALE;
    private static final float LEAST = VectorExponential.LEAST;

    /** Beyond this x, tanh(x) and tanh(softplus(x)) round to 1. */
    private static final float TANH_SATURATION = 10;

    /** Beyond this x, 1 / (1 + e<sup>-x</sup>) rounds to 1. */
    private static final float SIGMOID_SATURATION = 30;

    /** Below this x, e<sup>x</sup> - 1 rounds to -1. */
    private static final float LESS_ONE_SATURATION = -20;

    /** From here on every float is an integer. */
    private static final float INTEGERS_FROM = 0x1p23f;

    private static final float TANH_FACTOR = 1.5957691f;
    private static final float TANH_CUBIC_FACTOR = 0.044715f * TANH_FACTOR;

    private ActivationLanes() {}

    /** Mish by x n / (n + 2), n = e<sup>x</sup> (e<sup>x</sup> + 2), where n and 2 are scaled so that nothing underflows. */
    static FloatVector mish(FloatVector x) {
        FloatVector w = VectorExponential.scaled(x);
        FloatVector n = w.mul(w.add(2 * SCALE));
        return x.mul(n)
                .div(n.add(2 * SCALE * SCALE))
                .blend(x, x.compare(GT, TANH_SATURATION))
                .blend(-0f, x.compare(LT, LEAST));
    }

    static FloatVector relu(FloatVector x) {
        return x.blend(0, x.compare(LE, 0));
    }

    static FloatVector leakyRelu(FloatVector x, float alpha) {
        return x.mul(alpha).blend(x, x.compare(GT, 0));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector w = VectorExponential.scaled(x);
        return w.div(w.add(SCALE)).blend(1, x.compare(GT, SIGMOID_SATURATION)).blend(0, x.compare(LT, LEAST));
    }

    /** tanh(x) by (e<sup>2x</sup> - 1) / (e<sup>2x</sup> + 1), of the magnitude of x. */
    static FloatVector tanh(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector lessOne = VectorExponential.lessOne(magnitude.add(magnitude));
        FloatVector tanh = lessOne.div(lessOne.add(2)).blend(1, magnitude.compare(GT, TANH_SATURATION));
        return Lanes.withSign(tanh, x);
    }

    /** ln(1 + e<sup>x</sup>) by max(x, 0) + ln(1 + e<sup>-|x|</sup>). */
    static FloatVector softplus(FloatVector x) {
        FloatVector negative = x.abs().neg();
        FloatVector power = VectorExponential.scaled(negative).mul(1 / SCALE).blend(0, negative.compare(LT, LEAST));
        return VectorLogarithm.logOfOneAnd(power).add(x.blend(0, x.compare(LT, 0)));
    }

    static FloatVector swish(FloatVector x, float alpha) {
        return gated(x, x.mul(alpha));
    }

    /** Returns x / (1 + e<sup>-gate</sup>); 0 for a gate so far below 0 that not even an infinite x counts. */
    private static FloatVector gated(FloatVector x, FloatVector gate) {
        return x.mul(sigmoid(gate)).blend(0, gate.compare(LT, LEAST));
    }

    static FloatVector linear(FloatVector x, float alpha, float beta) {
        return x.fma(alpha, beta);
    }

    static FloatVector clip(FloatVector x, float alpha, float beta) {
        return x.max(alpha).min(beta);
    }

    static FloatVector elu(FloatVector x, float alpha) {
        FloatVector lessOne = VectorExponential.lessOne(x).blend(-1, x.compare(LT, LESS_ONE_SATURATION));
        return lessOne.mul(alpha).blend(x, x.compare(GT, 0));
    }

    /** Returns alpha x<sup>2</sup>. */
    static FloatVector square(FloatVector x, float alpha) {
        return x.mul(alpha).mul(x);
    }

    static FloatVector round(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector rounded = magnitude.add(INTEGERS_FROM).sub(INTEGERS_FROM);
        return Lanes.withSign(magnitude.blend(rounded, magnitude.compare(LT, INTEGERS_FROM)), x);
    }

    static FloatVector floor(FloatVector x) {
        FloatVector rounded = round(x);
        return rounded.blend(rounded.sub(1), rounded.compare(GT, x));
    }

    static FloatVector ceil(FloatVector x) {
        FloatVector rounded = round(x);
        return Lanes.withSign(
                rounded.blend(rounded.add(1), rounded.compare(LT, x)).abs(), x);
    }

    static FloatVector sign(FloatVector x) {
        return x.blend(1, x.compare(GT, 0)).blend(-1, x.compare(LT, 0));
    }

    /** By (1 + tanh(u)) / 2 = 1 / (1 + e<sup>-2u</sup>), whose sum does not cancel. */
    static FloatVector geluTanh(FloatVector x) {
        return gated(x, x.mul(x.mul(x).fma(TANH_CUBIC_FACTOR, TANH_FACTOR)));
    }

    static FloatVector hardSigmoid(FloatVector x, float alpha, float beta) {
        return x.fma(alpha, beta).max(0).min(1);
    }

    static FloatVector hardSwish(FloatVector x) {
        return x.add(3).mul(x).mul(1 / 6f).blend(x, x.compare(GE, 3)).blend(-0f, x.compare(LE, -3));
    }

    static FloatVector softsign(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector finite = magnitude.blend(Float.MAX_VALUE, magnitude.compare(GT, Float.MAX_VALUE));
        return Lanes.withSign(finite.div(finite.add(1)), x);
    }
}
