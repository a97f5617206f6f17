// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The devices' memory that is bound to a request, which holds it. Its caller makes sure that one thread at a time is in it. */
public final class BoundMemory {
    private final Map<Integer, DeviceMemory> held = new HashMap<>();

    /** Makes one of a request to which none is bound. */
    public BoundMemory() {}

    /**
     * Takes over memory that the caller held, and gives back what was bound there before.
     *
     * @param binding the number of an input or output
     * @param memory null where the caller's own memory is bound
     */
    public void set(int binding, @Nullable DeviceMemory memory) {
        DeviceMemory before = memory == null ? held.remove(binding) : held.put(binding, memory);
        if (before != null) {
            before.release();
        }
    }

    /** Gives all of it back. */
    public void release() {
        held.values().forEach(DeviceMemory::release);
        held.clear();
    }
}
