// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import static org.mish4j.cli.text.NumberText.decimal;
import static org.mish4j.cli.text.NumberText.mebibytes;
import static org.mish4j.cli.text.NumberText.milliseconds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mish4j.Algorithm;
import org.mish4j.cli.measure.ActivationComparison;
import org.mish4j.cli.measure.AlgorithmComparison;
import org.mish4j.cli.measure.AlgorithmComparison.Result;
import org.mish4j.cli.measure.Comparison;
import org.mish4j.cli.measure.Latency;
import org.mish4j.cli.options.AlgorithmNames;
import org.mish4j.cli.text.TextTable;

/** What a model was compared with, as text and as JSON. */
final class ComparisonText {
    private ComparisonText() {}

    /** Returns an empty line, a title, and a table. */
    static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>(List.of(""));
        switch (comparison) {
            case ActivationComparison activations -> {
                lines.add(
                        "The main activation exchanged, run in turns; cost and ratio are those of the medians, compared "
                                + "with " + ActivationComparison.BASELINE);
                lines.addAll(table(activations).lines());
            }
            case AlgorithmComparison algorithms -> {
                lines.add(
                        "Algorithms for convolutions, run in turns; speed is the ratio of the medians, difference the "
                                + "outputs' largest, relative to their largest magnitude, both compared with "
                                + AlgorithmNames.of(AlgorithmComparison.BASELINE));
                lines.addAll(table(algorithms).lines());
            }
        }
        return lines;
    }

    private static TextTable table(ActivationComparison comparison) {
        TextTable table = new TextTable("activation", "median ms", "p90 ms", "min ms", "cost ms", "ratio");
        comparison
                .latencies()
                .forEach((name, latency) -> table.row(
                        name,
                        milliseconds(latency.p50()),
                        milliseconds(latency.p90()),
                        milliseconds(latency.min()),
                        milliseconds(latency.p50() - comparison.baseline()),
                        decimal(4, ratio(latency, comparison.baseline()))));
        return table;
    }

    private static TextTable table(AlgorithmComparison comparison) {
        TextTable table = new TextTable(
                "algorithm", "median ms", "p90 ms", "min ms", "speed", "difference", "weights MiB", "convolutions");
        comparison
                .results()
                .forEach((algorithm, result) -> table.row(
                        AlgorithmNames.of(algorithm),
                        milliseconds(result.latency().p50()),
                        milliseconds(result.latency().p90()),
                        milliseconds(result.latency().min()),
                        decimal(3, 1 / ratio(result.latency(), comparison.baseline())),
                        String.format(Locale.ROOT, "%.1e", result.difference()),
                        mebibytes(result.weightBytes()),
                        AlgorithmCounts.of(result.steps()).text()));
        return table;
    }

    private static double ratio(Latency latency, long baseline) {
        return (double) latency.p50() / baseline;
    }

    /** Returns an object for each of what was compared. */
    static List<Map<String, Object>> toJson(Comparison comparison) {
        List<Map<String, Object>> list = new ArrayList<>();
        switch (comparison) {
            case ActivationComparison activations ->
                activations.latencies().forEach((name, latency) -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("activation", name);
                    putTimes(object, latency);
                    object.put("cost_ms", (latency.p50() - activations.baseline()) / 1e6);
                    object.put("ratio", ratio(latency, activations.baseline()));
                    list.add(object);
                });
            case AlgorithmComparison algorithms ->
                algorithms
                        .results()
                        .forEach((algorithm, result) -> list.add(toJson(algorithm, result, algorithms.baseline())));
        }
        return list;
    }

    private static Map<String, Object> toJson(Algorithm algorithm, Result result, long baseline) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("algorithm", AlgorithmNames.of(algorithm));
        putTimes(object, result.latency());
        object.put("ratio", ratio(result.latency(), baseline));
        object.put("difference", result.difference());
        object.put("weights_bytes", result.weightBytes());
        object.put("convolutions", AlgorithmCounts.of(result.steps()).counts());
        return object;
    }

    private static void putTimes(Map<String, Object> object, Latency latency) {
        object.put("median_ms", latency.p50() / 1e6);
        object.put("p90_ms", latency.p90() / 1e6);
        object.put("p99_ms", latency.p99() / 1e6);
        object.put("min_ms", latency.min() / 1e6);
    }
}
