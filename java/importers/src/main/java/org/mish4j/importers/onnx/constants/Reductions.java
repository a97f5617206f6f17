// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.internal.folding.FoldingMemory;

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
        long[] strides = Broadcast.strides(withoutEmptyAxes(kept), withoutEmptyAxes(source.shape()));
        Shape shape = reducedShape(source.shape(), axes, keepDimensions);
        Constant wide = Elements.isFloatingPoint(source.type())
                ? FoldingMemory.constant(
                        TensorType.F64, shape, results -> reduceDoubles(reduction, source, strides, results))
                : FoldingMemory.constant(
                        TensorType.I64, shape, results -> reduceLongs(reduction, source, strides, results));
        return Elements.convert(wide, source.type());
    }

    private static void reduceDoubles(Reduction reduction, Constant source, long[] strides, MemorySegment results) {
        for (long i = 0; i < results.byteSize() / Double.BYTES; i++) {
            results.setAtIndex(ValueLayout.JAVA_DOUBLE, i, reduction.startOfDoubles());
        }
        long[] coordinates = new long[source.shape().rank()];
        for (long i = 0; i < source.shape().elementCount(); i++) {
            long target = dot(coordinates, strides);
            double before = results.getAtIndex(ValueLayout.JAVA_DOUBLE, target);
            double after = reduction.ofDoubles().applyAsDouble(before, Elements.doubleAt(source, i));
            results.setAtIndex(ValueLayout.JAVA_DOUBLE, target, after);
            Broadcast.advance(coordinates, source.shape());
        }
    }

    private static void reduceLongs(Reduction reduction, Constant source, long[] strides, MemorySegment results) {
        for (long i = 0; i < results.byteSize() / Long.BYTES; i++) {
            results.setAtIndex(ValueLayout.JAVA_LONG, i, reduction.startOfLongs());
        }
        long[] coordinates = new long[source.shape().rank()];
        for (long i = 0; i < source.shape().elementCount(); i++) {
            long target = dot(coordinates, strides);
            long before = results.getAtIndex(ValueLayout.JAVA_LONG, target);
            long after = reduction.ofLongs().applyAsLong(before, Elements.longAt(source, i));
            results.setAtIndex(ValueLayout.JAVA_LONG, target, after);
            Broadcast.advance(coordinates, source.shape());
        }
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
