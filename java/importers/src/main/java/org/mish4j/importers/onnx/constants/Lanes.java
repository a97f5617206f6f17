// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.internal.folding.FoldingMemory;

/** Functions of all the elements of constants that differ along one axis only, lane by lane. */
public final class Lanes {
    /** What an index in a list takes on the Java heap. */
    private static final int BYTES_OF_BOXED_INDEX = 24;

    private Lanes() {}

    /**
     * Returns the sums of the elements up to each place of an axis.
     *
     * @param exclusive whether an element itself is left out of its sum
     * @param reverse whether the sums are of the elements from each place on
     */
    public static Constant cumulativeSum(Constant source, int axis, boolean exclusive, boolean reverse) {
        long size = source.shape().dimension(axis);
        long stride = stride(source.shape(), axis);
        boolean floatingPoint = Elements.isFloatingPoint(source.type());
        return FoldingMemory.constant(source.type(), source.shape(), segment -> {
            for (long lane = 0; lane < laneCount(source.shape(), axis); lane++) {
                double doubles = 0;
                long longs = 0;
                for (long step = 0; step < size; step++) {
                    long place = start(lane, stride, size) + (reverse ? size - 1 - step : step) * stride;
                    double doublesBefore = doubles;
                    long longsBefore = longs;
                    doubles += Elements.doubleAt(source, place);
                    longs += Elements.longAt(source, place);
                    if (floatingPoint) {
                        Elements.setDouble(segment, source.type(), place, exclusive ? doublesBefore : doubles);
                    } else {
                        Elements.setLong(segment, source.type(), place, exclusive ? longsBefore : longs);
                    }
                }
            }
        });
    }

    /**
     * Returns the places along an axis of its first elements in order: of equal ones the one at the lower place comes first,
     * NaN before every number.
     *
     * @param count the number of places for each lane, at most the axis's size
     * @param largest whether the largest element is the first, and not the smallest
     * @return an {@link TensorType#I64} constant
     */
    public static Constant firstPlaces(Constant source, int axis, long count, boolean largest) {
        int size = Math.toIntExact(source.shape().dimension(axis));
        FoldingMemory.requireHeap(size, BYTES_OF_BOXED_INDEX);
        long stride = stride(source.shape(), axis);
        Shape shape = source.shape().withDimension(axis, count);
        return FoldingMemory.constant(TensorType.I64, shape, segment -> {
            for (long lane = 0; lane < laneCount(source.shape(), axis); lane++) {
                long from = start(lane, stride, size);
                Comparator<Integer> order =
                        (first, second) -> compare(source, from + first * stride, from + second * stride, largest);
                List<Integer> places = IntStream.range(0, size)
                        .boxed()
                        .sorted(order)
                        .limit(count)
                        .toList();
                for (int i = 0; i < places.size(); i++) {
                    long target = start(lane, stride, count) + i * stride;
                    Elements.setLong(segment, TensorType.I64, target, places.get(i));
                }
            }
        });
    }

    private static int compare(Constant source, long first, long second, boolean largest) {
        if (!Elements.isFloatingPoint(source.type())) {
            int order = Long.compare(Elements.longAt(source, first), Elements.longAt(source, second));
            return largest ? -order : order;
        }
        double a = Elements.doubleAt(source, first);
        double b = Elements.doubleAt(source, second);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Boolean.compare(Double.isNaN(b), Double.isNaN(a));
        }
        int order = a < b ? -1 : a > b ? 1 : 0;
        return largest ? -order : order;
    }

    private static long laneCount(Shape shape, int axis) {
        return shape.withDimension(axis, 1).elementCount();
    }

    private static long stride(Shape shape, int axis) {
        long stride = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            stride *= shape.dimension(i);
        }
        return stride;
    }

    /** Returns the position of a lane's first element. */
    private static long start(long lane, long stride, long size) {
        return lane / stride * stride * size + lane % stride;
    }
}
