// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.mish4j.CompiledModel;
import org.mish4j.InferRequest;
import org.mish4j.cli.text.Progress;

/**
 * Models that run in turns, with the same inputs, so that what disturbs one of them disturbs all.
 *
 * @param <K> what tells them apart
 */
final class Candidates<K> implements AutoCloseable {
    private final Map<K, Candidate> candidates = new LinkedHashMap<>();

    /** Has a model compiled, which is closed with this. */
    void add(K key, Supplier<CompiledModel> compiler) {
        candidates.put(key, Candidate.open(compiler.get()));
    }

    CompiledModel model(K key) {
        return candidate(key).model;
    }

    /** Returns a request that ran. */
    InferRequest request(K key) {
        return candidate(key).request;
    }

    private Candidate candidate(K key) {
        return Objects.requireNonNull(candidates.get(key), "was added");
    }

    /**
     * Runs all.
     *
     * @param counts decided
     * @param activity what the progress is called
     * @param err where progress is written
     */
    Map<K, Latency> run(RunCounts counts, String activity, PrintWriter err) {
        List<Candidate> all = new ArrayList<>(candidates.values());
        long[][] nanoseconds = new long[all.size()][counts.iterations()];
        try (Progress progress = Progress.start(err, activity, counts.iterations())) {
            for (int run = 0; run < counts.warmUp(); run++) {
                all.forEach(candidate -> candidate.request.run());
            }
            for (int iteration = 0; iteration < counts.iterations(); iteration++) {
                for (int index = 0; index < all.size(); index++) {
                    nanoseconds[index][iteration] = all.get(index).measure();
                }
                progress.advance();
            }
        }
        Map<K, Latency> latencies = new LinkedHashMap<>();
        int index = 0;
        for (K key : candidates.keySet()) {
            latencies.put(key, Latency.of(nanoseconds[index++]));
        }
        return latencies;
    }

    @Override
    public void close() {
        candidates.values().forEach(Candidate::close);
    }

    /** A model that takes part. */
    private record Candidate(CompiledModel model, InferRequest request) {
        static Candidate open(CompiledModel model) {
            try {
                InferRequest request = model.createRequest();
                RandomInputs.fill(request);
                return new Candidate(model, request);
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        }

        long measure() {
            long start = System.nanoTime();
            request.run();
            return System.nanoTime() - start;
        }

        void close() {
            request.close();
            model.close();
        }
    }
}
