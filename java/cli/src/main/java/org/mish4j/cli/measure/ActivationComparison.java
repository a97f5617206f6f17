// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.Passes;

/**
 * One network with several activations: what the activation alone costs.
 *
 * @param latencies by the activations' names; {@link #BASELINE} is among them
 */
public record ActivationComparison(Map<String, Latency> latencies) implements Comparison {
    /** The name of the network without an activation, which the others are compared with. */
    public static final String BASELINE = "linear";

    /**
     * Measures the network with each activation, in turns, and without one.
     *
     * @param activations by their names; without one is the last, if that is not among them
     * @param counts decided
     * @param err where progress is written
     * @throws IllegalArgumentException if the network has no activation
     */
    public static ActivationComparison measure(
            Device device,
            Graph graph,
            CompileOptions options,
            Map<String, Activation> activations,
            RunCounts counts,
            PrintWriter err) {
        Map<String, Activation> all = new LinkedHashMap<>(activations);
        all.putIfAbsent(BASELINE, Activation.linear(1, 0));
        ActivationSwap swap = ActivationSwap.of(Passes.optimize(graph));
        try (Candidates<String> candidates = new Candidates<>()) {
            all.forEach(
                    (name, activation) -> candidates.add(name, () -> device.compile(swap.with(activation), options)));
            return new ActivationComparison(candidates.run(counts, "comparing activations", err));
        }
    }

    /** Returns the time without an activation, in nanoseconds: the median. */
    public long baseline() {
        return Math.max(
                1,
                Objects.requireNonNull(latencies.get(BASELINE), "is measured").p50());
    }
}
