// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Memory;

/**
 * The step that a caller is at, whose parts the threads of a pool may take. One caller at a time. Allocates nothing.
 *
 * <p>The number of parts that nobody has taken yet is in the lower half of {@code tickets}; the upper half counts the
 * steps, so that a thread that saw an earlier step can't take a part of this one by mistake. The kernel stays the same for
 * as long as a part of it is taken and not finished.
 */
public final class SharedStep {
    private static final int SPINS_BEFORE_SLEEP = 2_000;
    private static final long NEXT_STEP = 1L << Integer.SIZE;

    private final WorkerPool pool;
    private final Memory memory;
    private final Workspace[] workspaces;
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private @Nullable Kernel kernel;
    private volatile @Nullable Thread waiting;

    /**
     * Makes the place for a caller's steps.
     *
     * @param scratch where the scratch memory of the first thread begins, in bytes
     * @param scratchBytes how far that of the next thread is from there
     * @param tableLength of each thread's table of rows
     */
    public SharedStep(WorkerPool pool, Memory memory, long scratch, long scratchBytes, int tableLength) {
        this.pool = pool;
        this.memory = memory;
        this.workspaces = new Workspace[1 + pool.size()];
        for (int thread = 0; thread < workspaces.length; thread++) {
            workspaces[thread] = new Workspace(scratch + thread * scratchBytes, tableLength);
        }
    }

    /** Computes all parts of a kernel, and returns when they are finished. */
    public void run(Kernel next) {
        int parts = next.parts();
        if (parts == 1 || pool.size() == 0) {
            for (int part = 0; part < parts; part++) {
                next.run(memory, workspaces[0], part);
            }
            return;
        }
        kernel = next;
        unfinished.set(parts);
        tickets.set((tickets.get() & -NEXT_STEP) + NEXT_STEP + parts);
        pool.wake();
        help(0);
        awaitOthers();
        rethrow();
    }

    /** Takes parts until there are none left, and tells whether there was one. */
    boolean help(int thread) {
        boolean helped = false;
        while (true) {
            long ticket = tickets.get();
            int left = (int) ticket;
            if (left == 0) {
                return helped;
            }
            if (tickets.compareAndSet(ticket, ticket - 1)) {
                runPart(thread, left - 1);
                helped = true;
            }
        }
    }

    @SuppressWarnings("NullAway") // a step with parts left has a kernel
    private void runPart(int thread, int part) {
        try {
            if (failure.get() == null) {
                kernel.run(memory, workspaces[thread], part);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
        if (unfinished.decrementAndGet() == 0 && thread != 0) {
            LockSupport.unpark(waiting);
        }
    }

    private void awaitOthers() {
        for (int spins = 0; unfinished.get() > 0; spins++) {
            if (spins < SPINS_BEFORE_SLEEP) {
                Thread.onSpinWait();
            } else {
                waiting = Thread.currentThread();
                while (unfinished.get() > 0) {
                    LockSupport.park(this);
                }
                waiting = null;
            }
        }
    }

    private void rethrow() {
        switch (failure.getAndSet(null)) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
    }
}
