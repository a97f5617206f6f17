// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.digits;

import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Diagnostics;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.PlanStep;
import org.mish4j.cli.measure.Latency;
import org.mish4j.cli.text.Progress;

/**
 * What one device made of all images, one at a time.
 *
 * @param threads how many threads ran an inference
 * @param steps the executed plan
 * @param answers the digit that each image was taken for
 * @param measuredRuns how many times the latency is of
 * @param latency of {@link InferRequest#run}, warmed up
 * @param nativeCalls calls of native functions that an inference made, on average
 * @param heapBytes bytes that an inference allocated on the heap, in the calling thread, on average
 */
public record DeviceTrial(
        DeviceInfo device,
        int threads,
        List<PlanStep> steps,
        List<Integer> answers,
        int measuredRuns,
        Latency latency,
        double nativeCalls,
        double heapBytes) {
    /** As long as the optimising compiler takes for loops on the Vector API. */
    private static final long WARM_UP_NANOSECONDS = 3_000_000_000L;

    private static final long MEASURED_NANOSECONDS = 1_500_000_000;
    private static final int MIN_MEASURED_RUNS = 200;
    private static final int MAX_MEASURED_RUNS = 36_000;
    private static final int COUNTED_RUNS = 100;

    private record Cost(double nativeCalls, double heapBytes) {}

    /**
     * Compiles the network for a device, classifies all images, and measures.
     *
     * @param passes how often all images are classified while times are taken; 0 is as often as a second or two allow
     * @param err where progress is written
     */
    public static DeviceTrial run(
            Device device, Graph network, CompileOptions options, DigitSamples samples, int passes, PrintWriter err) {
        try (CompiledModel model = device.compile(network, options);
                InferRequest request = model.createRequest()) {
            List<Integer> answers;
            long passNanoseconds;
            long start = System.nanoTime();
            do {
                long passStart = System.nanoTime();
                answers = classifyAll(request, samples, err);
                passNanoseconds = System.nanoTime() - passStart;
            } while (passes == 0 && System.nanoTime() - start < WARM_UP_NANOSECONDS);
            int runs = passes > 0 ? passes * samples.size() : affordableRuns(passNanoseconds / samples.size());
            Latency latency = measureLatency(request, samples, runs, err);
            Cost cost = measureCost(request);
            return new DeviceTrial(
                    model.device(),
                    model.threads(),
                    model.steps(),
                    answers,
                    runs,
                    latency,
                    cost.nativeCalls(),
                    cost.heapBytes());
        }
    }

    private static int affordableRuns(long nanoseconds) {
        return Math.clamp(MEASURED_NANOSECONDS / Math.max(nanoseconds, 1), MIN_MEASURED_RUNS, MAX_MEASURED_RUNS);
    }

    private static List<Integer> classifyAll(InferRequest request, DigitSamples samples, PrintWriter err) {
        List<Integer> answers = new ArrayList<>();
        String title = "warming up " + request.model().device().name();
        try (Progress progress = Progress.start(err, title, samples.size())) {
            for (int sample = 0; sample < samples.size(); sample++) {
                answers.add(classify(request, samples.image(sample)));
                progress.advance();
            }
        }
        return answers;
    }

    private static int classify(InferRequest request, float[] image) {
        request.input().copyFrom(image);
        request.run();
        float[] logits = request.output().toFloatArray();
        int best = 0;
        for (int digit = 1; digit < logits.length; digit++) {
            best = logits[digit] > logits[best] ? digit : best;
        }
        return best;
    }

    private static Latency measureLatency(InferRequest request, DigitSamples samples, int runs, PrintWriter err) {
        long[] nanoseconds = new long[runs];
        String title = "measuring " + request.model().device().name();
        try (Progress progress = Progress.start(err, title, runs)) {
            for (int run = 0; run < runs; run++) {
                request.input().copyFrom(samples.image(run % samples.size()));
                long start = System.nanoTime();
                request.run();
                nanoseconds[run] = System.nanoTime() - start;
                progress.advance();
            }
        }
        return Latency.of(nanoseconds);
    }

    private static Cost measureCost(InferRequest request) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long firstCount = Diagnostics.nativeCallCount();
        long callsToCount = Diagnostics.nativeCallCount() - firstCount;
        long callsBefore = Diagnostics.nativeCallCount();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < COUNTED_RUNS; run++) {
            request.run();
        }
        long bytesAfter = threads.getCurrentThreadAllocatedBytes();
        long callsAfter = Diagnostics.nativeCallCount();
        return new Cost(
                (double) (callsAfter - callsBefore - callsToCount) / COUNTED_RUNS,
                (double) (bytesAfter - bytesBefore) / COUNTED_RUNS);
    }
}
