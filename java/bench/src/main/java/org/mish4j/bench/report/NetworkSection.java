// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.mish4j.cli.plot.LineStyles;

/** Whole networks, on mish4j's devices and on other libraries. */
final class NetworkSection implements Section {
    private static final String BASELINE = "mish4j-cpu-f32";

    private final List<Comparison> comparisons;

    NetworkSection(List<Outcome> outcomes) {
        this.comparisons = Comparison.of(outcomes, NetworkSection::title);
    }

    private static String title(Outcome outcome) {
        return "%s, %s".formatted(outcome.parameter("network"), ThreadCounts.text(outcome));
    }

    @Override
    public String heading() {
        return "Whole networks, one image";
    }

    @Override
    public List<String> tables() {
        List<String> lines = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            lines.addAll(List.of("### " + comparison.title(), ""));
            lines.addAll(ComparisonTable.of(comparison, BASELINE));
            lines.add("");
        }
        return lines;
    }

    @Override
    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            if (!comparison.measured().isEmpty()) {
                String name = "network-" + comparison.title().replaceAll("[^a-zA-Z0-9]+", "-");
                String title = "An inference of " + comparison.title();
                charts.add(new Chart(name, title, ComparisonChart.of(comparison, title, "ms, median")));
            }
        }
        ratios().ifPresent(charts::add);
        return charts;
    }

    /** Returns the chart of all candidates' ratios to the baseline, with as many threads as there are. */
    private Optional<Chart> ratios() {
        List<Comparison> compared = comparisons.stream()
                .filter(comparison -> ThreadCounts.isMost(comparison.outcomes().getFirst(), comparisons))
                .filter(comparison -> comparison.median(BASELINE).isPresent())
                .toList();
        List<String> candidates = compared.stream()
                .flatMap(comparison -> comparison.measured().stream())
                .map(Outcome::candidate)
                .filter(candidate -> !candidate.equals(BASELINE))
                .distinct()
                .toList();
        if (compared.isEmpty() || candidates.isEmpty()) {
            return Optional.empty();
        }
        List<BarSeries> series = new ArrayList<>();
        for (Comparison comparison : compared) {
            List<@Nullable Double> ratios = new ArrayList<>();
            for (String candidate : candidates) {
                OptionalDouble ratio = comparison.ratio(candidate, BASELINE);
                ratios.add(ratio.isPresent() ? ratio.getAsDouble() : null);
            }
            String network = comparison.outcomes().getFirst().parameter("network");
            series.add(new BarSeries(network, LineStyles.color(series.size()), ratios));
        }
        String title = "Time of an inference, %s = 1, %s"
                .formatted(
                        BASELINE,
                        ThreadCounts.text(compared.getFirst().outcomes().getFirst()));
        return Optional.of(new Chart(
                "network-ratios", title, new BarChart(title, "ratio of the medians", candidates, series, false)));
    }
}
