// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** Told how a compilation gets on. */
@FunctionalInterface
public interface CompileProgress {
    /**
     * Called by the thread that compiles, before each part that may take long. What this throws ends the compilation, and is
     * thrown by it.
     *
     * @param done how many parts are finished
     * @param total how many there are in all
     * @param what the part that follows; empty when all are finished
     */
    void report(int done, int total, String what);
}
