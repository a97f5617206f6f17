// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.GraphSource;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** One model for several shapes of its input. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class SeveralShapesTest {
    private static final long CHANNELS = 8;

    private final Device device;
    private final AtomicInteger graphs = new AtomicInteger();

    SeveralShapesTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    private Graph graph(Map<String, Shape> shapes) {
        graphs.incrementAndGet();
        Shape shape = shapes.getOrDefault("x", Shape.of(1, CHANNELS, 6, 6));
        if (shape.dimension(1) != CHANNELS) {
            throw new IllegalArgumentException("the network has %d channels".formatted(CHANNELS));
        }
        Graph.Builder builder = Graph.builder("block");
        Value x = builder.input("x", TensorType.F32, shape);
        Shape weights = Shape.of(CHANNELS, CHANNELS, 3, 3);
        Value w = builder.constant("w", Constant.ofFloats(weights, TestGraphs.randomFloats(7, weights)));
        List<PostOp> postOps = List.of(new PostOp.Apply(Activation.mish()), new PostOp.AddResidual());
        Value y = builder.add("conv", new Operator.Convolution(1, Window.uniform(2, 1, 1), false, postOps), x, w, x);
        return builder.output("y", y).build();
    }

    private CompiledModel compile() {
        return device.compile(this::graph, Map.of(), CompileOptions.defaults().withThreads(1));
    }

    private static Map<String, Shape> size(long batch, long size) {
        return Map.of("x", Shape.of(batch, CHANNELS, size, size));
    }

    private static float[] run(InferRequest request, float[] x) {
        request.input().copyFrom(x);
        request.run();
        return request.output().toFloatArray();
    }

    @Test
    void eachShapeIsCompiledOnceAndGivesWhatAModelForItAloneGives() {
        try (CompiledModel model = compile()) {
            for (int round = 0; round < 2; round++) {
                for (long size = 5; size < 9; size++) {
                    Map<String, Shape> shapes = size(1, size);
                    float[] x = TestGraphs.randomFloats(size, shapes.get("x"));
                    try (InferRequest request = model.createRequest(shapes);
                            CompiledModel alone = device.compile(graph(shapes), CompileOptions.defaults());
                            InferRequest expected = alone.createRequest()) {
                        assertThat(request.model().inputs().getFirst().shape()).isEqualTo(shapes.get("x"));
                        assertThat(run(request, x))
                                .usingComparatorWithPrecision(1e-5f)
                                .containsExactly(run(expected, x));
                    }
                }
            }
            assertThat(graphs).as("the first, four, and eight for comparison").hasValue(1 + 4 + 8);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5})
    void aBatchGivesWhatItsImagesGiveOneByOne(long batch) {
        Shape shape = size(batch, 7).get("x");
        float[] x = TestGraphs.randomFloats(3, shape);
        int image = (int) (shape.elementCount() / batch);
        try (CompiledModel model = compile();
                InferRequest whole = model.createRequest(size(batch, 7));
                InferRequest single = model.createRequest(size(1, 7))) {
            float[] found = run(whole, x);
            for (int n = 0; n < batch; n++) {
                assertThat(Arrays.copyOfRange(found, n * image, (n + 1) * image))
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(run(single, Arrays.copyOfRange(x, n * image, (n + 1) * image)));
            }
        }
    }

    @Test
    void thePlansUsedLastAreKeptAndRequestsOfOthersStayUsable() {
        try (CompiledModel model = compile();
                InferRequest early = model.createRequest(size(1, 3))) {
            for (long size = 4; size < 4 + CompiledModel.MAX_SHAPES; size++) {
                model.createRequest(size(1, size)).close();
            }
            int before = graphs.get();
            model.createRequest(size(1, 3 + CompiledModel.MAX_SHAPES)).close();
            assertThat(graphs).as("kept").hasValue(before);
            model.createRequest(size(1, 3)).close();
            assertThat(graphs).as("compiled again").hasValue(before + 1);

            assertThat(run(early, TestGraphs.randomFloats(1, size(1, 3).get("x"))))
                    .isNotEmpty();
        }
    }

    @Test
    void threadsThatAskForTheSameShapeCompileItOnce() throws Exception {
        int threads = 4;
        CountDownLatch ready = new CountDownLatch(threads);
        try (CompiledModel model = compile();
                var executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                futures.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    model.createRequest(size(2, 9)).close();
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
        assertThat(graphs).hasValue(2);
    }

    /** A network whose plan for 10 pixels takes as long to compile as the test wants. */
    private final class SlowSource implements GraphSource {
        static final long SIZE = 10;

        private final CountDownLatch compiling = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public Graph graph(Map<String, Shape> shapes) {
            if (shapes.equals(size(1, SIZE))) {
                compiling.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return SeveralShapesTest.this.graph(shapes);
        }

        /** Asks for the slow plan, and returns once that is being compiled. */
        Future<InferRequest> ask(CompiledModel model, ExecutorService executor) throws InterruptedException {
            Future<InferRequest> asked = executor.submit(() -> model.createRequest(size(1, SIZE)));
            compiling.await();
            return asked;
        }
    }

    @Test
    void aShapeBeingCompiledHoldsUpNoOther() throws Exception {
        SlowSource slow = new SlowSource();
        try (CompiledModel model = device.compile(slow, Map.of(), CompileOptions.defaults());
                var executor = Executors.newSingleThreadExecutor()) {
            Future<InferRequest> waiting = slow.ask(model, executor);
            model.createRequest(size(1, 11)).close();
            model.createRequest().close();
            assertThat(waiting.isDone()).isFalse();
            slow.release.countDown();
            waiting.get().close();
        }
    }

    @Test
    void aShapeBeingCompiledHoldsUpNoMoreShapesThanAreKept() throws Exception {
        SlowSource slow = new SlowSource();
        try (CompiledModel model = device.compile(slow, Map.of(), CompileOptions.defaults());
                var executor = Executors.newSingleThreadExecutor()) {
            Future<InferRequest> waiting = slow.ask(model, executor);
            for (long size = 11; size < 12 + CompiledModel.MAX_SHAPES; size++) {
                model.createRequest(size(1, size)).close();
            }
            assertThat(waiting.isDone()).isFalse();
            slow.release.countDown();
            try (InferRequest request = waiting.get()) {
                assertThat(run(request, TestGraphs.randomFloats(1, size(1, 10).get("x"))))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void closingDoesNotWaitForACompilation() throws Exception {
        SlowSource slow = new SlowSource();
        CompiledModel model = device.compile(slow, Map.of(), CompileOptions.defaults());
        try (var executor = Executors.newSingleThreadExecutor()) {
            Future<InferRequest> waiting = slow.ask(model, executor);
            model.close();
            assertThat(waiting.isDone()).isFalse();
            slow.release.countDown();
            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("model 'block' is closed");
        }
    }

    @Test
    void whatTheNetworkCantHaveIsRefusedAndForgotten() {
        Map<String, Shape> wrong = Map.of("x", Shape.of(1, 3, 6, 6));
        try (CompiledModel model = compile()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> model.createRequest(wrong))
                        .withMessage("the network has 8 channels");
            }
            model.createRequest(size(1, 5)).close();
        }
    }

    @Test
    void aClosedModelOrASingleGraphHasNoOtherShapes() {
        CompiledModel model = compile();
        model.createRequest(size(1, 5)).close();
        model.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> model.createRequest(size(1, 5)))
                .withMessage("model 'block' is closed");

        try (CompiledModel single = device.compile(graph(Map.of()))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> single.createRequest(size(1, 5)))
                    .withMessageContaining("compiled from a single graph");
        }
    }
}
