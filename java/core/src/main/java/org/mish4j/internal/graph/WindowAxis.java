// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import org.mish4j.Shape;
import org.mish4j.Window;

/**
 * One spatial dimension of a convolution or a pooling: which input position each window reads, and which of them are
 * not padding.
 *
 * @param input the input's size
 * @param output the number of windows
 * @param kernel the window's size
 */
public record WindowAxis(int input, int output, int kernel, int stride, int dilation, int padBegin) {
    /** The spatial dimensions that kernels loop over; images with less get leading ones of size 1. */
    public static final int SPATIAL_RANK = 3;

    private static final WindowAxis ABSENT = new WindowAxis(1, 1, 1, 1, 1, 0);

    /**
     * Returns the {@value #SPATIAL_RANK} spatial dimensions.
     *
     * @param image the shape of a tensor over which the windows lie
     * @param kernel the window's size
     * @param windows the shape of a tensor with an element for each window
     */
    public static WindowAxis[] of(Shape image, long[] kernel, Shape windows, Window window) {
        WindowAxis[] axes = new WindowAxis[SPATIAL_RANK];
        int missing = SPATIAL_RANK - window.spatialRank();
        for (int axis = 0; axis < SPATIAL_RANK; axis++) {
            int spatial = axis - missing;
            axes[axis] = spatial < 0
                    ? ABSENT
                    : new WindowAxis(
                            Math.toIntExact(image.dimension(spatial + 2)),
                            Math.toIntExact(windows.dimension(spatial + 2)),
                            Math.toIntExact(kernel[spatial]),
                            Math.toIntExact(window.strides().get(spatial)),
                            Math.toIntExact(window.dilations().get(spatial)),
                            Math.toIntExact(window.padsBegin().get(spatial)));
        }
        return axes;
    }

    /** Returns the input position that a window has at one of its places, if that is not padding. */
    public int position(int window, int place) {
        return window * stride - padBegin + place * dilation;
    }

    /** Returns the first place of a window that is not padding before the input. */
    public int firstPlace(int window) {
        return firstInside((long) window * stride - padBegin, dilation);
    }

    /** Returns the place of a window after the last one that is not padding behind the input. */
    public int endPlace(int window) {
        return endInside((long) window * stride - padBegin, dilation, kernel);
    }

    /** Returns the first window that has no padding before the input at a place. */
    public int firstWindow(int place) {
        return firstInside((long) place * dilation - padBegin, stride);
    }

    /** Returns the window after the last one that has no padding behind the input at a place. */
    public int endWindow(int place) {
        return endInside((long) place * dilation - padBegin, stride, output);
    }

    private static int firstInside(long start, long step) {
        return (int) Math.ceilDiv(Math.max(0, -start), step);
    }

    private int endInside(long start, long step, int count) {
        return Math.clamp(Math.floorDiv(input - 1 - start, step) + 1, 0, count);
    }
}
