// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.mish4j.MishException;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.plan.Plan;
import org.mish4j.vector.threads.WorkerPool;

/**
 * A plan with its packed weights and its threads. One arena holds all memory, that of requests too: what a request gives
 * back is kept for the next one, so that no arena is opened or closed for a request. The arena is closed and the threads
 * end when this and all of its executions are released.
 */
final class VectorExecutable implements Executable {
    private static final long ALIGNMENT = 64;

    private final Plan plan;
    private final Arena arena = Arena.ofShared();
    private final WorkerPool pool;
    private final MemorySegment constants;
    private final Deque<MemorySegment> unusedActivations = new ArrayDeque<>();
    private int holders = 1;

    VectorExecutable(Plan plan) {
        this.plan = plan;
        try {
            this.constants = plan.constants().write(arena);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw outOfMemory("weights", plan.constants().byteSize());
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
        try {
            this.pool = new WorkerPool(plan.threads() - 1);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new MishException(
                    MishException.Status.OUT_OF_MEMORY,
                    "the system refuses to start %d threads".formatted(plan.threads() - 1));
        }
    }

    private static MishException outOfMemory(String what, long bytes) {
        return new MishException(
                MishException.Status.OUT_OF_MEMORY,
                "there is no memory for the %d bytes of the %s".formatted(bytes, what));
    }

    Plan plan() {
        return plan;
    }

    WorkerPool pool() {
        return pool;
    }

    @Override
    public List<PlanStep> steps() {
        return plan.steps();
    }

    @Override
    public ModelMemory memory() {
        return plan.memory();
    }

    @Override
    public int threads() {
        return plan.threads();
    }

    @Override
    public synchronized Execution newExecution() {
        MemorySegment activations = unusedActivations.poll();
        if (activations == null) {
            try {
                activations = arena.allocate(plan.activationBytes(), ALIGNMENT);
            } catch (OutOfMemoryError e) {
                throw outOfMemory("activations", plan.activationBytes());
            }
        }
        Execution execution = new VectorExecution(this, new Memory(activations, constants));
        holders++;
        return execution;
    }

    synchronized void giveBack(MemorySegment activations) {
        unusedActivations.push(activations);
        release();
    }

    @Override
    public synchronized void release() {
        holders--;
        if (holders == 0) {
            pool.close();
            arena.close();
        }
    }
}
