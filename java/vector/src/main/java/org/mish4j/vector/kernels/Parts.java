// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels;

/** How many parts to cut a kernel's work into, and where each begins. */
public final class Parts {
    /** As many as several threads can share evenly, although some are slower than others. */
    public static final int PER_THREAD = 4;

    private Parts() {}

    /**
     * Returns the number of parts: one for each {@code least} units of work, but no more than the threads need.
     *
     * @param least the units of work that are worth a thread's attention, at least 1
     */
    public static int count(long units, long least, int threads) {
        return Math.clamp(units / least, 1, threads == 1 ? 1 : threads * PER_THREAD);
    }

    /** Returns the first unit of a part; that of the part after the last is the number of units. */
    public static long begin(long units, int parts, int part) {
        return units / parts * part + units % parts * part / parts;
    }
}
