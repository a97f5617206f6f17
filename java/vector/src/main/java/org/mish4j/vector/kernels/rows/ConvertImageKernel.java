// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** {@link Operator.ConvertImage}, from images [N, H, W, C] to images [N, C, H, W], in whichever order those lie. */
final class ConvertImageKernel extends RowsKernel {
    private static final int DST = 0;
    private static final int SRC = 1;
    private static final int DST_CHANNEL_AXIS = 1;
    private static final int SRC_CHANNEL_AXIS = 3;

    /** The pixels whose channels are still in the first-level cache when the next channel is computed. */
    private static final long MOST_PIXELS = 512;

    private final float[] scales;
    private final float[] shifts;
    private final Space srcSpace;
    private final LoopNest pixels;
    private final long srcStep;
    private final long dstStep;

    ConvertImageKernel(Operator.ConvertImage operator, KernelContext context, View src, View dst) {
        this(
                operator,
                context,
                src,
                dst,
                LoopNest.of(Axes.without(dst, DST_CHANNEL_AXIS), Axes.without(src, SRC_CHANNEL_AXIS)));
    }

    private ConvertImageKernel(
            Operator.ConvertImage operator, KernelContext context, View src, View dst, LoopNest pixels) {
        super(
                "vector_convert_image",
                context,
                pixels.rows(),
                pixels.rowLength(),
                dst.dimension(DST_CHANNEL_AXIS),
                CACHE_LINE,
                MOST_PIXELS);
        this.scales = toArray(operator.scales());
        this.shifts = toArray(operator.shifts());
        this.srcSpace = src.space();
        this.pixels = pixels;
        this.srcStep = src.stride(SRC_CHANNEL_AXIS) * Float.BYTES;
        this.dstStep = dst.stride(DST_CHANNEL_AXIS) * Float.BYTES;
    }

    private static float[] toArray(List<Float> numbers) {
        float[] array = new float[numbers.size()];
        for (int index = 0; index < array.length; index++) {
            array[index] = numbers.get(index);
        }
        return array;
    }

    @Override
    void compute(Memory memory, long scratch, long row, long first, long count) {
        long from = pixels.place(SRC, row, first);
        long to = pixels.place(DST, row, first);
        for (int channel = 0; channel < scales.length; channel++) {
            StridedRuns.scale(
                    memory.of(srcSpace),
                    from + channel * srcStep,
                    pixels.rowStride(SRC),
                    scales[channel],
                    shifts[channel],
                    memory.activations(),
                    to + channel * dstStep,
                    pixels.rowStride(DST),
                    count);
        }
    }
}
