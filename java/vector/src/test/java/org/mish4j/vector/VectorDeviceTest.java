// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.MishException;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** The device as users meet it. */
class VectorDeviceTest {
    private static final int MOST_RUNS = 200_000;

    private static float[] random(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static Graph network() {
        Graph.Builder builder = Graph.builder("network");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 24, 12, 12));
        Value weights = builder.constant("w", Constant.ofFloats(Shape.of(40, 24, 3, 3), random(40 * 24 * 9)));
        Value bias = builder.constant("b", Constant.ofFloats(Shape.of(40), random(40)));
        Value convolution = builder.add(
                "convolution", new Operator.Convolution(1, Window.uniform(2, 1, 1), true, List.of()), x, weights, bias);
        Value mish = builder.add("mish", new Operator.Eltwise(Activation.mish()), convolution);
        return builder.output("y", mish).build();
    }

    @Test
    void isListedBetweenTheNativeDevicesAndTheReference() {
        List<String> names = Device.list().stream().map(info -> info.name()).toList();

        assertThat(names).containsSubsequence("java-vector", "java-reference");
        assertThat(Device.of("java-vector").info().instructionSet()).startsWith("Vector API, ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theNumberOfThreadsChangesNoBit(int threads) {
        float[] input = random(24 * 144);
        assertThat(run(threads, input)).isEqualTo(run(3, input));
    }

    private static float[] run(int threads, float[] input) {
        CompileOptions options = CompileOptions.defaults().withThreads(threads);
        try (CompiledModel model = Device.of("java-vector").compile(network(), options);
                InferRequest request = model.createRequest()) {
            assertThat(model.threads()).isEqualTo(threads);
            request.input().copyFrom(input);
            request.run();
            return request.output().toFloatArray();
        }
    }

    /** Before the optimising compiler is done with the loops, every vector is an object. */
    @Test
    void allocatesNothingOnceItIsCompiled() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CompileOptions options = CompileOptions.defaults().withThreads(1);
        try (CompiledModel model = Device.of("java-vector").compile(network(), options);
                InferRequest request = model.createRequest()) {
            long least = Long.MAX_VALUE;
            for (int run = 0; run < MOST_RUNS && least > 0; run++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                request.run();
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    /** Some 2 TB, which no virtual machine reserves. */
    @Test
    void aRequestForWhichThereIsNoMemoryIsRefusedInOneSentence() {
        Graph.Builder builder = Graph.builder("wide");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 1, 500_000, 500_000));
        Value weights = builder.constant("w", Constant.ofFloats(Shape.of(1, 1, 3, 3), random(9)));
        Operator convolution = new Operator.Convolution(1, Window.uniform(2, 1, 1), false, List.of());
        Graph graph = builder.output("y", builder.add("convolution", convolution, x, weights))
                .build();

        try (CompiledModel model = Device.of("java-vector").compile(graph, CompileOptions.defaults())) {
            assertThatThrownBy(model::createRequest)
                    .isInstanceOf(MishException.class)
                    .hasMessageMatching("there is no memory for the \\d+ bytes of the activations");
        }
    }

    @Test
    void threadsEndWithTheModel() throws InterruptedException {
        long before = workers();
        CompileOptions options = CompileOptions.defaults().withThreads(4);
        CompiledModel model = Device.of("java-vector").compile(network(), options);
        InferRequest request = model.createRequest();
        assertThat(workers()).isEqualTo(before + 3);
        model.close();
        request.run();
        assertThat(workers()).isEqualTo(before + 3);
        request.close();
        for (int wait = 0; wait < 1000 && workers() > before; wait++) {
            Thread.sleep(10);
        }
        assertThat(workers()).isEqualTo(before);
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mish4j-worker-"))
                .count();
    }
}
