// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.internal.math.AccurateMish;
import org.mish4j.internal.math.ElementwiseSegments;
import org.mish4j.internal.math.SinglePrecisionMish;

/**
 * Mish, f(x) = x tanh(softplus(x)) with softplus(x) = ln(1 + e^x), and its derivatives (Diganta Misra, "Mish: A Self
 * Regularized Non-Monotonic Activation Function", 2019, arXiv:1908.08681).
 *
 * <p>Accuracy: every function, double and float, is within one unit in the last place of the exact value for every
 * argument, next to the roots of the derivatives and where the result is subnormal too.
 *
 * <p>Special arguments: NaN gives NaN. Where the exact value is too small for the type, and at an infinity whose limit
 * is zero, the result is a zero with the sign of the values on the way there:
 *
 * <table>
 * <caption>Values at the infinities and at zero</caption>
 * <tr><th>x</th><th>f</th><th>f'</th><th>f''</th><th>delta</th><th>swish</th></tr>
 * <tr><td>-inf</td><td>-0.0</td><td>-0.0</td><td>-0.0</td><td>1</td><td>-0.0</td></tr>
 * <tr><td>-0.0</td><td>-0.0</td><td>0.6</td><td>0.64</td><td>0.64</td><td>-0.0</td></tr>
 * <tr><td>0.0</td><td>0.0</td><td>0.6</td><td>0.64</td><td>0.64</td><td>0.0</td></tr>
 * <tr><td>+inf</td><td>+inf</td><td>1</td><td>-0.0</td><td>0.0</td><td>+inf</td></tr>
 * </table>
 *
 * <p>The functions over memory segments apply the scalar function to each element, in native byte order, with no
 * alignment required. Source and destination may be on the heap or off it. They have the same size, a multiple of the
 * element's size, possibly zero, and are either the same memory, for an operation in place, or do not overlap.
 * Otherwise, and where the destination is read-only, an {@link IllegalArgumentException} is thrown and nothing is
 * written. A segment whose arena is closed gives an {@link IllegalStateException}, one that belongs to another thread a
 * {@link WrongThreadException}. Those of floats allocate nothing on the heap, those of doubles nothing once the
 * optimising compiler has compiled them.
 */
public final class Mish {

    /** The x at which f is least, the root of f', rounded to double. */
    public static final double MINIMUM_X = -1.1924312145154952;

    /** The least value of f, rounded to double. */
    public static final double MINIMUM = -0.30884341301725043;

    private Mish() {}

    /** f(x) = x tanh(softplus(x)). */
    public static double value(double x) {
        return AccurateMish.value(x);
    }

    /** f(x) = x tanh(softplus(x)). */
    public static float value(float x) {
        return SinglePrecisionMish.value(x);
    }

    /** f'(x) = w (4(x + 1) + (4x + 6) w + 4w^2 + w^3) / (w^2 + 2w + 2)^2 with w = e^x. */
    public static double firstDerivative(double x) {
        return AccurateMish.firstDerivative(x);
    }

    /** f'(x) = w (4(x + 1) + (4x + 6) w + 4w^2 + w^3) / (w^2 + 2w + 2)^2 with w = e^x. */
    public static float firstDerivative(float x) {
        return SinglePrecisionMish.firstDerivative(x);
    }

    /**
     * f'(x) = delta(x) swish(x) + f(x)/x, the form in which the paper gives the first derivative.
     *
     * <p>At x = 0 the last term is its limit, tanh(ln 2) = 0.6. Next to the root, where the two terms cancel, the value
     * comes from a Taylor expansion, as that of {@link #firstDerivative(double)} does.
     */
    public static double firstDerivativeSwishForm(double x) {
        return AccurateMish.firstDerivativeSwishForm(x);
    }

    /**
     * f'(x) = delta(x) swish(x) + f(x)/x, the form in which the paper gives the first derivative.
     *
     * <p>At x = 0 the last term is its limit, tanh(ln 2) = 0.6.
     */
    public static float firstDerivativeSwishForm(float x) {
        return SinglePrecisionMish.firstDerivativeSwishForm(x);
    }

    /** f''(x) = 4w (4 + 8w + 6w^2 + 2w^3 + x (2 + 2w - 3w^2 - 2w^3)) / (w^2 + 2w + 2)^3 with w = e^x. */
    public static double secondDerivative(double x) {
        return AccurateMish.secondDerivative(x);
    }

    /** f''(x) = 4w (4 + 8w + 6w^2 + 2w^3 + x (2 + 2w - 3w^2 - 2w^3)) / (w^2 + 2w + 2)^3 with w = e^x. */
    public static float secondDerivative(float x) {
        return SinglePrecisionMish.secondDerivative(x);
    }

    /**
     * delta(x) = sech^2(softplus(x)), the factor of swish(x) in the first derivative, which the paper likens to a
     * preconditioner of the gradient.
     */
    public static double delta(double x) {
        return AccurateMish.delta(x);
    }

    /**
     * delta(x) = sech^2(softplus(x)), the factor of swish(x) in the first derivative, which the paper likens to a
     * preconditioner of the gradient.
     */
    public static float delta(float x) {
        return SinglePrecisionMish.delta(x);
    }

    /** swish(x) = x sigmoid(x) = x / (1 + e^-x). */
    public static double swish(double x) {
        return AccurateMish.swish(x);
    }

    /** swish(x) = x sigmoid(x) = x / (1 + e^-x). */
    public static float swish(float x) {
        return SinglePrecisionMish.swish(x);
    }

    /** Writes f of each float of the source to the same place of the destination. */
    public static void valueFloats(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_FLOAT_UNALIGNED);
        for (long i = 0; i < count; i++) {
            float x = source.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, value(x));
        }
    }

    /** Writes f' of each float of the source to the same place of the destination. */
    public static void firstDerivativeFloats(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_FLOAT_UNALIGNED);
        for (long i = 0; i < count; i++) {
            float x = source.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, firstDerivative(x));
        }
    }

    /** Writes the swish form of f' of each float of the source to the same place of the destination. */
    public static void firstDerivativeSwishFormFloats(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_FLOAT_UNALIGNED);
        for (long i = 0; i < count; i++) {
            float x = source.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, firstDerivativeSwishForm(x));
        }
    }

    /** Writes f'' of each float of the source to the same place of the destination. */
    public static void secondDerivativeFloats(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_FLOAT_UNALIGNED);
        for (long i = 0; i < count; i++) {
            float x = source.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, secondDerivative(x));
        }
    }

    /** Writes f of each double of the source to the same place of the destination. */
    public static void valueDoubles(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_DOUBLE_UNALIGNED);
        for (long i = 0; i < count; i++) {
            double x = source.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, value(x));
        }
    }

    /** Writes f' of each double of the source to the same place of the destination. */
    public static void firstDerivativeDoubles(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_DOUBLE_UNALIGNED);
        for (long i = 0; i < count; i++) {
            double x = source.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, firstDerivative(x));
        }
    }

    /** Writes the swish form of f' of each double of the source to the same place of the destination. */
    public static void firstDerivativeSwishFormDoubles(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_DOUBLE_UNALIGNED);
        for (long i = 0; i < count; i++) {
            double x = source.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, firstDerivativeSwishForm(x));
        }
    }

    /** Writes f'' of each double of the source to the same place of the destination. */
    public static void secondDerivativeDoubles(MemorySegment source, MemorySegment destination) {
        long count = ElementwiseSegments.count(source, destination, ValueLayout.JAVA_DOUBLE_UNALIGNED);
        for (long i = 0; i < count; i++) {
            double x = source.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
            destination.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, secondDerivative(x));
        }
    }
}
