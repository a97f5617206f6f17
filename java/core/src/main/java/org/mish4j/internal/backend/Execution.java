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

    /** Binds memory of the device, which the caller holds until other memory is bound, or until this is released. */
    default void bindInput(int index, DeviceMemory memory) {
        bindInput(index, ((HostMemory) memory).segment(), false);
    }

    /** Binds memory of the device to an output, as above. */
    default void bindOutput(int index, DeviceMemory memory) {
        bindOutput(index, ((HostMemory) memory).segment(), false);
    }

    /** Runs the graph on what is bound. All is bound. Allocates nothing on the heap. */
    void run();

    /**
     * Tells whether a run can be done in two halves, {@link #start} and {@link #await}; bound segments are then used within
     * these calls only. Nothing but {@link #release}, which waits, is called between the two.
     */
    default boolean isAsynchronous() {
        return false;
    }

    /** Puts a run in motion. When it throws, nothing is in motion. */
    default void start() {
        throw new UnsupportedOperationException("this can only be run");
    }

    /** Waits for the run that is in motion. Afterwards, whether it throws or not, nothing is. */
    default void await() {
        throw new UnsupportedOperationException("this can only be run");
    }

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
