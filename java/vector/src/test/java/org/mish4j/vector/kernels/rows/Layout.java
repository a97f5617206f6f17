// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.MemoryOrder;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** How the elements of a test's tensor lie in memory. */
enum Layout {
    ROW_MAJOR,
    CHANNELS_LAST,
    /** Channels last, some of the channels of a tensor that has more. */
    SOME_CHANNELS,
    /** Every other element of a row-major tensor. */
    SPREAD;

    private static final int CHANNEL_AXIS = 1;
    private static final long OTHER_CHANNELS = 5;
    private static final long CHANNELS_BEFORE = 3;

    /** Returns the view of a tensor at a place, in bytes. */
    View at(Space space, long byteOffset, long[] dimensions) {
        long[] whole = dimensions.clone();
        if (this == SOME_CHANNELS && hasChannels(dimensions)) {
            whole[CHANNEL_AXIS] += OTHER_CHANNELS;
        }
        long[] strides = order(dimensions).strides(whole);
        if (this == SPREAD) {
            for (int axis = 0; axis < strides.length; axis++) {
                strides[axis] *= 2;
            }
        }
        long first = this == SOME_CHANNELS ? CHANNELS_BEFORE : 0;
        return new View(Block.at(space, byteOffset, bytes(dimensions)), first, dimensions, strides);
    }

    /** Returns how many bytes a tensor takes, with what lies between its elements. */
    long bytes(long[] dimensions) {
        long elements = 2;
        for (int axis = 0; axis < dimensions.length; axis++) {
            elements *= dimensions[axis] + (axis == CHANNEL_AXIS ? OTHER_CHANNELS : 0);
        }
        return (elements + CHANNELS_BEFORE) * Float.BYTES;
    }

    private MemoryOrder order(long[] dimensions) {
        return this == ROW_MAJOR || this == SPREAD || !hasChannels(dimensions)
                ? MemoryOrder.ROW_MAJOR
                : MemoryOrder.CHANNELS_LAST;
    }

    private static boolean hasChannels(long[] dimensions) {
        return dimensions.length > CHANNEL_AXIS;
    }
}
