// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.lang.foreign.MemorySegment;

/** Texts that native code gives to a callback. */
public final class NativeText {
    private NativeText() {}

    /** Returns a text that ends with a zero byte, in UTF-8. */
    public static String read(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
