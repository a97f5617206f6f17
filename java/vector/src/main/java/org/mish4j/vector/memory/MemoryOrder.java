// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.memory;

/** In which order the elements of a dense tensor lie. */
public enum MemoryOrder {
    /** The last dimension's neighbours side by side. */
    ROW_MAJOR,
    /** Images with the channels of a pixel side by side: [N, spatial..., C] as the operators' [N, C, spatial...]. */
    CHANNELS_LAST;

    private static final int CHANNEL_AXIS = 1;

    /** Returns the strides of a dense tensor, in elements. */
    public long[] strides(long[] dimensions) {
        long[] strides = new long[dimensions.length];
        long stride = 1;
        if (this == CHANNELS_LAST) {
            strides[CHANNEL_AXIS] = 1;
            stride = dimensions[CHANNEL_AXIS];
        }
        for (int axis = dimensions.length - 1; axis >= 0; axis--) {
            if (this == ROW_MAJOR || axis != CHANNEL_AXIS) {
                strides[axis] = stride;
                stride *= dimensions[axis];
            }
        }
        return strides;
    }

    /** Returns the dimension whose neighbours lie side by side. */
    public int innermostAxis(int rank) {
        return this == CHANNELS_LAST ? CHANNEL_AXIS : rank - 1;
    }
}
