// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mish4j.importers.onnx.models.ModelRunner.constantResult;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** What is computed at import: the arithmetic of shapes that exporters leave in their files. */
class ConstantFoldingTest {
    private static ModelBuilder model() {
        return new ModelBuilder(13)
                .input("x", 2, 3, 4, 5)
                .initializer(Tensors.longs("a", 7, -7, 12))
                .initializer(Tensors.longs("b", 2, 2, 5))
                .initializer(Tensors.longs("zero", 0))
                .initializer(Tensors.longs("one", 1))
                .initializer(Tensors.longs("two", 2));
    }

    private static long[] longs(ModelBuilder model) {
        return constantResult(model).toLongArray();
    }

    /** The idiom for x.view(x.size(0), -1, 2 * x.size(3)). */
    @Test
    void reshapeByTheShapeOfTheInput() {
        ModelBuilder model = model().node("Shape", List.of("x"), List.of("shape"))
                .node("Constant", List.of(), List.of("index0"), Attribute.of("value_int", 0))
                .node(
                        "Constant",
                        List.of(),
                        List.of("index3"),
                        Attribute.of("value", Tensors.longs("", new long[0], 3)))
                .node("Gather", List.of("shape", "index0"), List.of("n"), Attribute.of("axis", 0))
                .node("Gather", List.of("shape", "index3"), List.of("w"), Attribute.of("axis", 0))
                .node("Mul", List.of("w", "two"), List.of("w2"))
                .node("Unsqueeze", List.of("n", "zero"), List.of("n1"))
                .node("Constant", List.of(), List.of("rest"), Attribute.ints("value_ints", -1))
                .node("Concat", List.of("n1", "rest", "w2"), List.of("target"), Attribute.of("axis", 0))
                .node("Reshape", List.of("x", "target"), List.of("y"))
                .outputs("y");
        Graph graph = ModelRunner.importModel(model);
        assertThat(graph.nodes()).hasSize(1);
        assertThat(graph.outputs().getFirst().value().shape()).isEqualTo(Shape.of(2, 6, 10));
    }

    @ParameterizedTest
    @CsvSource({"Add, 9, -5, 17", "Sub, 5, -9, 7", "Mul, 14, -14, 60", "Div, 3, -3, 2", "Min, 2, -7, 5", "Max, 7, 2, 12"
    })
    void integerArithmetic(String opType, long first, long second, long third) {
        ModelBuilder model =
                model().node(opType, List.of("a", "b"), List.of("y")).outputs("y");
        assertThat(longs(model)).containsExactly(first, second, third);
    }

    @Test
    void divisionByZero() {
        ModelBuilder model =
                model().node("Div", List.of("a", "zero"), List.of("y")).outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("node 'Div_of_y' (Div): / by zero");
    }

    @Test
    void floatArithmetic() {
        ModelBuilder model = model().initializer(Tensors.floats("f", new long[] {2}, 2.6f, -2.6f))
                .node("Neg", List.of("f"), List.of("g"))
                .node("Floor", List.of("g"), List.of("h"))
                .node("Cast", List.of("h"), List.of("y"), Attribute.of("to", Tensors.INT64))
                .outputs("y");
        assertThat(longs(model)).containsExactly(-3, 2);
    }

