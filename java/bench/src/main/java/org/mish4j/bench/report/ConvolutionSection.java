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

    private List<Comparison> byThreads() {
        return Comparison.of(outcomes, ThreadCounts::text);
    }

    private static List<Comparison> byShape(Comparison comparison) {
        return Comparison.of(comparison.outcomes(), outcome -> outcome.parameter("convolution"));
    }

    private static List<String> candidates(Comparison comparison) {
        return comparison.outcomes().stream().map(Outcome::candidate).distinct().toList();
    }

    @Override
    public List<String> tables() {
        List<String> lines = new ArrayList<>();
        for (Comparison comparison : byThreads()) {
            lines.addAll(List.of("### All shapes, " + comparison.title(), ""));
            lines.addAll(summary(comparison));
            lines.add("");
        }
        return lines;
    }

    /** Returns a row for each candidate: how its times compare with the baseline's over all shapes. */
    private static List<String> summary(Comparison comparison) {
        List<Comparison> shapes = byShape(comparison);
        MarkdownTable table = new MarkdownTable(List.of(
                "candidate",
                "shapes",
                "times `%s`, geometric mean".formatted(BASELINE),
                "least to largest",
                "GFLOP/s, median of the shapes",
                "most bytes of heap"));
        for (String candidate : candidates(comparison)) {
            List<Outcome.Measured> measured = comparison.measured().stream()
                    .filter(outcome -> outcome.candidate().equals(candidate))
                    .toList();
            table.row(measured.isEmpty() ? without(comparison, candidate) : cells(candidate, shapes, measured));
        }
        return table.lines();
    }

    private static List<String> without(Comparison comparison, String candidate) {
        String reasons = String.join(
                "; ",
                comparison.outcomes().stream()
                        .filter(outcome -> outcome.candidate().equals(candidate))
                        .flatMap(outcome ->
                                outcome instanceof Outcome.Omitted omitted ? Stream.of(omitted.reason()) : Stream.of())
                        .distinct()
                        .toList());
        return List.of("`%s`".formatted(candidate), "0", Figures.NONE, reasons, Figures.NONE, Figures.NONE);
    }

    private static List<String> cells(String candidate, List<Comparison> shapes, List<Outcome.Measured> measured) {
        List<Double> ratios = shapes.stream()
                .map(shape -> shape.ratio(candidate, BASELINE))
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
                "`%s`".formatted(candidate),
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
        for (Comparison comparison : byThreads()) {
            List<String> candidates = candidates(comparison);
            List<String> titles = new ArrayList<>(List.of("shape"));
            candidates.forEach(candidate -> titles.add("`%s`".formatted(candidate)));
            MarkdownTable table = new MarkdownTable(titles);
            for (Comparison shape : byShape(comparison)) {
                List<String> cells = new ArrayList<>(List.of(shape.title()));
                candidates.forEach(candidate -> cells.add(time(shape, candidate)));
                table.row(cells);
            }
            lines.addAll(List.of(
                    "### Each shape, %s: median µs (least to largest), times `%s`"
                            .formatted(comparison.title(), BASELINE),
                    ""));
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private static String time(Comparison shape, String candidate) {
        return shape.measured().stream()
                .filter(outcome -> outcome.candidate().equals(candidate))
                .findFirst()
                .map(outcome -> "%s (%s to %s), %s"
                        .formatted(
                                Figures.of(outcome.time().median()),
                                Figures.of(outcome.time().least()),
                                Figures.of(outcome.time().largest()),
                                Figures.ratio(shape.ratio(candidate, BASELINE))))
                .orElse(Figures.NONE);
    }

    @Override
    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (Comparison comparison : byThreads()) {
            List<Comparison> shapes = byShape(comparison);
            List<BarSeries> series = new ArrayList<>();
            for (String candidate : candidates(comparison)) {
                List<@Nullable Double> rates = shapes.stream()
                        .<@Nullable Double>map(shape -> rate(shape, candidate))
                        .toList();
                series.add(new BarSeries(candidate, LineStyles.color(series.size()), rates));
            }
            if (series.stream().anyMatch(BarSeries::hasNumbers)) {
                String title = "Convolution, bias and Mish, " + comparison.title();
                List<String> names = shapes.stream().map(Comparison::title).toList();
                charts.add(new Chart(
                        "convolutions-" + comparison.title().replace(' ', '-'),
                        title,
                        new BarChart(title, "GFLOP/s", names, series, false)));
            }
        }
        return charts;
    }

    private static @Nullable Double rate(Comparison shape, String candidate) {
        return shape.measured().stream()
                .filter(outcome -> outcome.candidate().equals(candidate))
                .findFirst()
                .map(ConvolutionSection::gigaflops)
                .orElse(null);
    }
}
