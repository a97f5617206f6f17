// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mish4j.cli.elements.NotFinite;
import org.mish4j.cli.measure.Latency;
import org.mish4j.cli.measure.StepProfile.StepTime;
import org.mish4j.cli.measure.Throughput;
import org.mish4j.cli.text.Versions;

/** A {@link BenchReport} as JSON. */
public final class BenchJson {
    private BenchJson() {}

    public static Map<String, Object> of(BenchReport report) {
        Throughput throughput = report.results().throughput();
        Latency latency = throughput.latency();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", report.model());
        object.put("graph", report.graph().name());
        object.put(
                "inputs", report.graph().inputs().stream().map(Object::toString).toList());
        object.put("device", report.results().device().name());
        object.put("backend", report.results().device().backend());
        object.put("precision", report.options().precision().name());
        object.put("fast_math", report.options().fastMath());
        object.put("tune", report.options().tune().name());
        object.put("algorithm", report.options().algorithms().algorithm().name());
        object.put("accuracy", report.options().algorithms().accuracy().name());
        object.put("winograd_memory_bytes", winogradMemory(report));
        object.put("convolutions", report.results().algorithms().counts());
        object.put("threads", report.results().threads());
        object.put("hint", report.options().hint().name());
        object.put("requests", report.results().requests());
        object.put("batch", report.batch());
        object.put("warmup_runs", report.results().counts().warmUp());
        object.put("iterations", report.results().counts().iterations());
        object.put("median_ms", latency.p50() / 1e6);
        object.put("p90_ms", latency.p90() / 1e6);
        object.put("p99_ms", latency.p99() / 1e6);
        object.put("min_ms", latency.min() / 1e6);
        object.put("mean_ms", throughput.meanNanoseconds() / 1e6);
        object.put("inferences_per_second", throughput.inferencesPerSecond());
        object.put("images_per_second", throughput.inferencesPerSecond() * report.batch());
        object.put("flop", report.flops());
        object.put("gflop_per_second", report.flopsPerSecond() / 1e9);
        object.put(
                "peak_gflop_per_second",
                report.peak().isPresent() ? report.peak().getAsDouble() / 1e9 : null);
        object.put(
                "peak_share",
                report.peak().isPresent()
                        ? report.flopsPerSecond() / report.peak().getAsDouble()
                        : null);
        report.results()
                .firstTimes()
                .forEach((name, nanoseconds) -> object.put(name.replace(' ', '_') + "_ms", nanoseconds / 1e6));
        object.put("first_result_ms", report.results().firstNanoseconds() / 1e6);
        object.put("weights_bytes", report.results().memory().weights());
        object.put("activations_bytes", report.results().memory().activations());
        object.put("largest_live_bytes", report.results().memory().largestLive());
        object.put("scratchpad_bytes", report.results().memory().scratchpad());
        object.put("native_bytes", report.results().nativeBytes());
        object.put(
                "peak_resident_bytes",
                report.results().peakBytes().isPresent()
                        ? report.results().peakBytes().getAsLong()
                        : null);
        object.put(
                "not_finite", report.notFinite().stream().map(NotFinite::toJson).toList());
        object.put("machine", machine(report));
        if (report.results().profile() != null) {
            object.put(
                    "profile",
                    report.results().profile().steps().stream()
                            .map(BenchJson::of)
                            .toList());
        }
        if (!report.comparisons().isEmpty()) {
            object.put(
                    "comparison",
                    report.comparisons().stream()
                            .flatMap(comparison -> ComparisonText.toJson(comparison).stream())
                            .toList());
        }
        return object;
    }

    private static @Nullable Long winogradMemory(BenchReport report) {
        OptionalLong limit = report.options().algorithms().winogradMemory();
        return limit.isPresent() ? limit.getAsLong() : null;
    }

    private static Map<String, Object> machine(BenchReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("processor", BenchReport.processor(report.results().device()));
        object.put("processors", Runtime.getRuntime().availableProcessors());
        object.put("instruction_set", report.results().device().instructionSet());
        object.put("system", Versions.system());
        object.put("java", Versions.java());
        object.put("mish4j", Versions.mish4j());
        return object;
    }

    private static Map<String, Object> of(StepTime time) {
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
}
