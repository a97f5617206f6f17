// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.threads;

import java.util.concurrent.locks.LockSupport;

/** A thread of a {@link WorkerPool}. */
final class Worker implements Runnable {
    private static final int SPINS_BEFORE_SLEEP = 2_000;

    private final WorkerPool pool;
    private final int number;
    private final Thread thread;
    private volatile boolean sleeping;

    /**
     * Makes a thread.
     *
     * @param number tells its scratch memory from that of others; that of callers is 0
     */
    Worker(WorkerPool pool, int number) {
        this.pool = pool;
        this.number = number;
        this.thread =
                Thread.ofPlatform().daemon().name("mish4j-worker-" + number).unstarted(this);
    }

    void start() {
        thread.start();
    }

    void wake() {
        if (sleeping) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        int spins = 0;
        while (!pool.isClosed()) {
            if (help()) {
                spins = 0;
            } else if (spins < SPINS_BEFORE_SLEEP) {
                spins++;
                Thread.onSpinWait();
            } else {
                sleep();
                spins = 0;
            }
        }
    }

    private boolean help() {
        boolean helped = false;
        for (SharedStep step : pool.steps()) {
            helped |= step.help(number);
        }
        return helped;
    }

    /** Sleeps, unless a step came between the last look and the moment from which this thread is woken for one. */
    private void sleep() {
        sleeping = true;
        if (!help() && !pool.isClosed()) {
            LockSupport.park(this);
        }
        sleeping = false;
    }
}
