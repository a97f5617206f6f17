// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

/** One spatial dimension of a convolution: which position of src a tap of a pixel of dst reads. */
sealed interface SourceAxis {
    /** What {@link #position} returns for a tap that reads no element of src. */
    long NONE = -1;

    /** Returns the size of dst. */
    long dst();

    /** Returns the number of taps. */
    long taps();

    /** Returns the position in src that a tap of a position of dst reads, or {@link #NONE}. */
    long position(long dstPosition, long tap);

    /** A convolution's: the window of the position, tap by tap. */
    record Convolution(long src, long dst, long taps, long stride, long dilation, long padBegin) implements SourceAxis {
        @Override
        public long position(long dstPosition, long tap) {
            long position = dstPosition * stride - padBegin + tap * dilation;
            return position >= 0 && position < src ? position : NONE;
        }
    }

    /** A transposed convolution's: the positions of src whose window has the position at the place of the tap. */
    record Deconvolution(long src, long dst, long taps, long stride, long dilation, long padBegin)
            implements SourceAxis {
        @Override
        public long position(long dstPosition, long tap) {
            long distance = dstPosition + padBegin - tap * dilation;
            long position = distance / stride;
            return distance >= 0 && distance % stride == 0 && position < src ? position : NONE;
        }
    }
}
