// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

/**
 * Mish, its derivatives and the factors of its swish form in single precision: computed in double and rounded once.
 *
 * <p>With w = e^x, tanh(softplus(x)) = w(w + 2)/q where q = w^2 + 2w + 2. The closed forms of the derivatives follow by
 * differentiation. The bounds on x keep w^6 within double's range.
 */
public final class SinglePrecisionMish {

    /** Beyond this x, tanh(softplus(x)) and f'(x) round to one: what is missing is less than 120 e^-60. */
    private static final float SATURATION = 30;

    /** Below this x, |x| e^x rounds to zero in single precision. */
    private static final float LEFT_UNDERFLOW = -120;

    /** Beyond this x, 8x e^(-2x) rounds to zero in single precision. */
    private static final float RIGHT_UNDERFLOW = 60;

    private SinglePrecisionMish() {}

    /** f(x) = x tanh(softplus(x)). */
    public static float value(float x) {
        if (!(x < SATURATION)) {
            return x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0f;
        }
        double w = Math.exp(x);
        double n = w * (w + 2);
        return (float) (x * n / (n + 2));
    }

    /** f'(x) = w (4(x + 1) + (4x + 6) w + 4w^2 + w^3) / q^2. */
    public static float firstDerivative(float x) {
        if (!(x < SATURATION)) {
            return x > 0 ? 1 : x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0f;
        }
        double fourX = 4.0 * x;
        double w = Math.exp(x);
        double q = w * (w + 2) + 2;
        double bracket = fourX + 4 + w * (fourX + 6 + w * (4 + w));
        return (float) (w * bracket / (q * q));
    }

    /** f'(x) = delta(x) swish(x) + f(x)/x. */
    public static float firstDerivativeSwishForm(float x) {
        if (!(x < SATURATION)) {
            return x > 0 ? 1 : x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0f;
        }
        double w = Math.exp(x);
        double n = w * (w + 2);
        double q = n + 2;
        double sech = 2 * (1 + w) / q;
        double swish = x * (w / (1 + w));
        return (float) (sech * sech * swish + n / q);
    }

    /** f''(x) = 4w (4 + 8w + 6w^2 + 2w^3 + x (2 + 2w - 3w^2 - 2w^3)) / q^3. */
    public static float secondDerivative(float x) {
        if (!(x < RIGHT_UNDERFLOW)) {
            return x > 0 ? -0f : x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0f;
        }
        double w = Math.exp(x);
        double q = w * (w + 2) + 2;
        double bracket = 4 + w * (8 + w * (6 + w * 2)) + x * (2 + w * (2 - w * (3 + w * 2)));
        return (float) (4 * w * bracket / (q * q * q));
    }

    /** sech^2(softplus(x)) = (2(1 + w)/q)^2. */
    public static float delta(float x) {
        if (!(x < RIGHT_UNDERFLOW)) {
            return x > 0 ? 0 : x;
        }
        double w = Math.exp(x);
        double sech = 2 * (1 + w) / (w * (w + 2) + 2);
        return (float) (sech * sech);
    }

    /** x sigmoid(x). */
    public static float swish(float x) {
        if (!(x < SATURATION)) {
            return x;
        }
        if (x < LEFT_UNDERFLOW) {
            return -0f;
        }
        double w = Math.exp(x);
        return (float) (x * (w / (1 + w)));
    }
}
