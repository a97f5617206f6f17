// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.List;

/** The table of a comparison: a row for each candidate. */
final class ComparisonTable {
    private ComparisonTable() {}

    /**
     * Returns the table.
     *
     * @param baseline the candidate that the others are compared with
     */
    static List<String> of(Comparison comparison, String baseline) {
        String unit = comparison.measured().stream()
                .findFirst()
                .map(outcome -> outcome.unit().replace("/op", "").replace("us", "µs"))
                .orElse("time");
        MarkdownTable table = new MarkdownTable(List.of(
                "candidate",
                "median " + unit,
                "least to largest",
                "samples",
                "times `%s`".formatted(baseline),
                "bytes of heap"));
        for (Outcome outcome : comparison.outcomes()) {
            table.row(cells(comparison, outcome, baseline));
        }
        return table.lines();
    }

    private static List<String> cells(Comparison comparison, Outcome outcome, String baseline) {
        String name = "`%s`".formatted(outcome.candidate());
        return switch (outcome) {
            case Outcome.Measured measured -> {
                Statistics time = measured.time();
                yield List.of(
                        name,
                        Figures.of(time.median()),
                        "%s to %s".formatted(Figures.of(time.least()), Figures.of(time.largest())),
                        Integer.toString(time.samples()),
                        Figures.ratio(comparison.ratio(outcome.candidate(), baseline)),
                        Figures.bytes(measured.bytes()));
            }
            case Outcome.Omitted omitted ->
                List.of(
                        name,
                        Figures.NONE,
                        (omitted.isFailure() ? "failed: " : "can't run here: ") + omitted.reason(),
                        Figures.NONE,
                        Figures.NONE,
                        Figures.NONE);
        };
    }
}
