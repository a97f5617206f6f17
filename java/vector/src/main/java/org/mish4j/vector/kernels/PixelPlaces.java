// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels;

import java.util.stream.IntStream;
import org.mish4j.vector.memory.View;

/**
 * Where the pixels of images lie whose channels are side by side. Pixels are counted row by row, all spatial dimensions
 * together. Dimensions of 1 have no neighbours, and their strides say nothing.
 */
public final class PixelPlaces {
    private static final int FIRST_SPATIAL_AXIS = 2;

    private final long start;
    private final long imageStride;
    private final long[] sizes;
    private final long[] strides;
    private final boolean even;
    private final long pixelsOfImage;

    public PixelPlaces(View images) {
        this(images, 0);
    }

    /**
     * Makes the places of pixels.
     *
     * @param pixelsOfImage 0 where the first dimension is that of images; else how many pixels of the first image count as
     *     one
     */
    private PixelPlaces(View images, long pixelsOfImage) {
        int[] axes = IntStream.range(FIRST_SPATIAL_AXIS, images.rank())
                .filter(axis -> images.dimension(axis) > 1)
                .toArray();
        this.start = images.byteOffset();
        this.imageStride = pixelsOfImage == 0 ? images.stride(0) * Float.BYTES : 0;
        this.sizes = IntStream.of(axes).mapToLong(images::dimension).toArray();
        this.strides = IntStream.of(axes)
                .mapToLong(axis -> images.stride(axis) * Float.BYTES)
                .toArray();
        this.even = hasEvenDistances();
        this.pixelsOfImage = pixelsOfImage;
    }

    /** Returns the places of the rows of matrices [..., rows, columns]. A row counts as a pixel, a matrix as an image. */
    public static PixelPlaces ofRows(View matrices) {
        int rank = matrices.rank();
        int[] permutation = new int[rank];
        permutation[0] = rank - 1;
        for (int axis = 1; axis < rank; axis++) {
            permutation[axis] = axis - 1;
        }
        View channelsFirst = matrices.transpose(permutation);
        return new PixelPlaces(channelsFirst.asSingleImage(), matrices.dimension(rank - 2));
    }

    private boolean hasEvenDistances() {
        for (int axis = 1; axis < sizes.length; axis++) {
            if (strides[axis - 1] != strides[axis] * sizes[axis]) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether all pixels of an image have the same distance from the next one. */
    public boolean isEven() {
        return even;
    }

    /** Returns that distance, in bytes; 0 where there is one pixel. */
    public long pixelStride() {
        return strides.length == 0 ? 0 : strides[strides.length - 1];
    }

    /** Returns the byte offset of the first channel of a pixel. */
    public long of(long image, long pixel) {
        long place = start + image * imageStride;
        long rest = pixel + image * pixelsOfImage;
        if (even) {
            return place + rest * pixelStride();
        }
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            place += rest % sizes[axis] * strides[axis];
            rest /= sizes[axis];
        }
        return place;
    }
}
