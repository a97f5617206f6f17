// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels;

/** What a thread remembers within a part of a step. */
public final class Workspace {
    private final long scratch;
    private final long[] rows;

    /**
     * Makes a workspace.
     *
     * @param scratch place of the scratch memory, in bytes from the start of the activations
     * @param rows the length of the table of rows
     */
    public Workspace(long scratch, int rows) {
        this.scratch = scratch;
        this.rows = new long[rows];
    }

    /** Returns the place of the scratch memory, in bytes from the start of the activations, a multiple of 64. */
    public long scratch() {
        return scratch;
    }

    /**
     * Returns the table of the rows that tiles are computed from. It is an array, because the compiler inlines little more
     * than what a tile's loop needs, and access to an array is much less code than access to a segment.
     */
    public long[] rows() {
        return rows;
    }
}
