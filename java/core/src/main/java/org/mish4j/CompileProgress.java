// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** A listener for the progress of a compilation. */
@FunctionalInterface
public interface CompileProgress {
    /**
     * Called by the thread that compiles, before each part that may take long. An exception of this method ends the
     * compilation, which throws it.
     *
     * @param done how many parts are finished
     * @param total how many there are in all
     * @param what the part that comes next; empty when all are finished
     */
    void report(int done, int total, String what);
}
