// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels;

import org.mish4j.vector.memory.Memory;

/**
 * Computes a step. Its work is cut into parts, which several threads take in any order. Immutable, shared by all requests:
 * what it needs to remember within a part is in a workspace.
 */
public interface Kernel {
    /** Returns the name that a plan shows. */
    String name();

    /** Returns the number of parts, at least 1. */
    int parts();

    /** Returns the scratch memory that a thread needs, in bytes. */
    default long scratchBytes() {
        return 0;
    }

    /** Returns the length of the table of rows that a thread needs. */
    default int tableLength() {
        return 0;
    }

    /**
     * Computes a part. Allocates nothing on the heap. No part writes what another one reads or writes.
     *
     * @param workspace the thread's own
     */
    void run(Memory memory, Workspace workspace, int part);
}
