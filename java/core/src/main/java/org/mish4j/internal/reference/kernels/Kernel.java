// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;

/**
 * Computes an operator for fixed shapes. Tensors are dense, row-major and of type F32. A kernel may hold scratch
 * memory, so one thread at a time runs it.
 */
@FunctionalInterface
public interface Kernel {
    /**
     * Writes the result. Allocates nothing on the heap.
     *
     * @param inputs the operator's inputs; none overlaps with the result
     */
    void run(MemorySegment[] inputs, MemorySegment result);
}
