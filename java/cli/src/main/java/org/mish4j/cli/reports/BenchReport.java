// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import static org.mish4j.cli.text.NumberText.decimal;
import static org.mish4j.cli.text.NumberText.mebibytes;
import static org.mish4j.cli.text.NumberText.milliseconds;
import static org.mish4j.cli.text.NumberText.number;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.Shape;
import org.mish4j.cli.elements.NotFinite;
import org.mish4j.cli.measure.Comparison;
import org.mish4j.cli.measure.Latency;
import org.mish4j.cli.measure.RunCounts;
import org.mish4j.cli.measure.StepProfile;
import org.mish4j.cli.measure.StepProfile.KindTime;
import org.mish4j.cli.measure.StepProfile.StepTime;
import org.mish4j.cli.measure.Throughput;
import org.mish4j.cli.options.ModelOptions;
import org.mish4j.cli.text.TextTable;
import org.mish4j.cli.text.Versions;

/**
 * What was measured of a model, as text and as JSON.
 *
 * @param notFinite outputs of the first run with elements that are not finite
 * @param comparisons of what the model was compared with; empty if with nothing
 * @param peak the machine's rate of floating-point operations with that many threads
 */
public record BenchReport(
        String model,
        Graph graph,
        CompileOptions options,
        Results results,
        List<NotFinite> notFinite,
        List<Comparison> comparisons,
        OptionalDouble peak,
        int busyThreads) {
    /**
     * What was measured of the compiled model.
     *
     * @param firstTimes the times that led to the first result, in nanoseconds, by what was done
     * @param algorithms of the convolutions
     * @param nativeBytes what open models and requests held at the end
     * @param peakBytes the most memory that the process had resident
     * @param profile null if none was asked for
     */
    public record Results(
            DeviceInfo device,
            int threads,
            int requests,
            RunCounts counts,
            Throughput throughput,
            Map<String, Long> firstTimes,
            AlgorithmCounts algorithms,
            ModelMemory memory,
            long nativeBytes,
            OptionalLong peakBytes,
            @Nullable StepProfile profile) {
        long firstNanoseconds() {
            return firstTimes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private long batch() {
        Shape shape = graph.inputs().isEmpty()
                ? Shape.of()
                : graph.inputs().getFirst().shape();
        return shape.rank() == 0 ? 1 : shape.dimension(0);
    }

    private long flops() {
        return GraphSummary.of(graph).flops();
    }

    /** The rate of floating-point operations: that of the median run, or of all requests together. */
    private double flopsPerSecond() {
        double perSecond = results.requests() == 1
                ? 1e9 / results.throughput().latency().p50()
                : results.throughput().inferencesPerSecond();
        return flops() * perSecond;
    }

    private static String processor(DeviceInfo device) {
        return Device.list().stream()
                .filter(info -> info.name().equals("cpu") && info.available())
                .findFirst()
                .orElse(device)
                .description();
    }

    public List<String> lines() {
        Throughput throughput = results.throughput();
        Latency latency = throughput.latency();
        ModelMemory memory = results.memory();
        List<String> lines = new ArrayList<>();
        lines.add("model        %s (%s), %s GFLOP".formatted(model, inputs(), number(flops() / 1e9)));
        lines.add("device       %s (%s), %s"
                .formatted(results.device().name(), results.device().backend(), options.precision()));
        lines.add("machine      %s, %d processors, %s, Java %s, mish4j %s"
                .formatted(
                        processor(results.device()),
                        Runtime.getRuntime().availableProcessors(),
                        Versions.system(),
                        Runtime.version().feature(),
                        Versions.mish4j()));
        if (!results.algorithms().isEmpty()) {
            lines.add("convolutions " + results.algorithms().text());
        }
        lines.add("requests     %d side by side, %d threads for each".formatted(results.requests(), results.threads()));
        lines.add("runs         %d of each request, after %d to warm up"
                .formatted(results.counts().iterations(), results.counts().warmUp()));
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
                        number(throughput.inferencesPerSecond() * batch()),
                        number(flopsPerSecond() / 1e9)));
        lines.add("peak         " + peakText());
        lines.add("first result %s ms: %s"
                .formatted(
                        milliseconds(results.firstNanoseconds()),
                        results.firstTimes().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + milliseconds(entry.getValue()) + " ms")
                                .collect(Collectors.joining(", "))));
        lines.add(
                "memory       weights %s MiB; each request: activations %s MiB (at least %s are alive at once), scratchpad %s MiB"
                        .formatted(
                                mebibytes(memory.weights()),
                                mebibytes(memory.activations()),
                                mebibytes(memory.largestLive()),
                                mebibytes(memory.scratchpad())));
        notFinite.forEach(output -> lines.add("not finite   " + output.text()));
        results.peakBytes()
                .ifPresent(bytes -> lines.add("process      %s MiB resident at most".formatted(mebibytes(bytes))));
        if (results.profile() != null) {
            lines.addAll(profileLines(results.profile()));
        }
        comparisons.forEach(comparison -> lines.addAll(ComparisonText.lines(comparison)));
        return lines;
    }

    private String peakText() {
        if (peak.isEmpty()) {
            return "unknown: it is that of the processor, measured with the device 'cpu' in the same precision";
        }
        return "%s GFLOP/s, of which this is %s %% (the fastest of large matrix products and a large convolution, %d threads, %s)"
                .formatted(
                        number(peak.getAsDouble() / 1e9),
                        number(100 * flopsPerSecond() / peak.getAsDouble()),
                        busyThreads,
                        options.precision());
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

    public Map<String, Object> toJson() {
        Throughput throughput = results.throughput();
        Latency latency = throughput.latency();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", model);
        object.put("graph", graph.name());
        object.put("inputs", graph.inputs().stream().map(Object::toString).toList());
        object.put("device", results.device().name());
        object.put("backend", results.device().backend());
        object.put("precision", options.precision().name());
        object.put("fast_math", options.fastMath());
        object.put("tune", options.tune().name());
        object.put("algorithm", options.algorithms().algorithm().name());
        object.put("accuracy", options.algorithms().accuracy().name());
        object.put("winograd_memory_bytes", winogradMemory());
        object.put("convolutions", results.algorithms().counts());
        object.put("threads", results.threads());
        object.put("hint", options.hint().name());
        object.put("requests", results.requests());
        object.put("batch", batch());
        object.put("warmup_runs", results.counts().warmUp());
        object.put("iterations", results.counts().iterations());
        object.put("median_ms", latency.p50() / 1e6);
        object.put("p90_ms", latency.p90() / 1e6);
        object.put("p99_ms", latency.p99() / 1e6);
        object.put("min_ms", latency.min() / 1e6);
        object.put("mean_ms", throughput.meanNanoseconds() / 1e6);
        object.put("inferences_per_second", throughput.inferencesPerSecond());
        object.put("images_per_second", throughput.inferencesPerSecond() * batch());
        object.put("flop", flops());
        object.put("gflop_per_second", flopsPerSecond() / 1e9);
        object.put("peak_gflop_per_second", peak.isPresent() ? peak.getAsDouble() / 1e9 : null);
        object.put("peak_share", peak.isPresent() ? flopsPerSecond() / peak.getAsDouble() : null);
        results.firstTimes()
                .forEach((name, nanoseconds) -> object.put(name.replace(' ', '_') + "_ms", nanoseconds / 1e6));
        object.put("first_result_ms", results.firstNanoseconds() / 1e6);
        object.put("weights_bytes", results.memory().weights());
        object.put("activations_bytes", results.memory().activations());
        object.put("largest_live_bytes", results.memory().largestLive());
        object.put("scratchpad_bytes", results.memory().scratchpad());
        object.put("native_bytes", results.nativeBytes());
        object.put(
                "peak_resident_bytes",
                results.peakBytes().isPresent() ? results.peakBytes().getAsLong() : null);
        object.put("not_finite", notFinite.stream().map(NotFinite::toJson).toList());
        object.put("machine", machine());
        if (results.profile() != null) {
            object.put(
                    "profile",
                    results.profile().steps().stream().map(BenchReport::toJson).toList());
        }
        if (!comparisons.isEmpty()) {
            object.put(
                    "comparison",
                    comparisons.stream()
                            .flatMap(comparison -> ComparisonText.toJson(comparison).stream())
                            .toList());
        }
        return object;
    }

    private @Nullable Long winogradMemory() {
        OptionalLong limit = options.algorithms().winogradMemory();
        return limit.isPresent() ? limit.getAsLong() : null;
    }

    private Map<String, Object> machine() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("processor", processor(results.device()));
        object.put("processors", Runtime.getRuntime().availableProcessors());
        object.put("instruction_set", results.device().instructionSet());
        object.put("system", Versions.system());
        object.put("java", Versions.java());
        object.put("mish4j", Versions.mish4j());
        return object;
    }

    private static Map<String, Object> toJson(StepTime time) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", time.step().name());
        object.put("operation", time.step().operation());
        object.put("algorithm", time.step().algorithm());
        object.put("kernel", time.step().kernel());
        object.put("result", time.step().result());
        object.put("median_ms", time.nanoseconds() / 1e6);
        object.put("flop", time.flops());
        return object;
    }

    private String inputs() {
        return graph.inputs().stream()
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
