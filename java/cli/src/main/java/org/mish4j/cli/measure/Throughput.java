// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.mish4j.CompiledModel;
import org.mish4j.InferRequest;
import org.mish4j.cli.text.Progress;

/**
 * What requests of one model reach that run side by side, each in a thread of its own.
 *
 * @param latency of all runs of all requests
 * @param meanNanoseconds their mean
 * @param inferencesPerSecond all runs over the time from the first one's start to the last one's end
 */
public record Throughput(Latency latency, double meanNanoseconds, double inferencesPerSecond) {
    /** A request's runs. */
    private static final class Worker {
        private final InferRequest request;
        private final long[] nanoseconds;
        private long end;

        Worker(InferRequest request, int iterations) {
            this.request = request;
            this.nanoseconds = new long[iterations];
        }

        void warmUp(int count) {
            for (int run = 0; run < count; run++) {
                request.run();
            }
        }

        void measure(Runnable afterEach) {
            for (int run = 0; run < nanoseconds.length; run++) {
                long start = System.nanoTime();
                request.run();
                nanoseconds[run] = System.nanoTime() - start;
                afterEach.run();
            }
            end = System.nanoTime();
        }
    }

    /**
     * Measures.
     *
     * @param requests how many run side by side
     * @param counts decided
     * @param err where progress is written
     */
    public static Throughput measure(CompiledModel model, int requests, RunCounts counts, PrintWriter err) {
        List<InferRequest> open = new ArrayList<>();
        try (Progress progress =
                Progress.start(err, "measuring " + model.device().name(), counts.iterations())) {
            List<Worker> workers = new ArrayList<>();
            for (int index = 0; index < requests; index++) {
                InferRequest request = model.createRequest();
                open.add(request);
                RandomInputs.fill(request);
                workers.add(new Worker(request, counts.iterations()));
            }
            long start = runAll(workers, counts.warmUp(), progress);
            return of(workers, start);
        } finally {
            open.forEach(InferRequest::close);
        }
    }

    /** Runs the first worker in this thread and every other one in another; returns when they started. */
    private static long runAll(List<Worker> workers, int warmUp, Progress progress) {
        CountDownLatch warm = new CountDownLatch(workers.size() - 1);
        CountDownLatch started = new CountDownLatch(1);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : workers.subList(1, workers.size())) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    worker.warmUp(warmUp);
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                } finally {
                    warm.countDown();
                }
                try {
                    started.await();
                    worker.measure(() -> {});
                } catch (InterruptedException | RuntimeException | Error e) {
                    failures.add(e);
                }
            }));
        }
        Worker first = workers.getFirst();
        long start = System.nanoTime();
        try {
            first.warmUp(warmUp);
            await(warm);
            start = System.nanoTime();
            started.countDown();
            first.measure(progress::advance);
        } finally {
            started.countDown();
            threads.forEach(Throughput::join);
        }
        if (!failures.isEmpty()) {
            Throwable cause = failures.getFirst();
            throw new IllegalStateException("a request failed: " + cause.getMessage(), cause);
        }
        return start;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the measurement was interrupted", e);
    }

    private static Throughput of(List<Worker> workers, long start) {
        long[] all = workers.stream()
                .flatMapToLong(worker -> Arrays.stream(worker.nanoseconds))
                .toArray();
        long end = workers.stream().mapToLong(worker -> worker.end).max().orElseThrow();
        double mean = Arrays.stream(all).average().orElseThrow();
        return new Throughput(Latency.of(all), mean, all.length * 1e9 / Math.max(1, end - start));
    }
}
