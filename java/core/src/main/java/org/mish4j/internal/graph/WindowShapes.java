// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.List;
import org.mish4j.Shape;
import org.mish4j.Window;

/** The shape of what windows give: the arithmetic that convolution, deconvolution and pooling share. */
final class WindowShapes {
    private WindowShapes() {}

    /** Returns {@code [N, channels, out...]}, out = (in + pads - (dilation (kernel - 1) + 1)) / stride + 1. */
    static Shape infer(NodeInputs inputs, Shape src, long channels, List<Long> kernel, Window window) {
        long[] dimensions = src.toArray();
        dimensions[1] = channels;
        for (int axis = 0; axis < kernel.size(); axis++) {
            long padded = src.dimension(axis + 2)
                    + window.padsBegin().get(axis)
                    + window.padsEnd().get(axis);
            long extent = extent(kernel, window, axis);
            inputs.require(
                    padded >= extent,
                    "the kernel spans %d elements of spatial dimension %d, src %s has, with its padding, %d",
                    extent,
                    axis,
                    src,
                    padded);
            dimensions[axis + 2] = (padded - extent) / window.strides().get(axis) + 1;
        }
        return inputs.result(dimensions);
    }

    /** Returns {@code [N, channels, out...]}, out = stride (in - 1) + dilation (kernel - 1) + 1 + outputPad - pads. */
    static Shape inferTransposed(
            NodeInputs inputs, Shape src, long channels, List<Long> kernel, Window window, List<Long> outputPads) {
        long[] dimensions = src.toArray();
        dimensions[1] = channels;
        for (int axis = 0; axis < kernel.size(); axis++) {
            long outputPad = outputPads.get(axis);
            inputs.require(
                    outputPad >= 0 && outputPad <= Integer.MAX_VALUE,
                    "outputPads[%d] is %d, expected 0 to %d",
                    axis,
                    outputPad,
                    Integer.MAX_VALUE);
            // All numbers are below 2^31, so that the sum is below 2^63.
            long size = window.strides().get(axis) * (src.dimension(axis + 2) - 1)
                    + extent(kernel, window, axis)
                    + outputPad
                    - window.padsBegin().get(axis)
                    - window.padsEnd().get(axis);
            inputs.require(
                    size >= 1,
                    "the pads %d and %d leave nothing of spatial dimension %d of the result",
                    window.padsBegin().get(axis),
                    window.padsEnd().get(axis),
                    axis);
            dimensions[axis + 2] = size;
        }
        return inputs.result(dimensions);
    }

    static void requireKernel(NodeInputs inputs, List<Long> kernel) {
        for (int axis = 0; axis < kernel.size(); axis++) {
            long size = kernel.get(axis);
            inputs.require(
                    size >= 1 && size <= Integer.MAX_VALUE,
                    "kernel[%d] is %d, expected 1 to %d",
                    axis,
                    size,
                    Integer.MAX_VALUE);
        }
    }

    static void requirePadsInsideKernel(NodeInputs inputs, List<Long> kernel, Window window) {
        for (int axis = 0; axis < kernel.size(); axis++) {
            long extent = extent(kernel, window, axis);
            inputs.require(
                    window.padsBegin().get(axis) < extent && window.padsEnd().get(axis) < extent,
                    "the pads %d and %d of spatial dimension %d are not less than the %d elements that the kernel spans",
                    window.padsBegin().get(axis),
                    window.padsEnd().get(axis),
                    axis,
                    extent);
        }
    }

    private static long extent(List<Long> kernel, Window window, int axis) {
        return window.dilations().get(axis) * (kernel.get(axis) - 1) + 1;
    }
}
