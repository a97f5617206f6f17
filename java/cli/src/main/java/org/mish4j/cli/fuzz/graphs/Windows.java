// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Shape;
import org.mish4j.Window;

/** Windows that fit an image, and the shapes that they give. */
final class Windows {
    private Windows() {}

    /** Draws strides, dilations and padding, different ones on each side. */
    static Window convolution(Draw draw, Shape src, List<Long> kernel) {
        int rank = kernel.size();
        List<Long> strides = draw.numbers(rank, 1, draw.chance(0.5) ? 1 : 3);
        List<Long> dilations = draw.numbers(rank, 1, draw.chance(0.7) ? 1 : 3);
        List<Long> padsBegin = new ArrayList<>();
        List<Long> padsEnd = new ArrayList<>();
        boolean padded = draw.chance(0.6);
        for (int axis = 0; axis < rank; axis++) {
            long extent = extent(kernel, dilations, axis);
            long missing = Math.max(0, extent - src.dimension(axis + 2));
            int most = padded ? (int) Math.min(3, extent - 1) : 0;
            long begin = draw.from(0, most);
            padsBegin.add(begin);
            padsEnd.add(Math.max(draw.from(0, most), missing - begin));
        }
        return new Window(strides, dilations, padsBegin, padsEnd);
    }

    /** Draws a window for pooling, whose padding is less than it. */
    static Window pooling(Draw draw, Shape src, List<Long> kernel) {
        Window window = convolution(draw, src, kernel);
        for (int axis = 0; axis < kernel.size(); axis++) {
            if (window.padsEnd().get(axis) >= extent(kernel, window.dilations(), axis)) {
                throw new IllegalStateException("padding as wide as the window");
            }
        }
        return window;
    }

    /** Draws a window for a transposed convolution, whose padding leaves something of the result. */
    static Window deconvolution(Draw draw, Shape src, List<Long> kernel) {
        int rank = kernel.size();
        List<Long> strides = draw.numbers(rank, 1, 3);
        List<Long> dilations = draw.numbers(rank, 1, draw.chance(0.8) ? 1 : 2);
        List<Long> padsBegin = new ArrayList<>();
        List<Long> padsEnd = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            long full = strides.get(axis) * (src.dimension(axis + 2) - 1) + extent(kernel, dilations, axis);
            long begin = draw.from(0, (int) Math.min(2, full - 1));
            padsBegin.add(begin);
            padsEnd.add((long) draw.from(0, (int) Math.min(2, full - 1 - begin)));
        }
        return new Window(strides, dilations, padsBegin, padsEnd);
    }

    static Shape result(Shape src, long channels, List<Long> kernel, Window window) {
        long[] dimensions = src.toArray();
        dimensions[1] = channels;
        for (int axis = 0; axis < kernel.size(); axis++) {
            long padded = src.dimension(axis + 2)
                    + window.padsBegin().get(axis)
                    + window.padsEnd().get(axis);
            dimensions[axis + 2] = (padded - extent(kernel, window.dilations(), axis))
                            / window.strides().get(axis)
                    + 1;
        }
        return Shape.of(dimensions);
    }

    static Shape transposedResult(Shape src, long channels, List<Long> kernel, Window window, List<Long> outputPads) {
        long[] dimensions = src.toArray();
        dimensions[1] = channels;
        for (int axis = 0; axis < kernel.size(); axis++) {
            dimensions[axis + 2] = window.strides().get(axis) * (src.dimension(axis + 2) - 1)
                    + extent(kernel, window.dilations(), axis)
                    + outputPads.get(axis)
                    - window.padsBegin().get(axis)
                    - window.padsEnd().get(axis);
        }
        return Shape.of(dimensions);
    }

    static long product(List<Long> numbers) {
        return numbers.stream().reduce(1L, Math::multiplyExact);
    }

    private static long extent(List<Long> kernel, List<Long> dilations, int axis) {
        return dilations.get(axis) * (kernel.get(axis) - 1) + 1;
    }
}
