// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.ImageInput;
import org.mish4j.InferRequest;
import org.mish4j.MishException;
import org.mish4j.Operator;
import org.mish4j.PerformanceHint;
import org.mish4j.PlanStep;
import org.mish4j.Precision;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.internal.ffm.NativeBackend;
import org.mish4j.internal.memory.ManagedResource;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** What holds of the device {@code cpu} in particular: fused plans, one downcall, no heap. */
@ExtendWith(LeakCheck.class)
class NativeDeviceTest {
    private Device cpu;

    @BeforeEach
    void requireCpu() {
        DeviceInfo info = Device.list().stream()
                .filter(candidate -> candidate.name().equals("cpu"))
                .findFirst()
                .orElseThrow();
        Assumptions.assumeTrue(info.available(), info.reason());
        cpu = Device.of("cpu");
    }

    @Test
    void convolutionBiasMishAndResidualAreOneStepEach() {
        CompileOptions direct = CompileOptions.defaults().withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT));
        try (CompiledModel model = cpu.compile(TestGraphs.residualBlock(1, 16, 8), direct)) {
            assertThat(model.steps())
                    .extracting(PlanStep::operation)
                    .filteredOn(operation -> !operation.equals("reorder"))
                    .containsExactly("convolution+bias+mish", "convolution+bias+mish+add");
            assertThat(model.steps()).extracting(PlanStep::kernel).noneMatch(kernel -> kernel.startsWith("ref"));
        }
    }

    @Test
    void anInferenceIsOneNativeCallAndAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (CompiledModel model = cpu.compile(TestGraphs.residualBlock(1, 8, 6));
                InferRequest request = model.createRequest()) {
            for (int run = 0; run < 20_000; run++) {
                request.run();
            }
            long thread = Thread.currentThread().threadId();
            long callsBefore = NativeBackend.callCount();
            long bytesBefore = threads.getThreadAllocatedBytes(thread);
            int runs = 1000;
            for (int run = 0; run < runs; run++) {
                request.run();
            }
            long bytes = threads.getThreadAllocatedBytes(thread) - bytesBefore;
            // The count's own call is not counted by it, but by the next.
            long calls = NativeBackend.callCount() - callsBefore - 1;

            assertThat(calls).isEqualTo(runs);
            assertThat(bytes).as("heap bytes of %d runs", runs).isLessThan(runs);
        }
    }

    @Test
    void theHintSetsThreadsAndSaysHowManyRequestsToRunSideBySide() {
        int processors = Runtime.getRuntime().availableProcessors();
        Graph graph = TestGraphs.residualBlock(1, 8, 5);
        CompileOptions throughput = CompileOptions.defaults().withHint(PerformanceHint.THROUGHPUT);
        for (String name : List.of("cpu", "java-reference")) {
            try (CompiledModel model = Device.of(name).compile(graph, throughput)) {
                assertThat(model.threads()).isEqualTo(1);
                assertThat(model.parallelRequests()).isEqualTo(processors);
            }
        }
        try (CompiledModel model = cpu.compile(graph)) {
            assertThat(model.threads()).isEqualTo(processors);
            assertThat(model.parallelRequests()).isEqualTo(1);
        }
        try (CompiledModel model = cpu.compile(graph, throughput.withThreads(processors + 1))) {
            assertThat(model.parallelRequests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void runsWithTheThreadsAskedFor(int count) {
        Graph graph = TestGraphs.residualBlock(2, 24, 9);
        try (CompiledModel model = cpu.compile(graph, CompileOptions.defaults().withThreads(count))) {
            assertThat(model.threads()).isEqualTo(count);
        }
        assertThat(TestGraphs.run(cpu, graph, CompileOptions.defaults().withThreads(count))
                        .getFirst())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(
                        TestGraphs.run(cpu, graph, CompileOptions.defaults()).getFirst());
    }

    @Test
    void aPrecisionThatTheProcessorLacksIsRefusedWithAReason() {
        for (Precision precision : Precision.values()) {
            if (!cpu.info().precisions().contains(precision)) {
                assertThatThrownBy(() -> cpu.compile(
                                TestGraphs.residualBlock(1, 8, 6),
                                CompileOptions.defaults().withPrecision(precision)))
                        .isInstanceOf(MishException.class)
                        .hasMessageContaining(precision.name())
                        .hasMessageContaining(cpu.info().instructionSet());
            }
        }
    }

    @Test
    void aLowPrecisionThatTheProcessorHasIsCloseToF32() {
        Graph graph = TestGraphs.residualBlock(1, 16, 8);
        float[] exact = TestGraphs.run(cpu, graph, CompileOptions.defaults()).getFirst();
        double largest = IntStream.range(0, exact.length)
                .mapToDouble(i -> Math.abs(exact[i]))
                .max()
                .orElseThrow();
        for (Precision precision : cpu.info().precisions()) {
            float[] found = TestGraphs.run(cpu, graph, CompileOptions.defaults().withPrecision(precision))
                    .getFirst();
            for (int index = 0; index < exact.length; index++) {
                assertThat((double) found[index])
                        .as("%s at %d", precision, index)
                        .isCloseTo(exact[index], Offset.offset(3e-2 * largest));
            }
        }
    }

    @Test
    void conversionsAtTheBoundaryAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Graph.Builder builder = Graph.builder("all types");
        for (TensorType type : TensorType.values()) {
            Value x = builder.input(type.name(), type, Shape.of(4));
            Value y = builder.add(type + " halved", new Operator.Eltwise(Activation.linear(0.5f, 0)), x);
            builder.output(type.name(), y, type);
        }
        try (CompiledModel model = cpu.compile(builder.build());
                InferRequest request = model.createRequest()) {
            long least = Long.MAX_VALUE;
            for (int run = 0; run < 20_000 && least > 0; run++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                request.run();
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }

            assertThat(least).isZero();
        }
    }

    @Test
    void bytesOfAnImageAreConvertedInOneStepBeforeTheConvolution() {
        Graph graph = ImageInput.of(1 / 255f, 0).applyTo(ImageInputTest.stem(1, 40, 40));
        try (CompiledModel model =
                cpu.compile(graph, CompileOptions.defaults().withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT)))) {
            assertThat(model.steps())
                    .extracting(PlanStep::operation)
                    .filteredOn(operation -> !operation.equals("reorder"))
                    .containsExactly("convert_image", "convolution+mish");
            assertThat(model.steps().getFirst().operation()).isEqualTo("convert_image");
            assertThat(model.steps().get(1).operation())
                    .as("no reorder between them")
                    .isEqualTo("convolution+mish");
        }
    }

    @Test
    void moreForeignTensorsThanCanBeProtectedAreRefused() {
        List<Tensor> tensors = new ArrayList<>();
        try (CompiledModel model = cpu.compile(TestGraphs.sumOfInputs(10));
                InferRequest request = model.createRequest()) {
            for (int index = 0; index < 9; index++) {
                tensors.add(Tensor.ofFloats(Shape.of(4), 1, 2, 3, 4));
            }
            for (int index = 0; index < 8; index++) {
                request.bindInput("x" + index, tensors.get(index));
            }
            assertThatThrownBy(() -> request.bindInput("x8", tensors.get(8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no more than 8");
            request.bindInput("x0", tensors.get(8));
            request.input("x8").copyFrom(new float[] {1, 1, 1, 1});
            request.input("x9").copyFrom(new float[] {1, 1, 1, 1});
            request.run();

            assertThat(request.output().toFloatArray()).containsExactly(10, 18, 26, 34);
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    @Test
    void whatIsForgottenIsFreed() throws InterruptedException {
        int before = ManagedResource.openCount();
        forget();
        for (int attempt = 0; attempt < 100 && ManagedResource.openCount() > before; attempt++) {
            System.gc();
            Thread.sleep(50);
        }

        assertThat(ManagedResource.openCount()).isEqualTo(before);
    }

    private void forget() {
        CompiledModel model = cpu.compile(TestGraphs.residualBlock(1, 8, 6));
        model.createRequest().run();
        Tensor.allocate(TensorType.F32, Shape.of(3));
    }
}
