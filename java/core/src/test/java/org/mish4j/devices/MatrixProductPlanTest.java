// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.PlanStep;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** Matrix products, and convolutions that are such, on the device {@code cpu}: no copies that are not needed. */
@ExtendWith(LeakCheck.class)
class MatrixProductPlanTest {
    private static final double TOLERANCE = 1e-5;

    private final Graph.Builder builder = Graph.builder("products");

    @BeforeEach
    void requireCpu() {
        DeviceInfo info = Device.list().stream()
                .filter(candidate -> candidate.name().equals("cpu"))
                .findFirst()
                .orElseThrow();
        Assumptions.assumeTrue(info.available(), info.reason());
    }

    @Test
    void attentionToOneSequenceReadsItsOperandsAsTheyLie() {
        Value query = heads("query", List.of(0, 2, 1, 3));
        Value key = heads("key", List.of(0, 2, 3, 1));
        Value value = heads("value", List.of(0, 2, 1, 3));
        Value scores = product("scores", query, key);
        Value weights = builder.add("softmax", new Operator.Softmax(3, false), scores);
        builder.output("y", product("attended", weights, value));

        assertPlan(builder.build(), "matmul", "softmax", "matmul");
    }

    @Test
    void aPixelThatFillsNoBlocksStaysAsItLies() {
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 37, 1, 1));
        Value y = pixelConvolution("narrow", x, 21);
        builder.output("y", pixelConvolution("wide", y, 43));

        assertPlan(builder.build(), "convolution+bias", "convolution+bias");
    }

    private Value heads(String name, List<Integer> permutation) {
        Value input = builder.input(name, TensorType.F32, Shape.of(1, 19, 3, 24));
        return builder.add(name + ".heads", new Operator.Transpose(permutation), input);
    }

    private Value product(String name, Value src, Value weights) {
        return builder.add(name, new Operator.MatMul(false, List.of()), src, weights);
    }

    private Value pixelConvolution(String name, Value src, long channels) {
        Value weights = TestGraphs.randomConstant(
                builder, name + ".weights", 3, channels, src.shape().dimension(1), 1, 1);
        Value bias = TestGraphs.randomConstant(builder, name + ".bias", 4, channels);
        return builder.add(
                name, new Operator.Convolution(1, Window.uniform(2, 1, 0), true, List.of()), src, weights, bias);
    }

    private static void assertPlan(Graph graph, String... operations) {
        Device cpu = Device.of("cpu");
        try (CompiledModel model = cpu.compile(graph)) {
            assertThat(model.steps()).extracting(PlanStep::operation).containsExactly(operations);
        }
        float[] found = TestGraphs.run(cpu, graph, CompileOptions.defaults()).getFirst();
        float[] expected = TestGraphs.run(Device.of("java-reference"), graph, CompileOptions.defaults())
                .getFirst();
        assertThat(TestGraphs.relativeDifference(found, expected)).isLessThan(TOLERANCE);
    }
}
