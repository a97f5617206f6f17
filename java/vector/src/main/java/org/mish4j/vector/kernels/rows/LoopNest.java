// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mish4j.vector.memory.View;

/**
 * The loops over the elements of views that have the same dimensions. The innermost loop, a row, is the dimension in which
 * the first view's elements lie closest. Dimensions that all views can walk through in one loop are one.
 */
final class LoopNest {
    @SuppressWarnings("ArrayRecordComponent")
    private record Loop(long size, long[] strides) {
        boolean continues(Loop inner) {
            return IntStream.range(0, strides.length)
                    .allMatch(view -> strides[view] == inner.strides[view] * inner.size);
        }
    }

    private final long[] starts;
    private final long[] sizes;
    private final long[][] strides;
    private final long rows;
    private final long rowLength;
    private final long[] rowStrides;

    private LoopNest(long[] starts, List<Loop> loops) {
        int last = loops.size() - 1;
        this.starts = starts;
        this.sizes = loops.subList(0, last).stream().mapToLong(Loop::size).toArray();
        this.strides = loops.subList(0, last).stream().map(Loop::strides).toArray(long[][]::new);
        long product = 1;
        for (long size : sizes) {
            product *= size;
        }
        this.rows = product;
        this.rowLength = loops.get(last).size();
        this.rowStrides = loops.get(last).strides();
    }

    /** Makes the loops. The first view is the one that is written. */
    static LoopNest of(View... views) {
        long[] starts = new long[views.length];
        for (int view = 0; view < views.length; view++) {
            starts[view] = views[view].byteOffset();
        }
        return new LoopNest(starts, merge(sort(views)));
    }

    /** Returns the loops of more than one round, the outermost first. */
    private static List<Loop> sort(View[] views) {
        List<Loop> loops = new ArrayList<>();
        for (int axis = 0; axis < views[0].rank(); axis++) {
            if (views[0].dimension(axis) > 1) {
                long[] strides = new long[views.length];
                for (int view = 0; view < views.length; view++) {
                    strides[view] = views[view].stride(axis);
                }
                loops.add(new Loop(views[0].dimension(axis), strides));
            }
        }
        loops.sort(Comparator.comparingLong((Loop loop) -> loop.strides()[0]).reversed());
        if (loops.isEmpty()) {
            loops.add(new Loop(
                    1, IntStream.range(0, views.length).mapToLong(view -> 1).toArray()));
        }
        return loops;
    }

    private static List<Loop> merge(List<Loop> loops) {
        List<Loop> merged = new ArrayList<>();
        Loop inner = loops.getLast();
        for (Loop outer : loops.reversed().subList(1, loops.size())) {
            if (outer.continues(inner)) {
                inner = new Loop(outer.size() * inner.size(), inner.strides());
            } else {
                merged.addFirst(inner);
                inner = outer;
            }
        }
        merged.addFirst(inner);
        return merged;
    }

    /** Returns the number of rows. */
    long rows() {
        return rows;
    }

    /** Returns the number of elements of a row. */
    long rowLength() {
        return rowLength;
    }

    /** Returns the number of elements. */
    long elements() {
        return rows * rowLength;
    }

    /** Returns the distance of neighbours in a row of a view, in elements. */
    long rowStride(int view) {
        return rowStrides[view];
    }

    /** Returns the place of a row's first element in a view, in bytes from the start of the view's space. */
    long place(int view, long row) {
        return starts[view] + distance(view, row);
    }

    /** Returns the place of an element in a view, in bytes from the start of the view's space. */
    long place(int view, long row, long index) {
        return place(view, row) + index * rowStrides[view] * Float.BYTES;
    }

    /** Returns how far a row's first element is from the first element of all, in bytes. */
    long distance(int view, long row) {
        long distance = 0;
        long rest = row;
        for (int loop = sizes.length - 1; loop > 0; loop--) {
            long outer = rest / sizes[loop];
            distance += (rest - outer * sizes[loop]) * strides[loop][view];
            rest = outer;
        }
        if (sizes.length > 0) {
            distance += rest * strides[0][view];
        }
        return distance * Float.BYTES;
    }
}
