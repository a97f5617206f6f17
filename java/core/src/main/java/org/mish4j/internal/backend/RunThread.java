// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import org.jspecify.annotations.Nullable;
import org.mish4j.MishException;

/**
 * Runs an execution while its caller does something else, for devices that can't do that themselves: on a thread of its own,
 * which is made at the first start and waits in between. One run at a time. Start and await allocate nothing on the heap
 * once the thread is there.
 */
public final class RunThread {
    private final Execution execution;
    private final String name;

    // All guarded by this.
    private @Nullable Thread thread;

    @SuppressWarnings("UnusedVariable") // never read: it is there to be reachable from the thread
    private @Nullable Object owner;

    private @Nullable Throwable failure;
    private boolean wanted;
    private boolean ended;

    /**
     * Makes no thread yet.
     *
     * @param name of the thread
     */
    public RunThread(Execution execution, String name) {
        this.execution = execution;
        this.name = name;
    }

    /**
     * Begins a run.
     *
     * @param newOwner kept reachable until the run's end, with the memory that is bound
     * @throws MishException if the system refuses to start a thread
     */
    public synchronized void start(Object newOwner) {
        if (thread == null) {
            thread = newThread();
        }
        owner = newOwner;
        wanted = true;
        notifyAll();
    }

    private Thread newThread() {
        Thread made = new Thread(this::work, name);
        made.setDaemon(true);
        try {
            made.start();
        } catch (OutOfMemoryError _) {
            throw new MishException(
                    MishException.Status.OUT_OF_MEMORY, "the system refuses to start the thread '%s'".formatted(name));
        }
        return made;
    }

    /** Waits for the end of the run, and throws what it threw. */
    public synchronized void await() {
        waitWhileWanted();
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /** Waits for the end of a run that is in motion, and ends the thread. */
    public synchronized void release() {
        waitWhileWanted();
        ended = true;
        notifyAll();
    }

    /** An interrupt waits too: a run can't be interrupted on other devices either. */
    private synchronized void waitWhileWanted() {
        boolean interrupted = false;
        while (wanted) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (isWantedAgain()) {
            Throwable thrown = null;
            try {
                execution.run();
            } catch (Throwable e) {
                thrown = e;
            }
            finish(thrown);
        }
    }

    private synchronized boolean isWantedAgain() {
        while (!wanted && !ended) {
            try {
                wait();
            } catch (InterruptedException _) {
                // Nobody has a reason to interrupt it.
            }
        }
        return wanted;
    }

    private synchronized void finish(@Nullable Throwable thrown) {
        owner = null;
        failure = thrown;
        wanted = false;
        notifyAll();
    }
}
