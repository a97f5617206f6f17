// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.io.Serial;
import org.mish4j.bench.UnavailableException;

/** A contestant can't be used on this machine, or can't run a network. */
public final class ContestantException extends UnavailableException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception with a sentence that names the contestant and says why. */
    public ContestantException(String message) {
        super(message);
    }

    /** Makes an exception for an error of a contestant's library. */
    ContestantException(String contestant, String action, Throwable cause) {
        super("%s can't %s: %s".formatted(contestant, action, text(cause)), cause);
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.strip();
    }
}
