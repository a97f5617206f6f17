// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Mish of many numbers. */
final class MishSection implements Section {
    private static final String BASELINE = "native-segment";

    private final List<Contest> contests;

    MishSection(List<Outcome> outcomes) {
        this.contests = Contest.of(outcomes, outcome -> "Mish of %s numbers".formatted(outcome.parameter("elements")));
    }

    @Override
    public String heading() {
        return "Mish, one thread";
    }

    @Override
    public List<String> tables() {
        List<String> lines = new ArrayList<>();
        for (Contest contest : contests) {
            lines.addAll(List.of("### " + contest.title(), ""));
            lines.addAll(ContestTable.of(contest, BASELINE));
            lines.add("");
        }
        return lines;
    }

    @Override
    public List<Chart> charts() {
        return contests.stream()
                .filter(contest -> !contest.measured().isEmpty())
                .map(contest -> {
                    String elements = contest.outcomes().getFirst().parameter("elements");
                    return new Chart(
                            "mish-" + elements,
                            contest.title(),
                            ContestChart.of(contest, contest.title(), "µs, median"));
                })
                .toList();
    }
}
