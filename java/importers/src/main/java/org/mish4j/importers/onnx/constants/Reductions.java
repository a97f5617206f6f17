// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** Functions of constants that make one element of many. */
public final class Reductions {
    private Reductions() {}

    /**
     * A function of many numbers, as a function of two that is applied to one after another.
     *
     * @param ofDoubles for floating-point types
     * @param startOfDoubles its result for no numbers
     * @param ofLongs for integer types
     * @param startOfLongs its result for no numbers
     */
    public record Reduction(
            DoubleBinaryOperator ofDoubles, double startOfDoubles, LongBinaryOperator ofLongs, long startOfLongs) {}

    /** The sum. */
    public static final Reduction SUM = new Reduction(Double::sum, 0, Long::sum, 0);

    /** The product. */
    public static final Reduction PRODUCT = new Reduction((a, b) -> a * b, 1, (a, b) -> a * b, 1);

    /**
     * Returns the largest element as a function for a type, whose result for no elements is the type's smallest
     * number.
     */
    public static Reduction largest(TensorType type) {
        return new Reduction(Math::max, Double.NEGATIVE_INFINITY, Math::max, smallestInteger(type));
    }

    /** Returns the smallest element as a function for a type, whose result for no elements is the type's largest number. */
    public static Reduction smallest(TensorType type) {
        return new Reduction(Math::min, Double.POSITIVE_INFINITY, Math::min, largestInteger(type));
    }

    /**
     * Returns a function of all elements that differ in some axes only.
     *
     * @param axes those axes
     * @param keepDimensions whether they stay, with size 1
     */
    public static Constant reduce(Reduction reduction, Constant source, List<Integer> axes, boolean keepDimensions) {
        Shape kept = reducedShape(source.shape(), axes, true);
        Broadcast.requireFoldable(kept);
        int count = Math.toIntExact(kept.elementCount());
        long[] strides = Broadcast.strides(withoutEmptyAxes(kept), withoutEmptyAxes(source.shape()));
        TensorType type = source.type();
        boolean floatingPoint = Elements.isFloatingPoint(type);
        double[] doubles = new double[floatingPoint ? count : 0];
        long[] longs = new long[floatingPoint ? 0 : count];
        Arrays.fill(doubles, reduction.startOfDoubles());
        Arrays.fill(longs, reduction.startOfLongs());
        long[] coordinates = new long[source.shape().rank()];
        for (long i = 0; i < source.shape().elementCount(); i++) {
            int target = (int) dot(coordinates, strides);
            if (floatingPoint) {
                doubles[target] = reduction.ofDoubles().applyAsDouble(doubles[target], Elements.doubleAt(source, i));
            } else {
                longs[target] = reduction.ofLongs().applyAsLong(longs[target], Elements.longAt(source, i));
            }
            Broadcast.advance(coordinates, source.shape());
        }
        Shape shape = reducedShape(source.shape(), axes, keepDimensions);
        return Constant.of(type, shape, segment -> {
            for (int i = 0; i < count; i++) {
                if (floatingPoint) {
                    Elements.setDouble(segment, type, i, doubles[i]);
                } else {
                    Elements.setLong(segment, type, i, longs[i]);
                }
            }
        });
    }

    /** Returns the shape that is left when axes are reduced. */
    public static Shape reducedShape(Shape source, List<Integer> axes, boolean keepDimensions) {
        long[] dimensions = new long[source.rank()];
        int rank = 0;
        for (int axis = 0; axis < source.rank(); axis++) {
            if (!axes.contains(axis)) {
                dimensions[rank++] = source.dimension(axis);
            } else if (keepDimensions) {
                dimensions[rank++] = 1;
            }
        }
        return Shape.of(Arrays.copyOf(dimensions, rank));
    }

    /** Returns the shape with 1 for 0, to which what is left of a reduction broadcasts. */
    private static Shape withoutEmptyAxes(Shape shape) {
        return Shape.of(
                Arrays.stream(shape.toArray()).map(size -> Math.max(1, size)).toArray());
    }

    private static long dot(long[] coordinates, long[] strides) {
        long sum = 0;
        for (int i = 0; i < strides.length; i++) {
            sum += coordinates[i] * strides[i];
        }
        return sum;
    }

    private static long smallestInteger(TensorType type) {
        return switch (type) {
            case I8 -> Byte.MIN_VALUE;
            case I32 -> Integer.MIN_VALUE;
            case U8, BOOL -> 0;
            default -> Long.MIN_VALUE;
        };
    }

    private static long largestInteger(TensorType type) {
        return switch (type) {
            case I8 -> Byte.MAX_VALUE;
            case U8 -> (1 << Byte.SIZE) - 1;
            case I32 -> Integer.MAX_VALUE;
            case BOOL -> 1;
            default -> Long.MAX_VALUE;
        };
    }
}
