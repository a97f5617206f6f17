// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.MishException;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** What may be done wrong with a request: each is defined, and none crashes. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class InferRequestTest {
    private final Device device;
    private final Graph graph = TestGraphs.residualBlock(1, 8, 6);
    private final Shape shape = Shape.of(1, 8, 6, 6);

    InferRequestTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    @Test
    void runsAgainAndAgainWithTheSameResult() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            request.input().copyFrom(TestGraphs.randomFloats(5, shape));
            request.run();
            float[] first = request.output().toFloatArray();
            request.run();

            assertThat(request.output().toFloatArray()).isEqualTo(first);
        }
    }

    @Test
    void twoRequestsShareAModelAndNothingElse() {
        try (CompiledModel model = device.compile(graph);
                InferRequest one = model.createRequest();
                InferRequest other = model.createRequest()) {
            one.input().copyFrom(TestGraphs.randomFloats(5, shape));
            one.run();
            float[] expected = one.output().toFloatArray();
            other.input().copyFrom(TestGraphs.randomFloats(6, shape));
            other.run();

            assertThat(one.output().toFloatArray()).isEqualTo(expected);
            assertThat(other.output().toFloatArray()).isNotEqualTo(expected);
        }
    }

    @Test
    void closingTwiceDoesNothing() {
        CompiledModel model = device.compile(graph);
        InferRequest request = model.createRequest();
        request.close();
        request.close();
        model.close();
        model.close();
    }

    @Test
    void useAfterCloseIsRefused() {
        CompiledModel model = device.compile(graph);
        InferRequest request = model.createRequest();
        request.close();
        model.close();

        assertThatThrownBy(request::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(request::input)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> request.output("y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> request.setProfiling(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(model::createRequest)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model 'residual-block' is closed");
    }

    @Test
    void aRequestOutlivesItsModel() {
        CompiledModel model = device.compile(graph);
        try (InferRequest request = model.createRequest()) {
            request.input().copyFrom(TestGraphs.randomFloats(5, shape));
            request.run();
            float[] before = request.output().toFloatArray();
            model.close();
            request.run();

            assertThat(request.output().toFloatArray()).isEqualTo(before);
        }
    }

    @Test
    void closingDuringARunTakesEffectAtItsEnd() throws Exception {
        try (CompiledModel model = device.compile(graph);
                var executor = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 20; round++) {
                InferRequest request = model.createRequest();
                CountDownLatch running = new CountDownLatch(1);
                Future<?> runs = executor.submit(() -> runUntilRefused(request, running, "is closed"));
                running.await();
                request.close();
                runs.get();
            }
        }
    }

    @Test
    void aSecondThreadIsRefused() throws Exception {
        Graph large = TestGraphs.residualBlock(1, 16, 32);
        int threads = 4;
        AtomicInteger finished = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (CompiledModel model = device.compile(large);
                InferRequest request = model.createRequest()) {
            try (var executor = Executors.newFixedThreadPool(threads)) {
                AtomicBoolean stop = new AtomicBoolean();
                for (int thread = 0; thread < threads; thread++) {
                    executor.submit(() -> {
                        while (!stop.get()) {
                            try {
                                request.run();
                                finished.incrementAndGet();
                            } catch (IllegalStateException e) {
                                assertThat(e).hasMessageContaining("in use by another thread");
                                refused.incrementAndGet();
                            }
                            if (finished.get() >= 5 && refused.get() >= 5) {
                                stop.set(true);
                            }
                        }
                    });
                }
            }
            assertThat(finished.get()).isGreaterThanOrEqualTo(5);
            assertThat(refused.get()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void readsAndWritesTensorsOfTheCallers() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Tensor x = Tensor.ofFloats(shape, TestGraphs.randomFloats(5, shape));
                Tensor y = Tensor.allocate(TensorType.F32, shape)) {
            request.input().copyFrom(x.toFloatArray());
            request.run();
            float[] expected = request.output().toFloatArray();

            request.bindInput("x", x);
            request.bindOutput("y", y);
            request.run();

            assertThat(y.toFloatArray()).isEqualTo(expected);
            assertThat(request.input()).isSameAs(x);
            assertThat(request.output("y")).isSameAs(y);
        }
    }

    @Test
    void aClosedTensorIsNamed() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            Tensor x = Tensor.allocate(TensorType.F32, shape);
            request.bindInput("x", x);
            x.close();

            assertThatThrownBy(request::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("input 'x' is bound to a tensor that is closed");

            Tensor y = Tensor.allocate(TensorType.F32, shape);
            y.close();
            assertThatThrownBy(() -> request.bindOutput("y", y))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the tensor for output 'y' is closed");
        }
    }

    @Test
    void aTensorThatIsFreedDuringRunsNeverCrashes() throws Exception {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                var executor = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 50; round++) {
                Arena arena = Arena.ofShared();
                request.bindInput("x", Tensor.allocate(arena, TensorType.F32, shape));
                CountDownLatch running = new CountDownLatch(1);
                Future<?> runs = executor.submit(
                        () -> runUntilRefused(request, running, "input 'x' is bound to a tensor that is closed"));
                running.await();
                closeWhenNotInUse(arena);
                runs.get();
            }
        }
    }

    private static void runUntilRefused(InferRequest request, CountDownLatch running, String reason) {
        while (true) {
            try {
                request.run();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining(reason);
                return;
            }
            running.countDown();
        }
    }

    private static void closeWhenNotInUse(Arena arena) {
        while (arena.scope().isAlive()) {
            try {
                arena.close();
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void memoryOfAnotherThreadsArenaIsRefused() throws Exception {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Arena arena = Arena.ofConfined();
                var executor = Executors.newSingleThreadExecutor()) {
            request.bindInput("x", Tensor.allocate(arena, TensorType.F32, shape));
            assertThatCode(request::run).doesNotThrowAnyException();

            Future<?> run =
                    executor.submit(() -> assertThatThrownBy(request::run).isInstanceOf(WrongThreadException.class));
            run.get();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothShapes() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Tensor wrongShape = Tensor.allocate(TensorType.F32, Shape.of(1, 8, 6, 5));
                Tensor wrongType = Tensor.allocate(TensorType.F64, shape)) {
            assertThatThrownBy(() -> request.bindInput("x", wrongShape))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("input 'x' is F32[1, 8, 6, 6], found a tensor F32[1, 8, 6, 5]");
            assertThatThrownBy(() -> request.bindOutput("y", wrongType))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("output 'y' is F32[1, 8, 6, 6], found a tensor F64[1, 8, 6, 6]");
            assertThatThrownBy(() -> request.bindInput("z", wrongShape))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no input 'z'; there are x");
            assertThatThrownBy(() -> request.input().copyFrom(new float[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("288 values, found 3");
        }
    }

    @Test
    void anOutputThatOverlapsAnInputIsRefused() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Tensor both = Tensor.allocate(TensorType.F32, shape)) {
            request.bindInput("x", both);

            assertThatThrownBy(() -> request.bindOutput("y", both))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("output 'y' overlaps");
            request.run();
        }
    }

    @Test
    void memoryThatIsReadOnlyIsRefusedAsAnOutput() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Arena arena = Arena.ofConfined()) {
            MemorySegment readOnly =
                    arena.allocate(shape.elementCount() * 4, 64).asReadOnly();
            Tensor tensor = Tensor.wrap(readOnly, TensorType.F32, shape);

            assertThatThrownBy(() -> request.bindOutput("y", tensor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the tensor for output 'y' is read-only");
            request.bindInput("x", tensor);
            request.run();
        }
    }

    @Test
    void profilesEveryStep() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            assertThatThrownBy(request::stepNanoseconds)
                    .isInstanceOfAny(IllegalStateException.class, MishException.class);
            request.setProfiling(true);
            request.run();

            assertThat(request.stepNanoseconds()).hasSize(model.steps().size());
            assertThat(LongStream.of(request.stepNanoseconds()).boxed())
                    .allSatisfy(time -> assertThat(time).isPositive());
        }
    }
}
