// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalDouble;
import org.mish4j.Algorithm;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/**
 * The machine's rate of multiply-adds as its best kernels reach it: the fastest run of matrix products and of a
 * convolution that are large enough to be bound by arithmetic alone, and short enough to be left alone by other processes
 * now and then.
 */
public final class PeakRate {
    private static final String DEVICE = "cpu";
    private static final long MEASURED_NANOSECONDS = 400_000_000;
    private static final int MIN_RUNS = 5;
    private static final List<Long> SIDES = List.of(512L, 1024L);
    private static final long CHANNELS = 256;
    private static final long PIXELS = 28;
    private static final long KERNEL = 3;

    private PeakRate() {}

    /**
     * Measures on the device {@code cpu}.
     *
     * @param options the number of threads and the precision
     * @return FLOPs in a second, 2 for each multiply-add; empty if there is no such device, or none with that precision
     */
    public static OptionalDouble measure(CompileOptions options) {
        boolean known = Device.list().stream()
                .anyMatch(info -> info.name().equals(DEVICE) && info.available() && has(info, options));
        if (!known) {
            return OptionalDouble.empty();
        }
        // Other algorithms take fewer operations than are counted
        CompileOptions direct = options.withAlgorithms(options.algorithms().withAlgorithm(Algorithm.DIRECT));
        double best = rate(convolution(), 2.0 * CHANNELS * CHANNELS * KERNEL * KERNEL * PIXELS * PIXELS, direct);
        for (long side : SIDES) {
            best = Math.max(best, rate(matrixProduct(side), 2.0 * side * side * side, direct));
        }
        return OptionalDouble.of(best);
    }

    private static boolean has(DeviceInfo info, CompileOptions options) {
        return info.precisions().contains(options.precision());
    }

    private static Graph matrixProduct(long side) {
        Graph.Builder graph = Graph.builder("matrix product");
        Value x = graph.input("x", TensorType.F32, Shape.of(side, side));
        Value weights = graph.constant("weights", ones(Shape.of(side, side)));
        return graph.output("y", graph.add("product", new Operator.MatMul(false, List.of()), x, weights))
                .build();
    }

    private static Graph convolution() {
        Graph.Builder graph = Graph.builder("convolution");
        Value x = graph.input("x", TensorType.F32, Shape.of(1, CHANNELS, PIXELS, PIXELS));
        Value weights = graph.constant("weights", ones(Shape.of(CHANNELS, CHANNELS, KERNEL, KERNEL)));
        Operator operator = new Operator.Convolution(1, Window.uniform(2, 1, KERNEL / 2), false, List.of());
        return graph.output("y", graph.add("convolution", operator, x, weights)).build();
    }

    private static Constant ones(Shape shape) {
        return Constant.of(TensorType.F32, shape, segment -> {
            for (long index = 0; index < shape.elementCount(); index++) {
                segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, 1);
            }
        });
    }

    private static double rate(Graph graph, double flops, CompileOptions options) {
        try (CompiledModel model = Device.of(DEVICE).compile(graph, options);
                InferRequest request = model.createRequest()) {
            RandomInputs.fill(request);
            long begin = System.nanoTime();
            long least = Long.MAX_VALUE;
            for (int run = 0; run < MIN_RUNS || System.nanoTime() - begin < MEASURED_NANOSECONDS; run++) {
                long start = System.nanoTime();
                request.run();
                least = Math.min(least, System.nanoTime() - start);
            }
            return flops * 1e9 / Math.max(1, least);
        }
    }
}
