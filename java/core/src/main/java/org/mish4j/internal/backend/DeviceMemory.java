// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory of a device. It is freed when its last holder gives it back: its tensor, a request that it is bound to, a copy that
 * goes on.
 */
public abstract class DeviceMemory {
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Makes memory that its maker holds. */
    protected DeviceMemory() {}

    /**
     * Takes hold of the memory until {@link #release}.
     *
     * @return false if it is freed
     */
    public final boolean retain() {
        int count = holders.get();
        while (count > 0 && !holders.compareAndSet(count, count + 1)) {
            count = holders.get();
        }
        return count > 0;
    }

    /** Gives the memory back. */
    public final void release() {
        if (holders.decrementAndGet() == 0) {
            free();
        }
    }

    /** Copies an off-heap segment of the memory's size into it. */
    public abstract void write(MemorySegment src);

    /** Copies the memory into an off-heap segment of its size. */
    public abstract void read(MemorySegment dst);

    /** Frees the memory; called once. */
    protected abstract void free();
}
