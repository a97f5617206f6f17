// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.List;

/** The table of a contest: a row for each contestant. */
final class ContestTable {
    private ContestTable() {}

    /**
     * Returns the table.
     *
     * @param baseline the contestant that the others are compared with
     */
    static List<String> of(Contest contest, String baseline) {
        String unit = contest.measured().stream()
                .findFirst()
                .map(outcome -> outcome.unit().replace("/op", "").replace("us", "µs"))
                .orElse("time");
        MarkdownTable table = new MarkdownTable(List.of(
                "contestant",
                "median " + unit,
                "least to largest",
                "samples",
                "times `%s`".formatted(baseline),
                "bytes of heap"));
        for (Outcome outcome : contest.outcomes()) {
            table.row(cells(contest, outcome, baseline));
        }
        return table.lines();
    }

    private static List<String> cells(Contest contest, Outcome outcome, String baseline) {
        String name = "`%s`".formatted(outcome.contestant());
        return switch (outcome) {
            case Outcome.Measured measured -> {
                Statistics time = measured.time();
                yield List.of(
                        name,
                        Figures.of(time.median()),
                        "%s to %s".formatted(Figures.of(time.least()), Figures.of(time.largest())),
                        Integer.toString(time.samples()),
                        Figures.ratio(contest.ratio(outcome.contestant(), baseline)),
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
