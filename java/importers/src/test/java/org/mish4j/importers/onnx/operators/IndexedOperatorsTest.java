// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** What is particular to operators with indices, and which of their forms are refused. */
class IndexedOperatorsTest {
    private static ModelBuilder model(long opset) {
        return new ModelBuilder(opset)
                .input("x", 3, 4)
                .initializer(Tensors.longs("data", new long[] {2, 3}, 1, 2, 3, 4, 5, 6))
                .initializer(Tensors.longs("places", new long[] {1, 2}, 2, -3))
                .initializer(Tensors.longs("outside", new long[] {1, 2}, 0, 4))
                .initializer(Tensors.longs("updates", new long[] {1, 2}, 8, 9))
                .initializer(Tensors.longs("inside", new long[] {1, 2}, 1, -1))
                .initializer(Tensors.longs("five", 5))
                .initializer(Tensors.longs("scalar", new long[0], 1));
    }

    private static ModelBuilder node(String opType, List<String> inputs, Message... attributes) {
        return model(18).node(opType, inputs, List.of("y"), attributes).outputs("y");
    }

    @Test
    void theOldNameOfScatterElements() {
        ModelBuilder model = model(9).node(
                        "Scatter", List.of("data", "places", "updates"), List.of("y"), Attribute.of("axis", 1))
                .outputs("y");
        assertThat(ModelRunner.constantResult(model).toLongArray()).containsExactly(9, 2, 8, 4, 5, 6);
    }

    /** Indices of ScatterElements may be fewer than the data in any dimension. */
    @Test
    void fewerIndicesThanData() {
        ModelBuilder model = node("GatherElements", List.of("data", "places"), Attribute.of("axis", 1));
        assertThat(ModelRunner.constantResult(model).toLongArray()).containsExactly(3, 1);
    }

