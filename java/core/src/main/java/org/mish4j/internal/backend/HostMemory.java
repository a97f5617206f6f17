// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory of the devices that are Java themselves: off the heap. */
public final class HostMemory extends DeviceMemory {
    private static final long ALIGNMENT = 64;

    private final Arena arena;
    private final MemorySegment segment;

    /**
     * Allocates memory of zeros.
     *
     * @throws OutOfMemoryError if there is not enough
     */
    public HostMemory(long bytes) {
        this.arena = Arena.ofShared();
        try {
            this.segment = arena.allocate(bytes, ALIGNMENT);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** Returns the memory, for as long as it is held. */
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public void write(MemorySegment src) {
        segment.copyFrom(src);
    }

    @Override
    public void read(MemorySegment dst) {
        dst.copyFrom(segment);
    }

    @Override
    protected void free() {
        arena.close();
    }
}
