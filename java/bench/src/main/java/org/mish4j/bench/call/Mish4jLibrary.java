// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import org.mish4j.bench.UnavailableException;
import org.mish4j.internal.ffm.NativeLibraries;

/** Loads the native library of mish4j. */
final class Mish4jLibrary {
    private Mish4jLibrary() {}

    /**
     * Loads it, when it is first called.
     *
     * @throws UnavailableException if it can't be loaded
     */
    static void load() {
        String failure = NativeLibraries.failure();
        if (failure != null) {
            throw new UnavailableException(failure);
        }
    }
}
