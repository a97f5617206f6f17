// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.TensorInfo;
import org.mish4j.Value;

/** However a value comes to lie, every operator that reads it computes what the reference computes. */
class LayoutsTest {
    private static final double RELATIVE_TO_LARGEST = 1e-5;

    private static final List<long[]> DIMENSIONS = List.of(
            new long[] {2, 5, 4, 3},
            new long[] {1, 8, 5, 6},
            new long[] {2, 1, 3, 5},
            new long[] {1, 3, 4, 1},
            new long[] {3, 4, 1, 5},
            new long[] {1, 7, 1, 1},
            new long[] {1, 1, 1, 4},
            new long[] {2, 5, 7},
            new long[] {1, 3, 1},
            new long[] {1, 3, 4, 1, 5},
            new long[] {2, 2, 1, 3, 1});

    /** All operators at once read a value that is an output too. */
    @ParameterizedTest
    @EnumSource
    void everyOperatorReadsAValueOf(Producer producer) {
        for (long[] dimensions : DIMENSIONS) {
            TestGraph graph = new TestGraph(producer + " of " + Arrays.toString(dimensions));
            Value value = producer.add(graph, dimensions);
            graph.output(value);
            Consumers.of(dimensions.length).values().forEach(consumer -> graph.output(consumer.add(graph, value)));
            checkAgreement(graph.build());
        }
    }

    /** An operator alone reads a value, so that the passes may fuse both. */
    @TestFactory
    Stream<DynamicTest> anOperatorAloneReadsAValue() {
        return Consumers.of(4).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    for (Producer producer : Producer.values()) {
                        TestGraph graph = new TestGraph(entry.getKey() + " of " + producer);
                        Value value = producer.add(graph, new long[] {2, 5, 3, 1});
                        graph.output(entry.getValue().add(graph, value));
                        checkAgreement(graph.build());
                    }
                }));
    }

    private static void checkAgreement(Graph graph) {
        List<float[]> expected = run("java-reference", graph);
        List<float[]> found = run("java-vector", graph);
        for (int output = 0; output < expected.size(); output++) {
            checkClose(graph, output, found.get(output), expected.get(output));
        }
    }

    private static void checkClose(Graph graph, int output, float[] found, float[] expected) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int index = 0; index < expected.length; index++) {
            int place = index;
            assertThat(Math.abs((double) found[index] - expected[index]))
                    .as(() -> "%s, output %s, element %d: found %s, expected %s"
                            .formatted(
                                    graph.name(),
                                    graph.outputs().get(output).value(),
                                    place,
                                    found[place],
                                    expected[place]))
                    .isLessThanOrEqualTo(RELATIVE_TO_LARGEST * largest);
        }
    }

    private static List<float[]> run(String device, Graph graph) {
        CompileOptions options = CompileOptions.defaults().withThreads(1);
        try (CompiledModel model = Device.of(device).compile(graph, options);
                InferRequest request = model.createRequest()) {
            for (int input = 0; input < model.inputs().size(); input++) {
                TensorInfo info = model.inputs().get(input);
                request.input(info.name()).copyFrom(TestGraph.randomFloats(input, info.shape()));
            }
            request.run();
            List<float[]> outputs = new ArrayList<>();
            model.outputs()
                    .forEach(output -> outputs.add(request.output(output.name()).toFloatArray()));
            return outputs;
        }
    }
}
