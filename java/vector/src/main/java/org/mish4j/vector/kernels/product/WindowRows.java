// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import org.mish4j.vector.memory.View;

/** The rows of a convolution or a transposed one: what the taps of a pixel of dst read, the last dimension's first. */
final class WindowRows implements RowSource {
    private static final long ZEROS = 0;

    private final long start;
    private final long imageStride;
    private final long groupStride;
    private final SourceAxis depth;
    private final SourceAxis height;
    private final SourceAxis width;
    private final long depthStride;
    private final long heightStride;
    private final long widthStride;

    /**
     * Makes the rows.
     *
     * @param src channels side by side
     * @param axes three spatial dimensions, the first of size 1 where images have less
     * @param groupChannels input channels of a group
     */
    WindowRows(View src, SourceAxis[] axes, long groupChannels) {
        this.start = src.byteOffset();
        this.imageStride = src.stride(0) * Float.BYTES;
        this.groupStride = groupChannels * Float.BYTES;
        this.depth = axes[0];
        this.height = axes[1];
        this.width = axes[2];
        this.depthStride = strideOf(src, 3);
        this.heightStride = strideOf(src, 2);
        this.widthStride = strideOf(src, 1);
    }

    private static long strideOf(View src, int fromLast) {
        int axis = src.rank() - fromLast;
        return axis < 2 ? 0 : src.stride(axis) * Float.BYTES;
    }

    @Override
    public void places(long[] table, int first, int step, long image, int group, long pixel) {
        long x = pixel % width.dst();
        long y = pixel / width.dst() % height.dst();
        long z = pixel / width.dst() / height.dst();
        long origin = start + image * imageStride + group * groupStride;
        int place = first;
        for (long tapZ = 0; tapZ < depth.taps(); tapZ++) {
            long srcZ = depth.position(z, tapZ);
            for (long tapY = 0; tapY < height.taps(); tapY++) {
                long srcY = height.position(y, tapY);
                long row = origin + srcZ * depthStride + srcY * heightStride;
                boolean padded = srcZ == SourceAxis.NONE || srcY == SourceAxis.NONE;
                for (long tapX = 0; tapX < width.taps(); tapX++) {
                    long srcX = width.position(x, tapX);
                    boolean isPadding = padded || srcX == SourceAxis.NONE;
                    table[place] = isPadding ? ZEROS : row + srcX * widthStride;
                    place += step;
                }
            }
        }
    }
}
