// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import static org.mish4j.cli.text.NumberText.decimal;
import static org.mish4j.cli.text.NumberText.mebibytes;
import static org.mish4j.cli.text.NumberText.milliseconds;
import static org.mish4j.cli.text.NumberText.number;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mish4j.ModelMemory;
import org.mish4j.cli.measure.Latency;
import org.mish4j.cli.measure.StepProfile;
import org.mish4j.cli.measure.StepProfile.KindTime;
import org.mish4j.cli.measure.StepProfile.StepTime;
import org.mish4j.cli.measure.Throughput;
import org.mish4j.cli.options.ModelOptions;
import org.mish4j.cli.text.TextTable;
import org.mish4j.cli.text.Versions;

/** A {@link BenchReport} as lines for people. */
public final class BenchText {
    private BenchText() {}

    public static List<String> lines(BenchReport report) {
        Throughput throughput = report.results().throughput();
        Latency latency = throughput.latency();
        ModelMemory memory = report.results().memory();
        List<String> lines = new ArrayList<>();
        lines.add("model        %s (%s), %s GFLOP"
                .formatted(report.model(), inputs(report), number(report.flops() / 1e9)));
        lines.add("device       %s (%s), %s"
                .formatted(
                        report.results().device().name(),
                        report.results().device().backend(),
                        report.options().precision()));
        lines.add("machine      %s, %d processors, %s, Java %s, mish4j %s"
                .formatted(
                        BenchReport.processor(report.results().device()),
                        Runtime.getRuntime().availableProcessors(),
                        Versions.system(),
                        Runtime.version().feature(),
                        Versions.mish4j()));
        if (!report.results().algorithms().isEmpty()) {
            lines.add("convolutions " + report.results().algorithms().text());
        }
        lines.add("requests     %d side by side, %d threads for each"
                .formatted(report.results().requests(), report.results().threads()));
        lines.add("runs         %d of each request, after %d to warm up"
                .formatted(
                        report.results().counts().iterations(),
                        report.results().counts().warmUp()));
        lines.add("");
        lines.add("latency      median %s ms, p90 %s ms, p99 %s ms, min %s ms"
                .formatted(
                        milliseconds(latency.p50()),
                        milliseconds(latency.p90()),
                        milliseconds(latency.p99()),
                        milliseconds(latency.min())));
        lines.add("throughput   %s inferences/s, %s images/s, %s GFLOP/s"
                .formatted(
                        number(throughput.inferencesPerSecond()),
                        number(throughput.inferencesPerSecond() * report.batch()),
                        number(report.flopsPerSecond() / 1e9)));
        lines.add("peak         " + peakText(report));
        lines.add("first result %s ms: %s"
                .formatted(
                        milliseconds(report.results().firstNanoseconds()),
                        report.results().firstTimes().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + milliseconds(entry.getValue()) + " ms")
                                .collect(Collectors.joining(", "))));
        lines.add(
                "memory       weights %s MiB; each request: activations %s MiB (at least %s are alive at once), scratchpad %s MiB"
                        .formatted(
                                mebibytes(memory.weights()),
                                mebibytes(memory.activations()),
                                mebibytes(memory.largestLive()),
                                mebibytes(memory.scratchpad())));
        report.notFinite().forEach(output -> lines.add("not finite   " + output.text()));
        report.results()
                .peakBytes()
                .ifPresent(bytes -> lines.add("process      %s MiB resident at most".formatted(mebibytes(bytes))));
        if (report.results().profile() != null) {
            lines.addAll(profileLines(report.results().profile()));
        }
        report.comparisons().forEach(comparison -> lines.addAll(ComparisonText.lines(comparison)));
        return lines;
    }

    private static String peakText(BenchReport report) {
        if (report.peak().isEmpty()) {
            return "unknown: it is that of the processor, measured with the device 'cpu' in the same precision";
        }
        return "%s GFLOP/s, of which this is %s %% (the fastest of large matrix products and a large convolution, %d threads, %s)"
                .formatted(
                        number(report.peak().getAsDouble() / 1e9),
                        number(100 * report.flopsPerSecond() / report.peak().getAsDouble()),
                        report.busyThreads(),
                        report.options().precision());
    }

    private static List<String> profileLines(StepProfile profile) {
        long total = profile.totalNanoseconds();
        TextTable steps = new TextTable(
                        "step", "name", "operation", "algorithm", "kernel", "result", "ms", "share %", "GFLOP/s")
                .withoutEmptyColumns();
        for (int index = 0; index < profile.steps().size(); index++) {
            StepTime time = profile.steps().get(index);
            steps.row(
                    index + 1,
                    time.step().name(),
                    time.step().operation(),
                    time.step().algorithm(),
                    time.step().kernel(),
                    time.step().result(),
                    milliseconds(time.nanoseconds()),
                    share(time.nanoseconds(), total),
                    rate(time.flops(), time.nanoseconds()));
        }
        TextTable kinds = new TextTable("operation", "steps", "ms", "share %", "GFLOP/s");
        for (KindTime kind : profile.kinds()) {
            kinds.row(
                    kind.operation(),
                    kind.count(),
                    milliseconds(kind.nanoseconds()),
                    share(kind.nanoseconds(), total),
                    rate(kind.flops(), kind.nanoseconds()));
        }
        List<String> lines =
                new ArrayList<>(List.of("", "Time of each step, %s ms in all".formatted(milliseconds(total))));
        lines.addAll(steps.lines());
        lines.addAll(List.of("", "Time of each kind of steps"));
        lines.addAll(kinds.lines());
        return lines;
    }

    private static String inputs(BenchReport report) {
        return report.graph().inputs().stream()
                .map(input -> input.name() + " " + ModelOptions.text(input.shape()))
                .collect(Collectors.joining(", "));
    }

    private static String share(long nanoseconds, long total) {
        return decimal(1, 100.0 * nanoseconds / Math.max(1, total));
    }

    private static String rate(long flops, long nanoseconds) {
        return flops == 0 ? "-" : decimal(1, (double) flops / Math.max(1, nanoseconds));
    }
}
