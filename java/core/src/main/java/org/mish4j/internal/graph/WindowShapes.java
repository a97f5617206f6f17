// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.List;
import java.util.function.Function;
import org.mish4j.Shape;
import org.mish4j.Window;

/** The shape of what windows give: the arithmetic that convolution and pooling share. */
final class WindowShapes {
    private WindowShapes() {}

    /** Returns {@code [N, channels, out...]}, out = (in + pads - (dilation (kernel - 1) + 1)) / stride + 1. */
    static Shape infer(
            Function<String, RuntimeException> failure, Shape src, long channels, List<Long> kernel, Window window) {
        long[] dimensions = src.toArray();
        dimensions[1] = channels;
        for (int axis = 0; axis < kernel.size(); axis++) {
            long padded = src.dimension(axis + 2)
                    + window.padsBegin().get(axis)
                    + window.padsEnd().get(axis);
            long extent = extent(kernel, window, axis);
            if (kernel.get(axis) < 1 || padded < extent) {
                throw failure.apply(
                        "kernel %s with dilations %s covers %d elements of dimension %d, src %s with pads %s and %s has %d"
                                .formatted(
                                        kernel,
                                        window.dilations(),
                                        extent,
                                        axis + 2,
                                        src,
                                        window.padsBegin(),
                                        window.padsEnd(),
                                        padded));
            }
            dimensions[axis + 2] = (padded - extent) / window.strides().get(axis) + 1;
        }
        try {
            return Shape.of(dimensions);
        } catch (IllegalArgumentException e) {
            throw failure.apply("the result's " + e.getMessage());
        }
    }

    static void requirePadsInsideKernel(Function<String, RuntimeException> failure, List<Long> kernel, Window window) {
        for (int axis = 0; axis < kernel.size(); axis++) {
            long extent = extent(kernel, window, axis);
            if (window.padsBegin().get(axis) >= extent || window.padsEnd().get(axis) >= extent) {
                throw failure.apply("pads %s and %s are not less than the %d elements that kernel %s covers"
                        .formatted(window.padsBegin(), window.padsEnd(), extent, kernel));
            }
        }
    }

    private static long extent(List<Long> kernel, Window window, int axis) {
        return window.dilations().get(axis) * (kernel.get(axis) - 1) + 1;
    }
}
