// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.lang.foreign.MemorySegment;

/** The state of one inference at a time. Its caller makes sure that one thread at a time is in it. */
public interface Execution {
    /**
     * Binds off-heap memory of the input's size, in the order of the graph's inputs.
     *
     * @param foreign whether its arena may be closed by somebody else, at any moment
     * @throws IllegalArgumentException if this can't protect one more foreign segment during a run
     */
    void bindInput(int index, MemorySegment segment, boolean foreign);

    /** Binds off-heap memory of the output's size, in the order of the graph's outputs, as above. */
    void bindOutput(int index, MemorySegment segment, boolean foreign);

    /** Runs the graph on what is bound. All is bound. Allocates nothing on the heap. */
    void run();

    /** Switches the measurement of every step's time on or off. */
    void setProfiling(boolean enabled);

    /**
     * Returns the time of each step in the last measured run, in nanoseconds.
     *
     * @throws IllegalStateException if no run was measured
     */
    long[] stepNanoseconds();

    /** Frees what this holds. Called once. */
    void release();
}
