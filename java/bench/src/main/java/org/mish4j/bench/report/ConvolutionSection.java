// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mish4j.bench.convolution.ConvolutionLayer;
import org.mish4j.cli.plot.LineStyles;

/** Convolution, bias and Mish: many shapes, which a summary of the ratios stands for. */
final class ConvolutionSection implements Section {
    private static final String BASELINE = "native-fused";
    private static final double MICROSECONDS_OF_GIGAFLOPS = 1e3;

    private final List<Outcome> outcomes;

    ConvolutionSection(List<Outcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    @Override
    public String heading() {
        return "Convolution, bias and Mish";
    }

    private List<Contest> byThreads() {
        return Contest.of(outcomes, ThreadCounts::text);
    }

    private static List<Contest> byShape(Contest contest) {
        return Contest.of(contest.outcomes(), outcome -> outcome.parameter("convolution"));
    }

    private static List<String> contestants(Contest contest) {
        return contest.outcomes().stream().map(Outcome::contestant).distinct().toList();
    }

    @Override
    public List<String> tables() {
        List<String> lines = new ArrayList<>();
        for (Contest contest : byThreads()) {
            lines.addAll(List.of("### All shapes, " + contest.title(), ""));
            lines.addAll(summary(contest));
            lines.add("");
        }
        return lines;
    }

    /** Returns a row for each contestant: how its times compare with the baseline's over all shapes. */
    private static List<String> summary(Contest contest) {
        List<Contest> shapes = byShape(contest);
        MarkdownTable table = new MarkdownTable(List.of(
                "contestant",
                "shapes",
                "times `%s`, geometric mean".formatted(BASELINE),
                "least to largest",
                "GFLOP/s, median of the shapes",
                "most bytes of heap"));
        for (String contestant : contestants(contest)) {
            List<Outcome.Measured> measured = contest.measured().stream()
                    .filter(outcome -> outcome.contestant().equals(contestant))
                    .toList();
            table.row(measured.isEmpty() ? without(contest, contestant) : cells(contestant, shapes, measured));
        }
        return table.lines();
    }

    private static List<String> without(Contest contest, String contestant) {
        String reasons = String.join(
                "; ",
                contest.outcomes().stream()
                        .filter(outcome -> outcome.contestant().equals(contestant))
                        .flatMap(outcome ->
                                outcome instanceof Outcome.Omitted omitted ? Stream.of(omitted.reason()) : Stream.of())
                        .distinct()
                        .toList());
        return List.of("`%s`".formatted(contestant), "0", Figures.NONE, reasons, Figures.NONE, Figures.NONE);
    }

    private static List<String> cells(String contestant, List<Contest> shapes, List<Outcome.Measured> measured) {
        List<Double> ratios = shapes.stream()
                .map(shape -> shape.ratio(contestant, BASELINE))
                .flatMap(ratio -> ratio.stream().boxed())
                .toList();
        String mean = Figures.NONE;
        String spread = Figures.NONE;
        if (!ratios.isEmpty()) {
            double logarithms = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
            Statistics statistics = Statistics.of(ratios);
            mean = Figures.ratio(OptionalDouble.of(Math.exp(logarithms)));
            spread = "%s to %s"
                    .formatted(
                            Figures.ratio(OptionalDouble.of(statistics.least())),
                            Figures.ratio(OptionalDouble.of(statistics.largest())));
        }
        Statistics rates = Statistics.of(
                measured.stream().map(ConvolutionSection::gigaflops).toList());
        double bytes =
                measured.stream().mapToDouble(Outcome.Measured::bytes).max().orElseThrow();
        return List.of(
                "`%s`".formatted(contestant),
                Integer.toString(measured.size()),
                mean,
                spread,
                Figures.of(rates.median()),
                Figures.bytes(bytes));
    }

    private static double gigaflops(Outcome.Measured measured) {
        long flops = ConvolutionLayer.parse(measured.parameter("convolution")).flops();
        if (!measured.unit().equals("us/op")) {
            throw new IllegalArgumentException(
                    "%s is measured in %s, expected us/op".formatted(measured.benchmark(), measured.unit()));
        }
        return flops / measured.time().median() / MICROSECONDS_OF_GIGAFLOPS;
    }

    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        for (Contest contest : byThreads()) {
            List<String> contestants = contestants(contest);
            List<String> titles = new ArrayList<>(List.of("shape"));
            contestants.forEach(contestant -> titles.add("`%s`".formatted(contestant)));
            MarkdownTable table = new MarkdownTable(titles);
            for (Contest shape : byShape(contest)) {
                List<String> cells = new ArrayList<>(List.of(shape.title()));
                contestants.forEach(contestant -> cells.add(time(shape, contestant)));
                table.row(cells);
            }
            lines.addAll(List.of(
                    "### Each shape, %s: median µs (least to largest), times `%s`".formatted(contest.title(), BASELINE),
                    ""));
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private static String time(Contest shape, String contestant) {
        return shape.measured().stream()
                .filter(outcome -> outcome.contestant().equals(contestant))
                .findFirst()
                .map(outcome -> "%s (%s to %s), %s"
                        .formatted(
                                Figures.of(outcome.time().median()),
                                Figures.of(outcome.time().least()),
                                Figures.of(outcome.time().largest()),
                                Figures.ratio(shape.ratio(contestant, BASELINE))))
                .orElse(Figures.NONE);
    }

    @Override
    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (Contest contest : byThreads()) {
            List<Contest> shapes = byShape(contest);
            List<BarSeries> series = new ArrayList<>();
            for (String contestant : contestants(contest)) {
                List<@Nullable Double> rates = shapes.stream()
                        .<@Nullable Double>map(shape -> rate(shape, contestant))
                        .toList();
                series.add(new BarSeries(contestant, LineStyles.color(series.size()), rates));
            }
            if (series.stream().anyMatch(BarSeries::hasNumbers)) {
                String title = "Convolution, bias and Mish, " + contest.title();
                List<String> names = shapes.stream().map(Contest::title).toList();
                charts.add(new Chart(
                        "convolutions-" + contest.title().replace(' ', '-'),
                        title,
                        new BarChart(title, "GFLOP/s", names, series, false)));
            }
        }
        return charts;
    }

    private static @Nullable Double rate(Contest shape, String contestant) {
        return shape.measured().stream()
                .filter(outcome -> outcome.contestant().equals(contestant))
                .findFirst()
                .map(ConvolutionSection::gigaflops)
                .orElse(null);
    }
}
