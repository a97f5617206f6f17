// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Mish of many numbers. */
final class MishSection implements Section {
    private static final String BASELINE = "native-segment";

    private final List<Comparison> comparisons;

    MishSection(List<Outcome> outcomes) {
        this.comparisons =
                Comparison.of(outcomes, outcome -> "Mish of %s numbers".formatted(outcome.parameter("elements")));
    }

    @Override
    public String heading() {
        return "Mish, one thread";
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
        return comparisons.stream()
                .filter(comparison -> !comparison.measured().isEmpty())
                .map(comparison -> {
                    String elements = comparison.outcomes().getFirst().parameter("elements");
                    return new Chart(
                            "mish-" + elements,
                            comparison.title(),
                            ComparisonChart.of(comparison, comparison.title(), "µs, median"));
                })
                .toList();
    }
}
