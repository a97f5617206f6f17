// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Passes;
import org.mish4j.cli.text.Progress;

/** One network with several activations: what the activation alone costs. */
public final class ActivationComparison {
    /** The name of the network without an activation, which the others are compared with. */
    public static final String BASELINE = "linear";

    private ActivationComparison() {}

    /** A network that runs with one of the activations. */
    private static final class Variant implements AutoCloseable {
        private final String activation;
        private final CompiledModel model;
        private final InferRequest request;
        private final long[] nanoseconds;

        private Variant(String activation, CompiledModel model, InferRequest request, int iterations) {
            this.activation = activation;
            this.model = model;
            this.request = request;
            this.nanoseconds = new long[iterations];
        }

        static Variant open(String activation, CompiledModel model, int iterations) {
            try {
                InferRequest request = model.createRequest();
                RandomInputs.fill(request);
                return new Variant(activation, model, request, iterations);
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        }

        void run(int iteration) {
            long start = System.nanoTime();
            request.run();
            nanoseconds[iteration] = System.nanoTime() - start;
        }

        @Override
        public void close() {
            request.close();
            model.close();
        }
    }

    /**
     * Measures the network with each activation, in turns, and without one.
     *
     * @param activations by their names
     * @param counts decided
     * @param err where progress is written
     * @return the latency with each activation, by its name; the last one is without, if that was not among them
     * @throws IllegalArgumentException if the network has no activation
     */
    public static Map<String, Latency> measure(
            Device device,
            Graph graph,
            CompileOptions options,
            Map<String, Activation> activations,
            RunCounts counts,
            PrintWriter err) {
        Map<String, Activation> all = new LinkedHashMap<>(activations);
        all.putIfAbsent(BASELINE, Activation.linear(1, 0));
        ActivationSwap swap = ActivationSwap.of(Passes.optimize(graph));
        List<Variant> variants = new ArrayList<>();
        try (Progress progress = Progress.start(err, "comparing activations", counts.iterations())) {
            all.forEach((name, activation) -> variants.add(
                    Variant.open(name, device.compile(swap.with(activation), options), counts.iterations())));
            for (int run = 0; run < counts.warmUp(); run++) {
                variants.forEach(variant -> variant.request.run());
            }
            for (int iteration = 0; iteration < counts.iterations(); iteration++) {
                int current = iteration;
                variants.forEach(variant -> variant.run(current));
                progress.advance();
            }
            Map<String, Latency> latencies = new LinkedHashMap<>();
            variants.forEach(variant -> latencies.put(variant.activation, Latency.of(variant.nanoseconds)));
            return latencies;
        } finally {
            variants.forEach(Variant::close);
        }
    }
}
