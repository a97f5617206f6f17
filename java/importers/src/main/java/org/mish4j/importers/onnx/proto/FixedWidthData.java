// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The bytes of a repeated field whose elements have a fixed width. A single packed block, which is the common case, is
 * not copied.
 */
final class FixedWidthData {
    private MemorySegment bytes = MemorySegment.NULL;
    private byte[] joined = new byte[0];
    private int joinedSize;

    void append(MemorySegment block) {
        if (bytes.byteSize() == 0) {
            bytes = block;
            return;
        }
        if (joinedSize == 0) {
            join(bytes);
        }
        join(block);
        bytes = MemorySegment.ofArray(joined).asSlice(0, joinedSize);
    }

    MemorySegment bytes() {
        return bytes;
    }

    private void join(MemorySegment block) {
        int size = (int) block.byteSize();
        int needed = Math.addExact(joinedSize, size);
        if (needed > joined.length) {
            joined = Arrays.copyOf(joined, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * joined.length)));
        }
        MemorySegment.copy(block, 0, MemorySegment.ofArray(joined), joinedSize, size);
        joinedSize = needed;
    }
}
