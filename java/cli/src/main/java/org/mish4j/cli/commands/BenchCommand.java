// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Diagnostics;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Passes;
import org.mish4j.PerformanceHint;
import org.mish4j.cli.elements.NotFinite;
import org.mish4j.cli.measure.Comparison;
import org.mish4j.cli.measure.PeakRate;
import org.mish4j.cli.measure.ProcessMemory;
import org.mish4j.cli.measure.RandomInputs;
import org.mish4j.cli.measure.RunCounts;
import org.mish4j.cli.measure.StepProfile;
import org.mish4j.cli.measure.Throughput;
import org.mish4j.cli.options.ComparisonRequest;
import org.mish4j.cli.options.JsonOption;
import org.mish4j.cli.options.ModelOptions;
import org.mish4j.cli.options.TargetOptions;
import org.mish4j.cli.reports.AlgorithmCounts;
import org.mish4j.cli.reports.BenchJson;
import org.mish4j.cli.reports.BenchReport;
import org.mish4j.cli.reports.BenchText;
import org.mish4j.cli.reports.CompileReport;
import org.mish4j.cli.reports.GraphSummary;
import org.mish4j.cli.reports.GraphSummary.NodeSummary;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model. */
@Command(
        name = "bench",
        description = "Measure a model: latency, throughput, time to the first result, memory.",
        footer = {
            "",
            "FLOPs are those of convolutions and matrix products: 2 for each multiply-add. The machine's peak is what the "
                    + "fastest of large matrix products and a large convolution reaches on the device cpu, with as many "
                    + "threads as run here and the same precision.",
            "Inputs are drawn from a seed. Times are those of a run alone: inputs and outputs stay in place."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int MAX_REQUESTS = 1024;
    private static final int MAX_PROFILED_RUNS = 50;

    private final Streams streams;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description =
                    "How often each request is run while times are taken. Default: about five seconds, 10 to 1000.")
    private int iterations = RunCounts.AUTOMATIC;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "How often each request is run before. Default: about a second, 10 at most.")
    private int warmUp = RunCounts.AUTOMATIC;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description =
                    "How many requests run side by side, each in a thread of its own; more than one have one thread "
                            + "each, unless --threads says otherwise. Default: 1; with --hint THROUGHPUT as many as keep all "
                            + "processors busy.")
    private @Nullable Integer requests;

    @Option(names = "--profile", description = "Show the time of each step, and of each kind of steps.")
    private boolean profiled;

    @Option(
            names = "--compare",
            paramLabel = "activation=NAME,...|algorithm=NAME,...",
            description =
                    "Measure the model in turns with other activations in the place of its main one, and without; or "
                            + "with other algorithms for its convolutions, and with direct. May be given for both.")
    private List<String> compared = new ArrayList<>();

    @Mixin
    private final JsonOption json = new JsonOption();

    public BenchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        RunCounts counts = new RunCounts(warmUp, iterations);
        if (requests != null && (requests < 1 || requests > MAX_REQUESTS)) {
            throw new IllegalArgumentException(
                    "the number of requests is %d, expected 1 to %d".formatted(requests, MAX_REQUESTS));
        }
        CompileOptions options = requests == null || requests == 1 ? target.compileOptions() : target.compileOptions(1);
        List<ComparisonRequest> requested = compared.stream()
                .map(text -> ComparisonRequest.parse(text, options))
                .toList();
        json.requireWritable();
        target.noteMissing(streams.err());
        BenchReport report = measure(options, counts, requested);
        json.print(streams.out(), BenchText.lines(report), BenchJson.of(report));
        return 0;
    }

    private BenchReport measure(CompileOptions options, RunCounts counts, List<ComparisonRequest> requested) {
        Stopwatch stopwatch = new Stopwatch();
        Device device = target.device();
        stopwatch.lap("device");
        Graph graph = model.load();
        stopwatch.lap("load");
        List<NotFinite> notFinite;
        BenchReport.Results results;
        try (CompiledModel compiled = device.compile(graph, options.withProgress(new CompileReport(streams.err())))) {
            stopwatch.lap("compile");
            try (InferRequest request = compiled.createRequest()) {
                RandomInputs.fill(request);
                request.run();
                stopwatch.lap("first run");
                notFinite = NotFinite.of(request);
            }
            results = measure(compiled, graph, stopwatch, counts);
        }
        RunCounts decided = results.counts();
        List<Comparison> comparisons = requested.stream()
                .map(request -> request.measure(device, graph, decided, streams.err()))
                .toList();
        int busyThreads = Math.min(
                results.threads() * results.requests(), Runtime.getRuntime().availableProcessors());
        OptionalDouble peak =
                isOnProcessor(device) ? PeakRate.measure(options.withThreads(busyThreads)) : OptionalDouble.empty();
        return new BenchReport(model.name(), graph, options, results, notFinite, comparisons, peak, busyThreads);
    }

    private static boolean isOnProcessor(Device device) {
        return !device.info().name().startsWith("cuda:");
    }

    private BenchReport.Results measure(CompiledModel compiled, Graph graph, Stopwatch stopwatch, RunCounts counts) {
        RunCounts decided = counts.decide(secondRun(compiled));
        int sideBySide = requests(compiled);
        Throughput throughput = Throughput.measure(compiled, sideBySide, decided, streams.err());
        OptionalLong peakMemory = ProcessMemory.peakBytes();
        StepProfile profile = profiled
                ? StepProfile.measure(compiled, flopsByName(graph), Math.min(decided.iterations(), MAX_PROFILED_RUNS))
                : null;
        return new BenchReport.Results(
                compiled.device(),
                compiled.threads(),
                sideBySide,
                decided,
                throughput,
                stopwatch.laps(),
                AlgorithmCounts.of(compiled.steps()),
                compiled.memory(),
                Diagnostics.nativeMemoryBytes(),
                peakMemory,
                profile);
    }

    private int requests(CompiledModel compiled) {
        if (requests != null) {
            return requests;
        }
        return target.hint() == PerformanceHint.THROUGHPUT ? Math.min(compiled.parallelRequests(), MAX_REQUESTS) : 1;
    }

    /** The first run of a model may take much longer than those that follow. */
    private static long secondRun(CompiledModel compiled) {
        try (InferRequest request = compiled.createRequest()) {
            RandomInputs.fill(request);
            request.run();
            long start = System.nanoTime();
            request.run();
            return System.nanoTime() - start;
        }
    }

    /** Returns the FLOPs of the nodes that are compiled; those whose name several have are left out. */
    private static Map<String, Long> flopsByName(Graph graph) {
        Map<String, List<Long>> all = new LinkedHashMap<>();
        for (NodeSummary node : GraphSummary.of(Passes.optimize(graph)).nodes()) {
            if (node.flops() > 0) {
                all.computeIfAbsent(node.name(), _ -> new ArrayList<>()).add(node.flops());
            }
        }
        Map<String, Long> flops = new LinkedHashMap<>();
        all.forEach((name, ofNodes) -> {
            if (ofNodes.size() == 1) {
                flops.put(name, ofNodes.getFirst());
            }
        });
        return flops;
    }

    /** Times of what follows one another. */
    private static final class Stopwatch {
        private final Map<String, Long> laps = new LinkedHashMap<>();
        private long last = System.nanoTime();

        void lap(String name) {
            long now = System.nanoTime();
            laps.put(name, now - last);
            last = now;
        }

        Map<String, Long> laps() {
            return laps;
        }
    }
}