    @Test
    void noUpdates() {
        ModelBuilder model = model(18)
                .initializer(Tensors.longs("shape", 0, 2))
                .node(
                        "ConstantOfShape",
                        List.of("shape"),
                        List.of("nothing"),
                        Attribute.of("value", Tensors.longs("", 0)))
                .node("ScatterElements", List.of("data", "nothing", "nothing"), List.of("y"))
                .outputs("y");
        assertThat(ModelRunner.constantResult(model).toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    /** Before operator set 11 a negative index of OneHot was outside. */
    @ParameterizedTest
    @MethodSource("negativeIndices")
    void negativeIndicesOfOneHot(long opset, List<Long> expected) {
        ModelBuilder model = model(opset)
                .initializer(Tensors.longs("indices", 1, -1))
                .initializer(Tensors.longs("depth", new long[0], 2))
                .initializer(Tensors.longs("values", 0, 1))
                .node("OneHot", List.of("indices", "depth", "values"), List.of("y"))
                .outputs("y");
        assertThat(ModelRunner.constantResult(model).toLongArray())
                .containsExactly(expected.stream().mapToLong(Long::longValue).toArray());
    }

    static Arguments[] negativeIndices() {
        return new Arguments[] {
            Arguments.of(9, List.of(0L, 1L, 0L, 0L)), Arguments.of(11, List.of(0L, 1L, 0L, 1L)),
        };
    }

    /** Indices that an inference gives. */
    @Test
    void oneHotOfAComputedIndex() {
        ModelBuilder model = model(13)
                .initializer(Tensors.longs("depth", new long[0], 4))
                .initializer(Tensors.floats("values", new long[] {2}, -1, 2))
                .node("ArgMax", List.of("x"), List.of("indices"), Attribute.of("axis", 1), Attribute.of("keepdims", 0))
                .node("OneHot", List.of("indices", "depth", "values"), List.of("y"), Attribute.of("axis", 0))
                .outputs("y");
        float[] x = {0, 0, 9, 1, 5, 1, 1, 1, 0, 1, 2, 3};
        ModelRunner.assertResult(model, List.of(x), Shape.of(4, 3), -1, 2, -1, -1, -1, -1, 2, -1, -1, -1, -1, 2);
    }

    @Test
    void integersOfMoreThan53Bits() {
        ModelBuilder model = new ModelBuilder(18)
                .initializer(Tensors.longs("start", new long[0], (1L << 60) + 1))
                .initializer(Tensors.longs("limit", new long[0], (1L << 60) - 6))
                .initializer(Tensors.longs("delta", new long[0], -3))
                .node("Range", List.of("start", "limit", "delta"), List.of("y"))
                .outputs("y");
        assertThat(ModelRunner.constantResult(model).toLongArray())
                .containsExactly((1L << 60) + 1, (1L << 60) - 2, (1L << 60) - 5);
    }

    /** Of equal elements the one at the lower place comes first, and NaN before every number. */
    @ParameterizedTest
    @MethodSource("orders")
    void orderOfTopK(long largest, List<Long> expected) {
        float[] data = {1, Float.NaN, -0f, 0, Float.POSITIVE_INFINITY, Float.NaN, Float.NEGATIVE_INFINITY};
        ModelBuilder model = new ModelBuilder(11)
                .initializer(Tensors.floats("data", new long[] {7}, data))
                .initializer(Tensors.longs("k", 7))
                .node("TopK", List.of("data", "k"), List.of("", "y"), Attribute.of("largest", largest))
                .outputs("y");
        assertThat(ModelRunner.constantResult(model).toLongArray())
                .containsExactly(expected.stream().mapToLong(Long::longValue).toArray());
    }

    static Arguments[] orders() {
        return new Arguments[] {
            Arguments.of(1, List.of(1L, 5L, 4L, 0L, 2L, 3L, 6L)), Arguments.of(0, List.of(1L, 5L, 6L, 2L, 3L, 0L, 4L)),
        };
    }

    static Arguments[] malformed() {
        return new Arguments[] {
            Arguments.of(
                    node("GatherElements", List.of("data", "outside"), Attribute.of("axis", 1)),
                    "index 4 is not within dimension 1 of its input [2, 3], expected -3 to 2"),
            Arguments.of(
                    node("GatherElements", List.of("data", "five")),
                    "the indices have shape [1], expected one within [2, 3] but for dimension 0"),
            Arguments.of(
                    node("GatherND", List.of("data", "outside")),
                    "index 4 is not within dimension 1 of its input [2, 3], expected -3 to 2"),
            Arguments.of(
                    node("GatherND", List.of("data", "places"), Attribute.of("batch_dims", 1)),
                    "the indices have shape [1, 2], which does not name slices of [2, 3] with batch_dims 1"),
            Arguments.of(
                    node("ScatterND", List.of("data", "inside", "updates")), "updates has shape [1, 2], expected [1]"),
            Arguments.of(
                    node("ScatterElements", List.of("data", "inside", "five")),
                    "updates has shape [1], expected [1, 2]"),
            Arguments.of(
                    node(
                            "ScatterElements",
                            List.of("data", "places", "updates"),
                            Attribute.of("axis", 1),
                            Attribute.of("reduction", "mean")),
                    "reduction is mean, expected none, add, mul, min or max"),
            Arguments.of(
                    node("TopK", List.of("data", "five")),
                    "K is 5, expected 0 to 3, the size of dimension 1 of its input [2, 3]"),
            Arguments.of(
                    node("TopK", List.of("x", "five"), Attribute.of("axis", 0)),
                    "K is 5, expected 0 to 3, the size of dimension 0 of its input [3, 4]"),
            Arguments.of(node("CumSum", List.of("data", "data")), "input 1 (axis) has 6 elements, expected 1"),
            Arguments.of(node("Trilu", List.of("five")), "its input has shape [1], expected at least 2 dimensions"),
            Arguments.of(
                    node("OneHot", List.of("data", "scalar", "scalar")), "input 2 (values) has shape [], expected [2]"),
            Arguments.of(
                    node("Einsum", List.of("x", "x"), Attribute.of("equation", "ij->ij")),
                    "equation 'ij->ij' has 1 terms for 2 inputs"),
            Arguments.of(
                    node("Einsum", List.of("x"), Attribute.of("equation", "ijk->i")),
                    "term 'ijk' of equation 'ijk->i' is for an input of 2 dimensions"),
            Arguments.of(
                    node("Einsum", List.of("x"), Attribute.of("equation", "ij->ik")),
                    "the result of equation 'ij->ik' has a label that is in no term, or one twice"),
            Arguments.of(
                    node("Einsum", List.of("x", "x"), Attribute.of("equation", "ij,jk")),
                    "a dimension of its input [3, 4] has size 3, expected 4 by the equation"),
            Arguments.of(
                    node("Einsum", List.of("x"), Attribute.of("equation", "i1->i")),
                    "equation 'i1->i' has '1', expected letters"),
        };
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformed(ModelBuilder model, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith(message);
    }

    static Arguments[] unsupported() {
        return new Arguments[] {
            Arguments.of(node("GatherElements", List.of("data", "x")), "input 1 (indices) is not a constant"),
            Arguments.of(
                    node("ScatterND", List.of("x", "inside", "five"), Attribute.of("reduction", "add")),
                    "its data and updates are not constants, and reduction is add"),
            Arguments.of(
                    node("NonZero", List.of("x")),
                    "its input is not a constant, so that the shape of its result is not known at import"),
            Arguments.of(node("CumSum", List.of("x", "scalar")), "its input is not a constant"),
            Arguments.of(
                    node("Einsum", List.of("x"), Attribute.of("equation", "ii->i")),
                    "equation 'ii->i' has a letter twice in one term: diagonals are not"),
        };
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void unsupported(ModelBuilder model, String message) {
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith(message);
    }
}
