// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

/** The calls as they were made before there was a Foreign Function &amp; Memory API. */
final class JniCalls {
    static {
        BenchLibrary.load();
    }

    private JniCalls() {}

    /** Calls a function that does nothing. */
    static native void empty();

    /**
     * Calls {@code int32_t function(void*)} and returns its result.
     *
     * @param function its address
     */
    static native int callWithPointer(long function, long pointer);

    /**
     * Calls {@code int32_t function(long long)} and returns its result.
     *
     * @param function its address
     */
    static native int callWithNumber(long function, long number);
}
