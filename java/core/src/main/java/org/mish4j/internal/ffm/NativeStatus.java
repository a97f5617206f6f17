// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.MishException;
import org.mish4j.bindings.mish4j_h;

/** The one place where a native status becomes an exception, and where native texts become strings. */
final class NativeStatus {
    private static final int FIRST_CAPACITY = 512;

    private NativeStatus() {}

    /** A native function that gives a text: see mish4j.h on texts. */
    @FunctionalInterface
    interface TextFunction {
        int get(MemorySegment buffer, long capacity, MemorySegment length);
    }

    /**
     * Returns if a status is MISH4J_OK.
     *
     * @throws MishException with the calling thread's last native error, if it is not
     */
    static void check(int status) {
        if (status != mish4j_h.MISH4J_OK()) {
            throw failure(status);
        }
    }

    /** Returns the text that a native function gives. */
    static String text(TextFunction function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment buffer = arena.allocate(FIRST_CAPACITY);
            check(function.get(buffer, buffer.byteSize(), length));
            long needed = length.get(ValueLayout.JAVA_LONG, 0) + 1;
            if (needed > buffer.byteSize()) {
                buffer = arena.allocate(needed);
                check(function.get(buffer, needed, length));
            }
            return buffer.getString(0);
        }
    }

    private static MishException failure(int status) {
        return new MishException(toStatus(status), lastError());
    }

    private static String lastError() {
        try (Arena arena = Arena.ofConfined()) {
            long capacity = 4096;
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment buffer = arena.allocate(capacity);
            int status = mish4j_h.mish4j_get_last_error(buffer, capacity, length);
            return status == mish4j_h.MISH4J_OK() ? buffer.getString(0) : "status " + status;
        }
    }

    private static MishException.Status toStatus(int status) {
        MishException.Status[] statuses = MishException.Status.values();
        // The constants of the enum stand in the order of mish4j.h's, which begin with MISH4J_OK.
        return status >= 1 && status <= statuses.length ? statuses[status - 1] : MishException.Status.INTERNAL_ERROR;
    }
}
