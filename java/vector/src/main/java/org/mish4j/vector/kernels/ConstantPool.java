// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what a model's constants and packed weights are, and then writes all of them side by side. */
public final class ConstantPool {
    private static final long ALIGNMENT = 64;

    private record Entry(long offset, long bytes, Consumer<MemorySegment> initializer) {}

    private final List<Entry> entries = new ArrayList<>();
    private long size;

    /** Makes an empty pool. */
    public ConstantPool() {}

    /**
     * Reserves memory.
     *
     * @param initializer fills it later, zeros at first
     * @return its place, in bytes from the start of the constants, a multiple of {@value #ALIGNMENT}
     */
    public long add(long bytes, Consumer<MemorySegment> initializer) {
        long offset = size;
        entries.add(new Entry(offset, bytes, initializer));
        size = Math.ceilDiv(offset + bytes, ALIGNMENT) * ALIGNMENT;
        return offset;
    }

    /** Returns the number of bytes that are reserved. */
    public long byteSize() {
        return size;
    }

    /**
     * Allocates and fills the memory.
     *
     * @return read-only
     */
    public MemorySegment write(Arena arena) {
        MemorySegment segment = arena.allocate(size, ALIGNMENT);
        for (Entry entry : entries) {
            entry.initializer().accept(segment.asSlice(entry.offset(), entry.bytes()));
        }
        return segment.asReadOnly();
    }
}
