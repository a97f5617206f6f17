// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.Arrays;

/** A growing list of integers. */
public final class LongList {
    private long[] values = new long[4];
    private int size;

    LongList() {}

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Returns the number of integers. */
    public int size() {
        return size;
    }

    /** Returns an integer. */
    public long get(int index) {
        return values[index];
    }

    /** Returns a copy of all of them. */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
