// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Passes;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** TopK of what an inference computes. */
class TopKTest {
    private static ModelBuilder model(int type) {
        return new ModelBuilder(18)
                .typedInput("x", type, 2, 4)
                .initializer(Tensors.longs("zero", 0))
                .initializer(Tensors.longs("three", 3));
    }

    static Arguments[] types() {
        return new Arguments[] {
            Arguments.of(Tensors.FLOAT, TensorType.F32),
            Arguments.of(Tensors.DOUBLE, TensorType.F64),
            Arguments.of(Tensors.FLOAT16, TensorType.F16),
            Arguments.of(Tensors.BFLOAT16, TensorType.BF16),
            Arguments.of(Tensors.INT8, TensorType.I8),
            Arguments.of(Tensors.UINT8, TensorType.U8),
            Arguments.of(Tensors.INT32, TensorType.I32),
            Arguments.of(Tensors.INT64, TensorType.I64),
        };
    }

    @ParameterizedTest
    @MethodSource("types")
    void elementsHaveTheTypeOfTheInputAndPlacesAreIntegers(int type, TensorType expected) {
        Graph graph = ModelRunner.importModel(model(type)
                .node("TopK", List.of("x", "three"), List.of("elements", "places"))
                .output("elements", type, 2, 3)
                .output("places", Tensors.INT64, 2, 3));
        assertThat(graph.outputs().stream().map(Graph.Output::type)).containsExactly(expected, TensorType.I64);
        try (CompiledModel compiled = Device.of("java-reference").compile(graph);
                InferRequest request = compiled.createRequest()) {
            request.input().copyFrom(new float[] {1, 3, 2, 3, 7, 0, 7, 7});
            request.run();
            assertThat(request.output("elements").toFloatArray()).containsExactly(3, 3, 2, 7, 7, 7);
            assertThat(request.output("places").toFloatArray()).containsExactly(1, 3, 2, 0, 2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elements", "places"})
    void whatIsNotReadIsNotComputed(String read) {
        Graph graph = ModelRunner.importModel(model(Tensors.FLOAT)
                .node("TopK", List.of("x", "three"), List.of("elements", "places"))
                .outputs(read));
        assertThat(Passes.optimize(graph).nodes()).hasSize(1);
    }

    @Test
    void noneOfTheElements() {
        ModelBuilder model = model(Tensors.FLOAT)
                .node("TopK", List.of("x", "zero"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("K is 0, so that its results are empty");
    }

    @Test
    void computedCount() {
        ModelBuilder model = model(Tensors.FLOAT)
                .typedInput("count", Tensors.INT64, 1)
                .node("TopK", List.of("x", "count"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageContaining("input 1 (K) is not a constant");
    }
}
