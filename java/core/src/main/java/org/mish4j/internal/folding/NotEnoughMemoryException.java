// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.folding;

/** Thrown, before anything is allocated, where what is to be computed before an inference needs more memory than there is. */
public final class NotEnoughMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotEnoughMemoryException(String message) {
        super(message);
    }
}
