// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets one thread at a time into a thing, and closes it once, at the end of a use that is going on. Allocates nothing. */
final class ExclusiveUse {
    private static final int IDLE = 0;
    private static final int IN_USE = 1;
    private static final int CLOSING = 2;
    private static final int CLOSED = 3;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final String description;
    private final Runnable release;

    ExclusiveUse(String description, Runnable release) {
        this.description = description;
        this.release = release;
    }

    /**
     * Begins a use, which {@link #exit} ends.
     *
     * @throws IllegalStateException if another one goes on, or if the thing is closed
     */
    void enter() {
        if (!state.compareAndSet(IDLE, IN_USE)) {
            requireOpen();
            throw new IllegalStateException(description + " is in use by another thread");
        }
    }

    void exit() {
        if (!state.compareAndSet(IN_USE, IDLE)) {
            state.set(CLOSED);
            release.run();
        }
    }

    void close() {
        while (true) {
            if (state.compareAndSet(IDLE, CLOSED)) {
                release.run();
                return;
            }
            if (state.compareAndSet(IN_USE, CLOSING) || state.get() >= CLOSING) {
                return;
            }
        }
    }

    void requireOpen() {
        if (state.get() >= CLOSING) {
            throw new IllegalStateException(description + " is closed");
        }
    }
}
