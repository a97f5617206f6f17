// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.Algorithm;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.cli.measure.ActivationComparison;
import org.mish4j.cli.measure.AlgorithmComparison;
import org.mish4j.cli.measure.Comparison;
import org.mish4j.cli.measure.RunCounts;

/** What {@code --compare} asks for. */
@FunctionalInterface
public interface ComparisonRequest {
    /** What comes before the names of activations, and of algorithms. */
    String ACTIVATIONS = "activation=";

    String ALGORITHMS = "algorithm=";

    /** Measures a graph; counts are decided, err is where progress is written. */
    Comparison measure(Device device, Graph graph, RunCounts counts, PrintWriter err);

    /**
     * Reads {@code activation=mish,relu} or {@code algorithm=auto,direct}.
     *
     * @param options what is compiled with, but for what is compared
     * @throws IllegalArgumentException if it is neither, or the options don't go with what is compared
     */
    static ComparisonRequest parse(String text, CompileOptions options) {
        if (text.startsWith(ACTIVATIONS)) {
            Map<String, Activation> activations = new LinkedHashMap<>();
            for (String name : names(text, ACTIVATIONS)) {
                activations.put(name, ActivationNames.parse(name));
            }
            return (device, graph, counts, err) ->
                    ActivationComparison.measure(device, graph, options, activations, counts, err);
        }
        if (text.startsWith(ALGORITHMS)) {
            List<Algorithm> algorithms = new ArrayList<>();
            for (String name : names(text, ALGORITHMS)) {
                algorithms.add(AlgorithmNames.parse(name));
            }
            algorithms.forEach(options.algorithms()::withAlgorithm);
            return (device, graph, counts, err) ->
                    AlgorithmComparison.measure(device, graph, options, algorithms, counts, err);
        }
        throw new IllegalArgumentException("'%s' can't be compared, expected %smish,relu or %sauto,direct for example"
                .formatted(text, ACTIVATIONS, ALGORITHMS));
    }

    private static String[] names(String text, String prefix) {
        return text.substring(prefix.length()).split(",", -1);
    }
}
