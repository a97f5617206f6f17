// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Shape;
import org.mish4j.testing.Devices;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** One compiled model, many threads with a request each. */
@ExtendWith(LeakCheck.class)
class ConcurrentRequestsTest {
    private static final Shape SHAPE = Shape.of(1, 20, 13, 13);
    private static final int RUNS = 20;

    static Stream<Arguments> devicesAndThreads() {
        return Devices.available().stream()
                .flatMap(device -> Stream.of(1, 2, 4, 8)
                        .flatMap(requests -> Stream.of(1, 2).map(threads -> Arguments.of(device, requests, threads))));
    }

    @ParameterizedTest
    @MethodSource("devicesAndThreads")
    void everyRunGivesTheBitsOfARunAlone(String device, int requests, int threads) throws Exception {
        Graph graph = TestGraphs.residualBlock(1, 20, 13);
        try (CompiledModel model =
                Device.of(device).compile(graph, CompileOptions.defaults().withThreads(threads))) {
            List<float[]> alone = new ArrayList<>();
            try (InferRequest request = model.createRequest()) {
                for (int run = 0; run < RUNS; run++) {
                    alone.add(run(request, run));
                }
            }
            assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
            for (List<float[]> results : runSideBySide(model, requests)) {
                assertThat(results).hasSize(RUNS);
                for (int run = 0; run < RUNS; run++) {
                    assertThat(results.get(run)).as("run %d", run).isEqualTo(alone.get(run));
                }
            }
        }
    }

    private static List<List<float[]>> runSideBySide(CompiledModel model, int requests)
            throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(requests);
        try (ExecutorService executor = Executors.newFixedThreadPool(requests)) {
            List<Future<List<float[]>>> futures = new ArrayList<>();
            for (int index = 0; index < requests; index++) {
                futures.add(executor.submit(() -> runAll(model, ready)));
            }
            List<List<float[]>> all = new ArrayList<>();
            for (Future<List<float[]>> future : futures) {
                all.add(future.get());
            }
            return all;
        }
    }

    private static List<float[]> runAll(CompiledModel model, CountDownLatch ready) throws InterruptedException {
        try (InferRequest request = model.createRequest()) {
            ready.countDown();
            ready.await();
            List<float[]> results = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                results.add(run(request, run));
            }
            return results;
        }
    }

    private static float[] run(InferRequest request, int seed) {
        request.input("x").copyFrom(TestGraphs.randomFloats(seed, SHAPE));
        request.run();
        return request.output("y").toFloatArray();
    }
}
