// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

/**
 * What a candidate computes. Made and closed outside of what is measured. In every fork there is one kind alone, so that its
 * call is as good as a direct one.
 */
public interface Computation extends AutoCloseable {
    /** Computes once: what is measured. */
    void run();

    /** Returns a copy of what the last run has computed. */
    float[] output();

    @Override
    void close();
}
