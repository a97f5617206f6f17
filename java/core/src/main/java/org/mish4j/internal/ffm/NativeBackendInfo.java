// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.bindings.mish4j_h;

/**
 * A backend that the native library knows of.
 *
 * @param name {@code onednn}
 * @param reason why it can't be used; empty if it can
 * @param library the file that it was loaded from
 * @param version of the library that it drives
 */
record NativeBackendInfo(String name, String reason, String library, String version) {
    /**
     * Returns what is known of a backend, which is loaded for it, and no other.
     *
     * @param name one that the native library knows
     */
    static NativeBackendInfo of(String name) {
        for (int index = 0; index < count(); index++) {
            if (text(index, mish4j_h.MISH4J_BACKEND_NAME()).equals(name)) {
                return new NativeBackendInfo(
                        name,
                        text(index, mish4j_h.MISH4J_BACKEND_REASON()),
                        text(index, mish4j_h.MISH4J_BACKEND_LIBRARY()),
                        text(index, mish4j_h.MISH4J_BACKEND_VERSION()));
            }
        }
        throw new IllegalArgumentException("the native library knows no backend '%s'".formatted(name));
    }

    private static int count() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            NativeStatus.check(mish4j_h.mish4j_get_backend_count(count));
            return count.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private static String text(int index, int key) {
        return NativeStatus.text(
                (buffer, capacity, length) -> mish4j_h.mish4j_get_backend_text(index, key, buffer, capacity, length));
    }
}
