// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.memory;

import java.lang.foreign.MemorySegment;

/**
 * What kernels read and write during one inference.
 *
 * @param activations starts with zeros, which nobody writes
 * @param constants read-only
 */
public record Memory(MemorySegment activations, MemorySegment constants) {
    /** Returns the memory of a space. */
    public MemorySegment of(Space space) {
        return space == Space.ACTIVATIONS ? activations : constants;
    }
}
