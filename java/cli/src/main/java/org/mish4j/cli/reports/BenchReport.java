// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.Shape;
import org.mish4j.cli.elements.NotFinite;
import org.mish4j.cli.measure.Comparison;
import org.mish4j.cli.measure.RunCounts;
import org.mish4j.cli.measure.StepProfile;
import org.mish4j.cli.measure.Throughput;

/**
 * What was measured of a model; {@link BenchText} and {@link BenchJson} tell it.
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

    long batch() {
        Shape shape = graph.inputs().isEmpty()
                ? Shape.of()
                : graph.inputs().getFirst().shape();
        return shape.rank() == 0 ? 1 : shape.dimension(0);
    }

    long flops() {
        return GraphSummary.of(graph).flops();
    }

    /** The rate of floating-point operations: that of the median run, or of all requests together. */
    double flopsPerSecond() {
        double perSecond = results.requests() == 1
                ? 1e9 / results.throughput().latency().p50()
                : results.throughput().inferencesPerSecond();
        return flops() * perSecond;
    }

    /** Describes the processor, also for a device that is none. */
    static String processor(DeviceInfo device) {
        return Device.list().stream()
                .filter(info -> info.name().equals("cpu") && info.available())
                .findFirst()
                .orElse(device)
                .description();
    }
}
