// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Memory;

class SharedStepTest {
    private static final Memory MEMORY = new Memory(MemorySegment.NULL, MemorySegment.NULL);
    private static final long SCRATCH_BYTES = 64;

    private record Parts(int parts, IntConsumer action) implements Kernel {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public void run(Memory memory, Workspace workspace, int part) {
            action.accept(part);
        }
    }

    private static SharedStep stepOf(WorkerPool pool) {
        SharedStep step = new SharedStep(pool, MEMORY, 0, SCRATCH_BYTES, 0);
        pool.add(step);
        return step;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 7", "1, 1", "1, 2", "3, 8", "3, 1000", "5, 0"})
    void everyPartOfEveryStepRunsOnce(int workers, int parts) {
        try (WorkerPool pool = new WorkerPool(workers)) {
            SharedStep step = stepOf(pool);
            for (int round = 0; round < 200; round++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(parts);

                step.run(new Parts(parts, runs::incrementAndGet));

                for (int part = 0; part < parts; part++) {
                    assertThat(runs.get(part))
                            .as("part %d in round %d", part, round)
                            .isEqualTo(1);
                }
            }
        }
    }

    @Test
    void severalCallersShareTheWorkers() throws InterruptedException {
        try (WorkerPool pool = new WorkerPool(2)) {
            List<Thread> callers = new ArrayList<>();
            AtomicInteger runs = new AtomicInteger();
            for (int caller = 0; caller < 4; caller++) {
                SharedStep step = stepOf(pool);
                callers.add(Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 500; round++) {
                        step.run(new Parts(5, part -> runs.incrementAndGet()));
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(runs).hasValue(4 * 500 * 5);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "3"})
    void aFailureReachesTheCallerAndTheNextStepRuns(int workers) {
        try (WorkerPool pool = new WorkerPool(workers)) {
            SharedStep step = stepOf(pool);
            for (int round = 0; round < 50; round++) {
                assertThatThrownBy(() -> step.run(new Parts(20, part -> {
                            if (part == 13) {
                                throw new IllegalStateException("part 13");
                            }
                        })))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("part 13");
                AtomicInteger runs = new AtomicInteger();
                step.run(new Parts(20, part -> runs.incrementAndGet()));
                assertThat(runs).hasValue(20);
            }
        }
    }

    @Test
    void aStepThatWasRemovedRunsOnItsCallerAlone() {
        try (WorkerPool pool = new WorkerPool(2)) {
            SharedStep step = stepOf(pool);
            pool.remove(step);
            Thread caller = Thread.currentThread();
            AtomicInteger others = new AtomicInteger();
            step.run(new Parts(100, part -> {
                if (Thread.currentThread() != caller) {
                    others.incrementAndGet();
                }
            }));
            assertThat(others).hasValue(0);
        }
    }
}
