// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time into a thing, and closes it once, at the end of a use that is going on. A use may leave the thing
 * with something started, after which only the use that awaits it is let in. Allocates nothing.
 */
final class ExclusiveUse {
    private static final int IDLE = 0;
    private static final int STARTED = 1;
    private static final int IN_USE = 2;
    private static final int CLOSING = 3;
    private static final int CLOSED = 4;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final String description;
    private final Runnable release;

    ExclusiveUse(String description, Runnable release) {
        this.description = description;
        this.release = release;
    }

    /**
     * Begins a use, which {@link #exit} or {@link #exitStarted} ends.
     *
     * @throws IllegalStateException if another one goes on, if something is started, or if the thing is closed
     */
    void enter() {
        if (!state.compareAndSet(IDLE, IN_USE)) {
            requireOpen();
            throw new IllegalStateException(
                    description + (isStarted() ? " was started and not yet awaited" : " is in use by another thread"));
        }
    }

    /**
     * Begins the use that awaits what is started, which {@link #exit} ends.
     *
     * @throws IllegalStateException if nothing is started, if another use goes on, or if the thing is closed
     */
    void enterStarted() {
        if (!state.compareAndSet(STARTED, IN_USE)) {
            requireOpen();
            throw new IllegalStateException(
                    description + (state.get() == IN_USE ? " is in use by another thread" : " was not started"));
        }
    }

    void exit() {
        exitTo(IDLE);
    }

    void exitStarted() {
        exitTo(STARTED);
    }

    private void exitTo(int next) {
        if (!state.compareAndSet(IN_USE, next)) {
            state.set(CLOSED);
            release.run();
        }
    }

    void close() {
        while (true) {
            if (state.compareAndSet(IDLE, CLOSED) || state.compareAndSet(STARTED, CLOSED)) {
                release.run();
                return;
            }
            if (state.compareAndSet(IN_USE, CLOSING) || state.get() >= CLOSING) {
                return;
            }
        }
    }

    boolean isStarted() {
        return state.get() == STARTED;
    }

    void requireOpen() {
        if (state.get() >= CLOSING) {
            throw new IllegalStateException(description + " is closed");
        }
    }
}
