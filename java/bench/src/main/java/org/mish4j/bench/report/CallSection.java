// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a call costs. */
final class CallSection implements Section {
    private static final Map<String, String> TITLES = Map.of(
            "EmptyCall", "An empty function",
            "StatusCall", "A function that writes a number and returns a status",
            "RunCall", "An inference of a 1x1 convolution of one number");
    private static final String BASELINE = "downcall";

    private final List<Comparison> comparisons;

    CallSection(List<Outcome> outcomes) {
        this.comparisons =
                Comparison.of(outcomes, outcome -> TITLES.getOrDefault(outcome.className(), outcome.className()));
    }

    @Override
    public String heading() {
        return "What a call costs";
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
                    String name = "calls-" + comparison.outcomes().getFirst().className();
                    return new Chart(
                            name, comparison.title(), ComparisonChart.of(comparison, comparison.title(), "ns, median"));
                })
                .toList();
    }
}
