// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceTensor;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.internal.memory.ManagedResource;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** Runs in two halves, on all devices alike. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class AsynchronousRunTest {
    private final Device device;
    private final Graph graph = TestGraphs.residualBlock(1, 8, 6);
    private final Shape shape = Shape.of(1, 8, 6, 6);

    AsynchronousRunTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    @Test
    void givesWhatARunGives() {
        try (CompiledModel model = device.compile(graph);
                InferRequest run = model.createRequest();
                InferRequest started = model.createRequest()) {
            for (int round = 0; round < 5; round++) {
                float[] x = TestGraphs.randomFloats(round, shape);
                run.input().copyFrom(x);
                run.run();
                started.input().copyFrom(x);
                started.start();
                assertThat(started.isRunning()).isTrue();
                started.await();

                assertThat(started.isRunning()).isFalse();
                assertThat(started.output().toFloatArray())
                        .isEqualTo(run.output().toFloatArray());
            }
        }
    }

    @Test
    void runsAndStartedRunsMayFollowOneAnother() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            request.input().copyFrom(TestGraphs.randomFloats(5, shape));
            request.run();
            float[] expected = request.output().toFloatArray();
            request.start();
            request.await();
            request.run();
            request.start();
            request.await();

            assertThat(request.output().toFloatArray()).isEqualTo(expected);
        }
    }

    @Test
    void manyRequestsAreInMotionAtOnce() {
        try (CompiledModel model = device.compile(graph);
                InferRequest one = model.createRequest();
                InferRequest two = model.createRequest();
                InferRequest three = model.createRequest()) {
            InferRequest[] requests = {one, two, three};
            float[][] expected = new float[requests.length][];
            for (int index = 0; index < requests.length; index++) {
                requests[index].input().copyFrom(TestGraphs.randomFloats(index, shape));
                requests[index].run();
                expected[index] = requests[index].output().toFloatArray();
            }
            for (int round = 0; round < 20; round++) {
                for (InferRequest request : requests) {
                    request.output().copyFrom(new float[expected[0].length]);
                    request.start();
                }
                for (int index = requests.length - 1; index >= 0; index--) {
                    requests[index].await();
                    assertThat(requests[index].output().toFloatArray()).isEqualTo(expected[index]);
                }
            }
        }
    }

    @Test
    void anotherThreadMayAwait() throws Exception {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                var executor = Executors.newSingleThreadExecutor()) {
            request.input().copyFrom(TestGraphs.randomFloats(5, shape));
            request.run();
            float[] expected = request.output().toFloatArray();
            request.start();
            executor.submit(request::await).get();

            assertThat(request.output().toFloatArray()).isEqualTo(expected);
        }
    }

    @Test
    void onlyAwaitingAndClosingIsAllowedInBetween() {
        String reason = "request of model 'residual-block' was started and not yet awaited";
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Tensor x = Tensor.allocate(TensorType.F32, shape);
                DeviceTensor y = device.allocate(TensorType.F32, shape)) {
            request.start();

            assertThatThrownBy(request::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(request::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(() -> request.bindInput("x", x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(() -> request.bindOutput("y", y))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(() -> request.setProfiling(true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(request::stepNanoseconds)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            request.await();
            request.run();
        }
    }

    @Test
    void whatWasNotStartedIsNotAwaited() {
        String reason = "request of model 'residual-block' was not started";
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            assertThatThrownBy(request::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            request.start();
            request.await();
            assertThatThrownBy(request::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThat(request.isRunning()).isFalse();
        }
    }

    @Test
    void closingWaits() {
        try (CompiledModel model = device.compile(TestGraphs.residualBlock(1, 16, 32))) {
            for (int round = 0; round < 20; round++) {
                InferRequest request = model.createRequest();
                request.start();
                request.close();
                request.close();

                assertThatThrownBy(request::await)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is closed");
                assertThatThrownBy(request::start)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is closed");
                assertThat(request.isRunning()).isFalse();
            }
        }
    }

    @Test
    void closingFromAnotherThreadTakesEffectInBetween() throws Exception {
        try (CompiledModel model = device.compile(graph);
                var executor = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 20; round++) {
                InferRequest request = model.createRequest();
                CountDownLatch running = new CountDownLatch(1);
                Future<?> runs = executor.submit(() -> startUntilClosed(request, running));
                running.await();
                request.close();
                runs.get();
            }
        }
    }

    private static void startUntilClosed(InferRequest request, CountDownLatch running) {
        while (true) {
            try {
                request.start();
                running.countDown();
                request.await();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("is closed");
                return;
            }
        }
    }

    @Test
    void aSecondThreadThatAwaitsIsRefused() throws Exception {
        int threads = 4;
        int rounds = 50;
        AtomicInteger awaited = new AtomicInteger();
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                var executor = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < rounds; round++) {
                request.start();
                Future<?>[] waiting = new Future<?>[threads];
                for (int thread = 0; thread < threads; thread++) {
                    waiting[thread] = executor.submit(() -> {
                        try {
                            request.await();
                            awaited.incrementAndGet();
                        } catch (IllegalStateException e) {
                            assertThat(e.getMessage()).containsAnyOf("in use by another thread", "was not started");
                        }
                    });
                }
                for (Future<?> one : waiting) {
                    one.get();
                }
            }
        }
        assertThat(awaited.get()).isEqualTo(rounds);
    }

    @Test
    void aTensorThatIsClosedIsNamed() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            Tensor x = Tensor.allocate(TensorType.F32, shape);
            request.bindInput("x", x);
            x.close();

            assertThatThrownBy(() -> {
                        request.start();
                        request.await();
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("input 'x' is bound to a tensor that is closed");
            assertThat(request.isRunning()).isFalse();
            try (Tensor other = Tensor.allocate(TensorType.F32, shape)) {
                request.bindInput("x", other);
                request.start();
                request.await();
            }
        }
    }

    @Test
    void memoryOfAConfinedArenaIsRefused() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Arena arena = Arena.ofConfined()) {
            request.bindOutput("y", Tensor.allocate(arena, TensorType.F32, shape));

            assertThatThrownBy(request::start)
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("output 'y' is bound to memory of a confined arena");
            assertThat(request.isRunning()).isFalse();
            request.run();
        }
    }

    @Test
    void aTensorThatIsFreedMeanwhileNeverCrashes() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            for (int round = 0; round < 50; round++) {
                Arena arena = Arena.ofShared();
                request.bindInput("x", Tensor.allocate(arena, TensorType.F32, shape));
                request.start();
                while (arena.scope().isAlive()) {
                    try {
                        arena.close();
                    } catch (IllegalStateException e) {
                        Thread.onSpinWait();
                    }
                }
                try {
                    request.await();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("input 'x' is bound to a tensor that is closed");
                }
            }
        }
    }

    @Test
    void anInterruptIsKept() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            request.input().copyFrom(TestGraphs.randomFloats(5, shape));
            request.run();
            float[] expected = request.output().toFloatArray();
            request.start();
            Thread.currentThread().interrupt();
            request.await();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(request.output().toFloatArray()).isEqualTo(expected);
        }
    }

    @Test
    void startAndAwaitAllocateNothingThatARunDoesNot() {
        try (CompiledModel model = device.compile(TestGraphs.residualBlock(1, 1, 2));
                InferRequest request = model.createRequest()) {
            long ofRun = leastHeapBytesOfAllThreads(request::run);
            long ofStartAndAwait = leastHeapBytesOfAllThreads(() -> {
                request.start();
                request.await();
            });

            assertThat(ofStartAndAwait).isLessThanOrEqualTo(ofRun);
        }
    }

    private static long leastHeapBytesOfAllThreads(Runnable action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 20_000 && least > 0; run++) {
            long before = threads.getTotalThreadAllocatedBytes();
            action.run();
            least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void whatIsForgottenInMotionIsFreed() throws InterruptedException {
        int before = ManagedResource.openCount();
        try (CompiledModel model = device.compile(graph)) {
            for (int round = 0; round < 5; round++) {
                model.createRequest().start();
            }
            for (int attempt = 0; attempt < 100 && ManagedResource.openCount() > before + 1; attempt++) {
                System.gc();
                Thread.sleep(50);
            }
        }

        assertThat(ManagedResource.openCount()).isEqualTo(before);
    }
}
