// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.List;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.PixelPlaces;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** {@link org.mish4j.Operator.ResizeNearest}, a pixel of dst at a time, all channels of it. */
final class ResizeNearestKernel extends RowsKernel {
    private static final int CHANNEL_AXIS = 1;
    private static final int FIRST_SPATIAL_AXIS = 2;

    private final Loops loops;
    private final PixelPlaces src;
    private final PixelPlaces dst;
    private final long[] scales;
    private final long[] dstSizes;
    private final long channels;

    /**
     * Makes a kernel.
     *
     * @param src with its channels side by side, as dst
     */
    ResizeNearestKernel(List<Long> scales, KernelContext context, View src, View dst) {
        super(
                "vector_resize",
                context,
                dst.dimension(0),
                dst.elementCount() / dst.dimension(0) / dst.dimension(CHANNEL_AXIS),
                dst.dimension(CHANNEL_AXIS),
                1,
                1);
        this.loops = context.loops();
        this.src = new PixelPlaces(src);
        this.dst = new PixelPlaces(dst);
        this.scales = scales.stream().mapToLong(Long::longValue).toArray();
        this.dstSizes = new long[this.scales.length];
        for (int axis = 0; axis < dstSizes.length; axis++) {
            dstSizes[axis] = dst.dimension(FIRST_SPATIAL_AXIS + axis);
        }
        this.channels = dst.dimension(CHANNEL_AXIS);
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        long pixel = 0;
        long rest = first;
        long pixelsOfStep = 1;
        for (int axis = scales.length - 1; axis >= 0; axis--) {
            pixel += rest % dstSizes[axis] / scales[axis] * pixelsOfStep;
            pixelsOfStep *= dstSizes[axis] / scales[axis];
            rest /= dstSizes[axis];
        }
        loops.copy(memory.activations(), src.of(row, pixel), memory.activations(), dst.of(row, first), channels);
    }
}
