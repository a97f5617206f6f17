// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.Serial;

/** The native library can't be used here. The text says why, in one sentence. */
public final class NativeLibraryException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    NativeLibraryException(String message) {
        super(message);
    }

    NativeLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
