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

    private final List<Contest> contests;

    NetworkSection(List<Outcome> outcomes) {
        this.contests = Contest.of(outcomes, NetworkSection::title);
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
        for (Contest contest : contests) {
            lines.addAll(List.of("### " + contest.title(), ""));
            lines.addAll(ContestTable.of(contest, BASELINE));
            lines.add("");
        }
        return lines;
    }

    @Override
    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (Contest contest : contests) {
            if (!contest.measured().isEmpty()) {
                String name = "network-" + contest.title().replaceAll("[^a-zA-Z0-9]+", "-");
                String title = "An inference of " + contest.title();
                charts.add(new Chart(name, title, ContestChart.of(contest, title, "ms, median")));
            }
        }
        ratios().ifPresent(charts::add);
        return charts;
    }

    /** Returns the chart of all contestants' ratios to the baseline, with as many threads as there are. */
    private Optional<Chart> ratios() {
        List<Contest> compared = contests.stream()
                .filter(contest -> ThreadCounts.isMost(contest.outcomes().getFirst(), contests))
                .filter(contest -> contest.median(BASELINE).isPresent())
                .toList();
        List<String> contestants = compared.stream()
                .flatMap(contest -> contest.measured().stream())
                .map(Outcome::contestant)
                .filter(contestant -> !contestant.equals(BASELINE))
                .distinct()
                .toList();
        if (compared.isEmpty() || contestants.isEmpty()) {
            return Optional.empty();
        }
        List<BarSeries> series = new ArrayList<>();
        for (Contest contest : compared) {
            List<@Nullable Double> ratios = new ArrayList<>();
            for (String contestant : contestants) {
                OptionalDouble ratio = contest.ratio(contestant, BASELINE);
                ratios.add(ratio.isPresent() ? ratio.getAsDouble() : null);
            }
            String network = contest.outcomes().getFirst().parameter("network");
            series.add(new BarSeries(network, LineStyles.color(series.size()), ratios));
        }
        String title = "Time of an inference, %s = 1, %s"
                .formatted(
                        BASELINE,
                        ThreadCounts.text(compared.getFirst().outcomes().getFirst()));
        return Optional.of(new Chart(
                "network-ratios", title, new BarChart(title, "ratio of the medians", contestants, series, false)));
    }
}