    static Arguments[] shapes() {
        return new Arguments[] {
            Arguments.of(0L, 4L, new long[] {2, 3, 4, 5}),
            Arguments.of(1L, 3L, new long[] {3, 4}),
            Arguments.of(-2L, 99L, new long[] {4, 5}),
            Arguments.of(-99L, -3L, new long[] {2}),
        };
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void partOfAShape(long start, long end, long[] expected) {
        ModelBuilder model = new ModelBuilder(15)
                .input("x", 2, 3, 4, 5)
                .node("Shape", List.of("x"), List.of("y"), Attribute.of("start", start), Attribute.of("end", end))
                .outputs("y");
        assertThat(longs(model)).containsExactly(expected);
    }

    @Test
    void size() {
        assertThat(longs(model().node("Size", List.of("x"), List.of("y")).outputs("y")))
                .containsExactly(120);
    }

    @Test
    void sliceBackwards() {
        ModelBuilder model = model().initializer(Tensors.longs("start", -1))
                .initializer(Tensors.longs("end", -100))
                .initializer(Tensors.longs("step", -2))
                .node("Slice", List.of("a", "start", "end", "zero", "step"), List.of("y"))
                .outputs("y");
        assertThat(longs(model)).containsExactly(12, 7);
    }

    @Test
    void gatherOfRows() {
        ModelBuilder model = model().initializer(Tensors.longs("table", new long[] {2, 2}, 1, 2, 3, 4))
                .initializer(Tensors.longs("indices", new long[] {1, 3}, 1, -2, 1))
                .node("Gather", List.of("table", "indices"), List.of("y"))
                .outputs("y");
        Constant constant = constantResult(model);
        assertThat(constant.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(constant.toLongArray()).containsExactly(3, 4, 1, 2, 3, 4);
    }

    @Test
    void gatherOfColumns() {
        ModelBuilder model = model().initializer(Tensors.longs("table", new long[] {2, 2}, 1, 2, 3, 4))
                .initializer(Tensors.longs("indices", 1, 1, 0))
                .node("Gather", List.of("table", "indices"), List.of("y"), Attribute.of("axis", -1))
                .outputs("y");
        assertThat(longs(model)).containsExactly(2, 2, 1, 4, 4, 3);
    }

    @Test
    void transposeAndConcat() {
        ModelBuilder model = model().initializer(Tensors.longs("table", new long[] {2, 3}, 1, 2, 3, 4, 5, 6))
                .node("Transpose", List.of("table"), List.of("t"))
                .node("Concat", List.of("t", "t"), List.of("y"), Attribute.of("axis", 1))
                .outputs("y");
        assertThat(longs(model)).containsExactly(1, 4, 1, 4, 2, 5, 2, 5, 3, 6, 3, 6);
    }

    @Test
    void rangeAndConstantOfShape() {
        ModelBuilder range = model().initializer(Tensors.longs("from", new long[0], 10))
                .initializer(Tensors.longs("to", new long[0], 3))
                .initializer(Tensors.longs("by", new long[0], -3))
                .node("Range", List.of("from", "to", "by"), List.of("y"))
                .outputs("y");
        assertThat(longs(range)).containsExactly(10, 7, 4);
        ModelBuilder filled = model().node(
                        "ConstantOfShape", List.of("two"), List.of("y"), Attribute.of("value", Tensors.longs("", 9)))
                .outputs("y");
        assertThat(longs(filled)).containsExactly(9, 9);
    }

    /** The idiom for x.expand(-1, 3): sizes of -1 are replaced by 1 before Expand. */
    @Test
    void choices() {
        ModelBuilder model = model().initializer(Tensors.longs("sizes", -1, 3))
                .initializer(Tensors.longs("minus", -1))
                .node("Equal", List.of("sizes", "minus"), List.of("same"))
                .node("Where", List.of("same", "one", "sizes"), List.of("y"))
                .outputs("y");
        assertThat(longs(model)).containsExactly(1, 3);
    }

    @Test
    void partsOfAConstant() {
        ModelBuilder model = model().initializer(Tensors.longs("sizes", 2, 1))
                .node("Split", List.of("a", "sizes"), List.of("y", "z"))
                .outputs("y");
        assertThat(longs(model)).containsExactly(7, -7);
    }

    static Arguments[] casts() {
        return new Arguments[] {
            Arguments.of(Tensors.FLOAT, new float[] {7, -7, 12}),
            Arguments.of(Tensors.DOUBLE, new float[] {7, -7, 12}),
            Arguments.of(Tensors.FLOAT16, new float[] {7, -7, 12}),
            Arguments.of(Tensors.BFLOAT16, new float[] {7, -7, 12}),
            Arguments.of(Tensors.INT32, new float[] {7, -7, 12}),
            Arguments.of(Tensors.INT8, new float[] {7, -7, 12}),
            Arguments.of(Tensors.UINT8, new float[] {7, 249, 12}),
            Arguments.of(Tensors.BOOL, new float[] {1, 1, 1}),
        };
    }

    @ParameterizedTest
    @MethodSource("casts")
    void castsThereAndBack(int type, float[] expected) {
        ModelBuilder model = model().node("Cast", List.of("a"), List.of("there"), Attribute.of("to", type))
                .node("Cast", List.of("there"), List.of("y"), Attribute.of("to", Tensors.FLOAT))
                .outputs("y");
        assertThat(constantResult(model).toFloatArray()).containsExactly(expected);
    }

    @Test
    void constantsOfEveryForm() {
        ModelBuilder floats = model().node(
                        "Constant", List.of(), List.of("y"), Attribute.floats("value_floats", 1.5f, 2))
                .outputs("y");
        assertThat(constantResult(floats).toFloatArray()).containsExactly(1.5f, 2);
        ModelBuilder number = model().node("Constant", List.of(), List.of("y"), Attribute.of("value_float", 1.5f))
                .outputs("y");
        assertThat(constantResult(number).toFloatArray()).containsExactly(1.5f);
    }
}
