// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.mish4j.MishException;
import org.mish4j.bindings.NativeLibrary;
import org.mish4j.bindings.NativeLibraryException;

/** Loads the native library once, when it is first needed, and remembers why it could not be. */
public final class NativeLibraries {
    private static final System.Logger LOGGER = System.getLogger(NativeLibraries.class.getName());

    private NativeLibraries() {}

    private static final class Holder {
        private static final @Nullable String FAILURE = load();

        private static @Nullable String load() {
            try {
                NativeLibrary.load();
                NativeSettings.apply();
                return null;
            } catch (NativeLibraryException | MishException e) {
                LOGGER.log(Level.INFO, "the native devices are not available: " + e.getMessage());
                return e.getMessage();
            }
        }
    }

    /** Returns why the native library could not be loaded, in one sentence; null if it is loaded. */
    public static @Nullable String failure() {
        return Holder.FAILURE;
    }
}
