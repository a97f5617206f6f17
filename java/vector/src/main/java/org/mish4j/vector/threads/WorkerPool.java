// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.threads;

import java.util.Arrays;

/**
 * Threads that help callers with the parts of their steps. Each caller works on its own step too, so that a step is done
 * even where all helpers are busy with those of others. A helper without work spins for some microseconds, since steps
 * follow each other closely, and then sleeps: it does not take a processor away from others for long.
 */
public final class WorkerPool implements AutoCloseable {
    private static final SharedStep[] NONE = {};

    private final Worker[] workers;
    private volatile SharedStep[] steps = NONE;
    private volatile boolean closed;

    /**
     * Starts a number of daemon threads, possibly none.
     *
     * @throws OutOfMemoryError if the system refuses one; those that have started end
     */
    public WorkerPool(int size) {
        workers = new Worker[size];
        for (int index = 0; index < size; index++) {
            workers[index] = new Worker(this, index + 1);
        }
        try {
            for (Worker worker : workers) {
                worker.start();
            }
        } catch (OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    /** Lets the threads look for parts of a caller's steps from now on. */
    public synchronized void add(SharedStep step) {
        SharedStep[] more = Arrays.copyOf(steps, steps.length + 1);
        more[steps.length] = step;
        steps = more;
    }

    /** Lets no thread look for parts of a caller's steps any more. The caller runs none. */
    public synchronized void remove(SharedStep step) {
        steps = Arrays.stream(steps).filter(other -> other != step).toArray(SharedStep[]::new);
    }

    SharedStep[] steps() {
        return steps;
    }

    boolean isClosed() {
        return closed;
    }

    int size() {
        return workers.length;
    }

    void wake() {
        for (Worker worker : workers) {
            worker.wake();
        }
    }

    /** Ends the threads. No caller runs a step any more. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}
