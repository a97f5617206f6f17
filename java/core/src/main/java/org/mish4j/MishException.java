// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.io.Serial;

/** The native layer refused or failed. The text is the native one. */
public class MishException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The status that the native layer reports, numbered as in mish4j.h. */
    public enum Status {
        /** An argument is out of range or does not fit the others. */
        INVALID_ARGUMENT,
        /** A handle was closed, or was never given. */
        INVALID_HANDLE,
        /** The call is right, but not now. */
        INVALID_STATE,
        /** Another thread is inside the same request. */
        BUSY,
        /** The device can't do that. */
        UNSUPPORTED,
        /** There is no such device, or its library can't be loaded. */
        NOT_FOUND,
        /** There is not enough memory. */
        OUT_OF_MEMORY,
        /** The library behind a backend reported an error. */
        BACKEND_FAILURE,
        /** A defect of mish4j. */
        INTERNAL_ERROR,
        /** What reports progress gave up. */
        CANCELLED
    }

    private final Status status;

    /** Makes an exception of a status and a text. */
    public MishException(Status status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the status. */
    public Status status() {
        return status;
    }
}
