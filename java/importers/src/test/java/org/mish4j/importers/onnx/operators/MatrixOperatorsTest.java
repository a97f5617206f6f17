// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mish4j.importers.onnx.models.ModelRunner.assertResult;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Gemm and MatMul. */
class MatrixOperatorsTest {
    private static final float[] A = {1, 2, 3, 4, 5, 6};
    private static final float[] TRANSPOSED_B = {1, 0, 1, 2, 1, 0};

    @Test
    void gemmWithTransposedWeightsAndBias() {
        ModelBuilder model = new ModelBuilder(13)
                .input("a", 2, 3)
                .initializer(Tensors.floats("b", new long[] {2, 3}, TRANSPOSED_B))
                .initializer(Tensors.floats("c", new long[] {2}, 100, 200))
                .node(
                        "Gemm",
                        List.of("a", "b", "c"),
                        List.of("y"),
                        Attribute.of("transB", 1),
                        Attribute.of("alpha", 2f),
                        Attribute.of("beta", 0.5f))
                .outputs("y");
        assertResult(model, List.of(A), Shape.of(2, 2), 58, 108, 70, 126);
        assertThat(ModelRunner.operators(model)).containsExactly("MatMul");
    }

    @Test
    void gemmOfInputsOnly() {
        ModelBuilder model = new ModelBuilder(7)
                .input("a", 3, 2)
                .input("b", 2, 3)
                .input("c", 2, 1)
                .node(
                        "Gemm",
                        List.of("a", "b", "c"),
                        List.of("y"),
                        Attribute.of("transA", 1),
                        Attribute.of("transB", 1),
                        Attribute.of("alpha", 2f),
                        Attribute.of("beta", 3f))
                .outputs("y");
        List<float[]> inputs = List.of(new float[] {1, 4, 2, 5, 3, 6}, TRANSPOSED_B, new float[] {1, -1});
        assertResult(model, inputs, Shape.of(2, 2), 8 + 3, 8 + 3, 20 - 3, 26 - 3);
    }

    static Arguments[] addends() {
        return new Arguments[] {
            Arguments.of(new long[0], new float[] {10}, new float[] {14, 14, 20, 23}),
            Arguments.of(new long[] {1}, new float[] {10}, new float[] {14, 14, 20, 23}),
            Arguments.of(new long[] {1, 2}, new float[] {10, 20}, new float[] {14, 24, 20, 33}),
            Arguments.of(new long[] {2, 1}, new float[] {10, 20}, new float[] {14, 14, 30, 33}),
            Arguments.of(new long[] {2, 2}, new float[] {10, 20, 30, 40}, new float[] {14, 24, 40, 53}),
        };
    }

    @ParameterizedTest
    @MethodSource("addends")
    void gemmWithAddendsThatBroadcast(long[] dims, float[] addend, float[] expected) {
        ModelBuilder model = new ModelBuilder(13)
                .input("a", 2, 3)
                .initializer(Tensors.floats("b", new long[] {3, 2}, 1, 2, 0, 1, 1, 0))
                .initializer(Tensors.floats("c", dims, addend))
                .node("Gemm", List.of("a", "b", "c"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(A), Shape.of(2, 2), expected);
    }

    @Test
    void gemmOfAVector() {
        ModelBuilder model = new ModelBuilder(13)
                .input("a", 3)
                .input("b", 3, 2)
                .node("Gemm", List.of("a", "b"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("an operand has shape [3], expected 2 dimensions");
    }

    static Arguments[] products() {
        return new Arguments[] {
            Arguments.of(new long[] {2, 3}, new long[] {3, 1}, Shape.of(2, 1), new float[] {4, 10}),
            Arguments.of(new long[] {2, 3}, new long[] {3}, Shape.of(2), new float[] {4, 10}),
            Arguments.of(new long[] {2, 1, 3}, new long[] {3}, Shape.of(2, 1), new float[] {4, 10}),
            Arguments.of(new long[] {2, 1, 3}, new long[] {3, 1}, Shape.of(2, 1, 1), new float[] {4, 10}),
            Arguments.of(new long[] {1, 2, 3}, new long[] {1, 1, 3, 1}, Shape.of(1, 1, 2, 1), new float[] {4, 10}),
        };
    }

    /** Products with the column 1, 0, 1. */
    @ParameterizedTest
    @MethodSource("products")
    void matMul(long[] first, long[] second, Shape shape, float[] expected) {
        ModelBuilder constant = new ModelBuilder(13)
                .input("a", first)
                .initializer(Tensors.floats("b", second, 1, 0, 1))
                .node("MatMul", List.of("a", "b"), List.of("y"))
                .outputs("y");
        assertResult(constant, List.of(A), shape, expected);
        ModelBuilder computed = new ModelBuilder(13)
                .input("a", first)
                .input("b", second)
                .node("MatMul", List.of("a", "b"), List.of("y"))
                .outputs("y");
        assertResult(computed, List.of(A, new float[] {1, 0, 1}), shape, expected);
    }

    @Test
    void matMulOfTwoVectors() {
        ModelBuilder model = new ModelBuilder(13)
                .input("a", 3)
                .input("b", 3)
                .node("MatMul", List.of("a", "b"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}), Shape.of(), 32);
    }
}
