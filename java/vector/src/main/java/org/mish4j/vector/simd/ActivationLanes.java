// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** The activations of vectors. NaN gives NaN, an infinity gives the limit. */
final class ActivationLanes {
    private static final FloatVector ZERO = Lanes.repeat(0);
    private static final FloatVector MINUS_ZERO = Lanes.repeat(-0f);
    private static final FloatVector ONE = Lanes.repeat(1);
    private static final FloatVector MINUS_ONE = Lanes.repeat(-1);
    private static final FloatVector TWO = Lanes.repeat(2);
    private static final FloatVector THREE = Lanes.repeat(3);
    private static final FloatVector MINUS_THREE = Lanes.repeat(-3);
    private static final FloatVector SIXTH = Lanes.repeat(1 / 6f);
    private static final FloatVector LARGEST = Lanes.repeat(Float.MAX_VALUE);

    private static final FloatVector SCALE = Lanes.repeat(VectorExponential.SCALE);
    private static final FloatVector INVERSE_SCALE = Lanes.repeat(1 / VectorExponential.SCALE);
    private static final FloatVector TWICE_SCALE = Lanes.repeat(2 * VectorExponential.SCALE);
    private static final FloatVector TWICE_SCALE_SQUARED =
            Lanes.repeat(2 * VectorExponential.SCALE * VectorExponential.SCALE);
    private static final FloatVector LEAST = Lanes.repeat(VectorExponential.LEAST);

    /** Beyond this x, tanh(x) and tanh(softplus(x)) round to 1. */
    private static final FloatVector TANH_SATURATION = Lanes.repeat(10);

    /** Beyond this x, 1 / (1 + e<sup>-x</sup>) rounds to 1. */
    private static final FloatVector SIGMOID_SATURATION = Lanes.repeat(30);

    /** Below this x, e<sup>x</sup> - 1 rounds to -1. */
    private static final FloatVector LESS_ONE_SATURATION = Lanes.repeat(-20);

    /** From here on every float is an integer. */
    private static final FloatVector INTEGERS_FROM = Lanes.repeat(0x1p23f);

    private static final FloatVector TANH_FACTOR = Lanes.repeat(1.5957691f);
    private static final FloatVector TANH_CUBIC_FACTOR = Lanes.repeat(0.044715f * 1.5957691f);

    private ActivationLanes() {}

    /** Mish by x n / (n + 2), n = e<sup>x</sup> (e<sup>x</sup> + 2), where n and 2 are scaled so that nothing underflows. */
    static FloatVector mish(FloatVector x, MemorySegment margin) {
        FloatVector w = VectorExponential.scaled(x, margin);
        FloatVector n = w.mul(w.add(TWICE_SCALE));
        return x.mul(n)
                .div(n.add(TWICE_SCALE_SQUARED))
                .blend(x, x.compare(GT, TANH_SATURATION))
                .blend(MINUS_ZERO, x.compare(LT, LEAST));
    }

    static FloatVector relu(FloatVector x) {
        return x.blend(ZERO, x.compare(LE, ZERO));
    }

    static FloatVector leakyRelu(FloatVector x, float alpha) {
        return x.mul(alpha).blend(x, x.compare(GT, ZERO));
    }

    static FloatVector sigmoid(FloatVector x, MemorySegment margin) {
        FloatVector w = VectorExponential.scaled(x, margin);
        return w.div(w.add(SCALE)).blend(ONE, x.compare(GT, SIGMOID_SATURATION)).blend(ZERO, x.compare(LT, LEAST));
    }

    /** tanh(x) by (e<sup>2x</sup> - 1) / (e<sup>2x</sup> + 1), of the magnitude of x. */
    static FloatVector tanh(FloatVector x, MemorySegment margin) {
        FloatVector magnitude = x.abs();
        FloatVector lessOne = VectorExponential.lessOne(magnitude.add(magnitude), margin);
        FloatVector tanh = lessOne.div(lessOne.add(TWO)).blend(ONE, magnitude.compare(GT, TANH_SATURATION));
        return Lanes.withSign(tanh, x);
    }

    /** ln(1 + e<sup>x</sup>) by max(x, 0) + ln(1 + e<sup>-|x|</sup>). */
    static FloatVector softplus(FloatVector x, MemorySegment margin) {
        FloatVector negative = x.abs().neg();
        FloatVector power =
                VectorExponential.scaled(negative, margin).mul(INVERSE_SCALE).blend(ZERO, negative.compare(LT, LEAST));
        return VectorLogarithm.ofOneAnd(power).add(x.blend(ZERO, x.compare(LT, ZERO)));
    }

    static FloatVector swish(FloatVector x, float alpha, MemorySegment margin) {
        return gated(x, x.mul(alpha), margin);
    }

    /** Returns x / (1 + e<sup>-gate</sup>); 0 for a gate so far below 0 that not even an infinite x counts. */
    private static FloatVector gated(FloatVector x, FloatVector gate, MemorySegment margin) {
        return x.mul(sigmoid(gate, margin)).blend(ZERO, gate.compare(LT, LEAST));
    }

    static FloatVector linear(FloatVector x, float alpha, float beta) {
        return x.fma(alpha, beta);
    }

    static FloatVector clip(FloatVector x, float alpha, float beta) {
        return x.max(alpha).min(beta);
    }

    static FloatVector elu(FloatVector x, float alpha, MemorySegment margin) {
        FloatVector lessOne = VectorExponential.lessOne(x, margin).blend(MINUS_ONE, x.compare(LT, LESS_ONE_SATURATION));
        return lessOne.mul(alpha).blend(x, x.compare(GT, ZERO));
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
        return rounded.blend(rounded.sub(ONE), rounded.compare(GT, x));
    }

    static FloatVector ceil(FloatVector x) {
        FloatVector rounded = round(x);
        return Lanes.withSign(
                rounded.blend(rounded.add(ONE), rounded.compare(LT, x)).abs(), x);
    }

    static FloatVector sign(FloatVector x) {
        return x.blend(ONE, x.compare(GT, ZERO)).blend(MINUS_ONE, x.compare(LT, ZERO));
    }

    /** By (1 + tanh(u)) / 2 = 1 / (1 + e<sup>-2u</sup>), whose sum does not cancel. */
    static FloatVector geluTanh(FloatVector x, MemorySegment margin) {
        return gated(x, x.mul(x.mul(x).fma(TANH_CUBIC_FACTOR, TANH_FACTOR)), margin);
    }

    static FloatVector hardSigmoid(FloatVector x, float alpha, float beta) {
        return x.fma(alpha, beta).max(ZERO).min(ONE);
    }

    static FloatVector hardSwish(FloatVector x) {
        return x.add(THREE)
                .mul(x)
                .mul(SIXTH)
                .blend(x, x.compare(GE, THREE))
                .blend(MINUS_ZERO, x.compare(LE, MINUS_THREE));
    }

    static FloatVector softsign(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector finite = magnitude.blend(LARGEST, magnitude.compare(GT, LARGEST));
        return Lanes.withSign(finite.div(finite.add(ONE)), x);
    }
}
