// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mish4j.Algorithm;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.PlanStep;

/**
 * One network with several algorithms for its convolutions: what each gains, and how far its results are from the direct
 * one's.
 *
 * @param results by the algorithms; {@link #BASELINE} is among them
 */
public record AlgorithmComparison(Map<Algorithm, Result> results) implements Comparison {
    /** The algorithm that the others are compared with. */
    public static final Algorithm BASELINE = Algorithm.DIRECT;

    /**
     * What was measured of a model.
     *
     * @param steps its plan
     * @param weightBytes the memory of its weights
     * @param difference the largest difference from the baseline's outputs, relative to the largest magnitude of each
     */
    public record Result(Latency latency, List<PlanStep> steps, long weightBytes, double difference) {}

    /**
     * Measures the network with each algorithm, in turns, and with the baseline.
     *
     * @param algorithms the baseline is the last, if it is not among them
     * @param counts decided
     * @param err where progress is written
     * @throws IllegalArgumentException if the options forbid one of the algorithms
     */
    public static AlgorithmComparison measure(
            Device device,
            Graph graph,
            CompileOptions options,
            List<Algorithm> algorithms,
            RunCounts counts,
            PrintWriter err) {
        Set<Algorithm> all = new LinkedHashSet<>(algorithms);
        all.add(BASELINE);
        try (Candidates<Algorithm> candidates = new Candidates<>()) {
            for (Algorithm algorithm : all) {
                candidates.add(
                        algorithm,
                        () -> device.compile(
                                graph,
                                options.withAlgorithms(options.algorithms().withAlgorithm(algorithm))));
            }
            Map<Algorithm, Latency> latencies = candidates.run(counts, "comparing algorithms", err);
            Map<Algorithm, Result> results = new LinkedHashMap<>();
            latencies.forEach((algorithm, latency) -> {
                CompiledModel model = candidates.model(algorithm);
                double difference =
                        OutputDifference.largest(candidates.request(algorithm), candidates.request(BASELINE));
                results.put(
                        algorithm,
                        new Result(latency, model.steps(), model.memory().weights(), difference));
            });
            return new AlgorithmComparison(results);
        }
    }

    /** Returns the baseline's time, in nanoseconds: the median. */
    public long baseline() {
        return Math.max(
                1,
                Objects.requireNonNull(results.get(BASELINE), "is measured")
                        .latency()
                        .p50());
    }
}
