// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mish4j.importers.onnx.models.ModelRunner.assertResult;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Operators on what is computed that change shapes, select, join or reduce. */
class ShapeOperatorsTest {
    private static final float[] SIX = {1, 2, 3, 4, 5, 6};

    private static ModelBuilder matrix(long opset) {
        return new ModelBuilder(opset).input("x", 2, 3);
    }

    static Arguments[] reshapes() {
        return new Arguments[] {
            Arguments.of(new long[] {3, 2}, Shape.of(3, 2)),
            Arguments.of(new long[] {-1}, Shape.of(6)),
            Arguments.of(new long[] {0, -1, 1}, Shape.of(2, 3, 1)),
            Arguments.of(new long[] {1, 0, 2}, Shape.of(1, 3, 2)),
        };
    }

    @ParameterizedTest
    @MethodSource("reshapes")
    void reshape(long[] requested, Shape shape) {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("shape", requested))
                .node("Reshape", List.of("x", "shape"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), shape, SIX);
    }

    @Test
    void reshapeThatDoesNotDivide() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("shape", 4, -1))
                .node("Reshape", List.of("x", "shape"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("shape [4, -1] does not divide the 6 elements of its input [2, 3]");
    }

    @Test
    void reshapeByWhatIsComputed() {
        ModelBuilder model = matrix(13)
                .input("shape", 2)
                .node("Reshape", List.of("x", "shape"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("input 1 (shape) is not a constant");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 6", "1, 2, 3", "2, 6, 1", "-1, 2, 3"})
    void flatten(long axis, long rows, long columns) {
        ModelBuilder model = matrix(11)
                .node("Flatten", List.of("x"), List.of("y"), Attribute.of("axis", axis))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(rows, columns), SIX);
    }

    @Test
    void squeezeAndUnsqueezeByAttributes() {
        ModelBuilder model = matrix(11)
                .node("Unsqueeze", List.of("x"), List.of("a"), Attribute.ints("axes", 0, -1))
                .node("Relu", List.of("a"), List.of("b"))
                .node("Squeeze", List.of("b"), List.of("c"), Attribute.ints("axes", 0))
                .node("Relu", List.of("c"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 3, 1), SIX);
    }

    @Test
    void squeezeAndUnsqueezeByInputs() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("axes", 3, 1))
                .node("Unsqueeze", List.of("x", "axes"), List.of("a"))
                .node("Relu", List.of("a"), List.of("b"))
                .node("Squeeze", List.of("b"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 3), SIX);
    }

    @Test
    void squeezeOfADimensionThatIsNotOne() {
        ModelBuilder model = matrix(11)
                .node("Squeeze", List.of("x"), List.of("y"), Attribute.ints("axes", 1))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("dimension 1 of its input [2, 3] is removed, expected size 1");
    }

    @Test
    void transpose() {
        ModelBuilder model =
                matrix(13).node("Transpose", List.of("x"), List.of("y")).outputs("y");
        assertResult(model, List.of(SIX), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
    }

    static Arguments[] gathers() {
        return new Arguments[] {
            gather(new long[] {0, 1, 2}, new long[] {3}, Shape.of(2, 3), List.of(), 1, 2, 3, 4, 5, 6),
            gather(new long[] {1, 2}, new long[] {2}, Shape.of(2, 2), List.of("Slice"), 2, 3, 5, 6),
            gather(new long[] {0, -1}, new long[] {2}, Shape.of(2, 2), List.of("Slice"), 1, 3, 4, 6),
            gather(new long[] {1}, new long[0], Shape.of(2), List.of("Slice", "Reshape"), 2, 5),
            gather(new long[] {0, 1, 2}, new long[] {3, 1}, Shape.of(2, 3, 1), List.of("Reshape"), 1, 2, 3, 4, 5, 6),
            gather(new long[] {2, 0, 0}, new long[] {3}, Shape.of(2, 3), List.of("Gather"), 3, 1, 1, 6, 4, 4),
        };
    }

    private static Arguments gather(
            long[] indices, long[] dims, Shape shape, List<String> operators, float... expected) {
        return Arguments.of(indices, dims, shape, operators, expected);
    }

    @ParameterizedTest
    @MethodSource("gathers")
    void gatherByConstantIndices(long[] indices, long[] dims, Shape shape, List<String> operators, float[] expected) {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("indices", dims, indices))
                .node("Gather", List.of("x", "indices"), List.of("y"), Attribute.of("axis", 1))
                .outputs("y");
        assertResult(model, List.of(SIX), shape, expected);
        assertThat(ModelRunner.operators(model)).isEqualTo(operators);
    }

    @Test
    void gatherBeyondTheDimension() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("indices", 3))
                .node("Gather", List.of("x", "indices"), List.of("y"), Attribute.of("axis", 1))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("index 3 is not within dimension 1 of its input [2, 3]");
    }

    @Test
    void gatherOfManyScatteredIndices() {
        long[] indices = new long[65];
        Arrays.setAll(indices, i -> i % 2 == 0 ? 2 : 0);
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("indices", indices))
                .node("Gather", List.of("x", "indices"), List.of("y"), Attribute.of("axis", 1))
                .outputs("y");
        assertThat(ModelRunner.operators(model)).containsExactly("Gather");
    }

    @Test
    void sliceByAttributes() {
        ModelBuilder model = matrix(9)
                .node(
                        "Slice",
                        List.of("x"),
                        List.of("y"),
                        Attribute.ints("starts", 0, -2),
                        Attribute.ints("ends", 1, 1000))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(1, 2), 2, 3);
    }

    @Test
    void sliceByInputs() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("starts", 0))
                .initializer(Tensors.longs("ends", Long.MAX_VALUE))
                .initializer(Tensors.longs("axes", -1))
                .initializer(Tensors.longs("steps", 2))
                .node("Slice", List.of("x", "starts", "ends", "axes", "steps"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 2), 1, 3, 4, 6);
    }

    @Test
    void sliceBackwards() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("starts", -1))
                .initializer(Tensors.longs("ends", Long.MIN_VALUE))
                .initializer(Tensors.longs("axes", 1))
                .initializer(Tensors.longs("steps", -1))
                .node("Slice", List.of("x", "starts", "ends", "axes", "steps"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 3), 3, 2, 1, 6, 5, 4);
    }

    @Test
    void splitByInput() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.longs("sizes", 1, 2))
                .node("Split", List.of("x", "sizes"), List.of("a", "y"), Attribute.of("axis", 1))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 2), 2, 3, 5, 6);
        assertThat(ModelRunner.operators(model)).containsExactly("Slice");
    }

    @Test
    void splitInUnequalParts() {
        ModelBuilder model = matrix(18)
                .node("Split", List.of("x"), List.of("a", "y"), Attribute.of("axis", 1), Attribute.of("num_outputs", 2))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 1), 3, 6);
    }

    @Test
    void concat() {
        ModelBuilder model = matrix(13)
                .initializer(Tensors.floats("w", new long[] {2, 1}, 10, 20))
                .node("Concat", List.of("w", "x"), List.of("y"), Attribute.of("axis", -1))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 4), 10, 1, 2, 3, 20, 4, 5, 6);
    }

    @Test
    void expandAndTile() {
        ModelBuilder expand = new ModelBuilder(13)
                .input("x", 2, 1)
                .initializer(Tensors.longs("shape", 2, 1, 3))
                .node("Expand", List.of("x", "shape"), List.of("y"))
                .outputs("y");
        assertResult(expand, List.of(new float[] {1, 2}), Shape.of(2, 2, 3), 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2);
        ModelBuilder tile = new ModelBuilder(13)
                .input("x", 1, 2)
                .initializer(Tensors.longs("repeats", 2, 2))
                .node("Tile", List.of("x", "repeats"), List.of("y"))
                .outputs("y");
        assertResult(tile, List.of(new float[] {1, 2}), Shape.of(2, 4), 1, 2, 1, 2, 1, 2, 1, 2);
    }

    /** More copies than are joined, along every axis. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void tileOfManyRepeats(int axis) {
        int count = 1000;
        long[] repeats = {1, 1, 1};
        repeats[axis] = count;
        Shape source = Shape.of(2, 1, 3);
        Shape shape = source.withDimension(axis, source.dimension(axis) * count);
        float[] expected = new float[Math.toIntExact(shape.elementCount())];
        for (int index = 0; index < expected.length; index++) {
            long column = index % shape.dimension(2) % 3;
            long row = index / shape.dimension(2) / shape.dimension(1) % 2;
            expected[index] = SIX[Math.toIntExact(3 * row + column)];
        }
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2, 1, 3)
                .initializer(Tensors.longs("repeats", repeats))
                .node("Tile", List.of("x", "repeats"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), shape, expected);
        assertThat(ModelRunner.operators(model)).hasSizeLessThan(5);
    }

    @Test
    void padByAttributes() {
        ModelBuilder model = matrix(9)
                .node("Pad", List.of("x"), List.of("y"), Attribute.ints("pads", 0, 1, 1, 0), Attribute.of("value", 9f))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(3, 4), 9, 1, 2, 3, 9, 4, 5, 6, 9, 9, 9, 9);
    }

    @Test
    void padOfSomeAxesByInputs() {
        ModelBuilder model = matrix(18)
                .initializer(Tensors.longs("pads", 1, 1))
                .initializer(Tensors.longs("axes", -1))
                .node("Pad", List.of("x", "pads", "", "axes"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 5), 0, 1, 2, 3, 0, 0, 4, 5, 6, 0);
    }

    @Test
    void padByReflection() {
        ModelBuilder model = matrix(9)
                .node(
                        "Pad",
                        List.of("x"),
                        List.of("y"),
                        Attribute.ints("pads", 0, 1, 0, 1),
                        Attribute.of("mode", "reflect"))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 5), 2, 1, 2, 3, 2, 5, 4, 5, 6, 5);
    }

    static Arguments[] reductions() {
        return new Arguments[] {
            Arguments.of("ReduceMean", new long[] {-1}, 1, Shape.of(2, 1), new float[] {2, 5}),
            Arguments.of("ReduceMean", new long[] {0}, 0, Shape.of(3), new float[] {2.5f, 3.5f, 4.5f}),
            Arguments.of("ReduceMean", new long[] {}, 0, Shape.of(), new float[] {3.5f}),
            Arguments.of("ReduceSum", new long[] {1}, 1, Shape.of(2, 1), new float[] {6, 15}),
        };
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void reduceByInput(String opType, long[] axes, long keep, Shape shape, float[] expected) {
        ModelBuilder model = matrix(18)
                .initializer(Tensors.longs("axes", axes))
                .node(opType, List.of("x", "axes"), List.of("y"), Attribute.of("keepdims", keep))
                .outputs("y");
        assertResult(model, List.of(SIX), shape, expected);
    }

    @Test
    void reduceByAttribute() {
        ModelBuilder model = matrix(13)
                .node("ReduceMean", List.of("x"), List.of("y"), Attribute.ints("axes", 1))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 1), 2, 5);
    }

    @Test
    void reduceNothing() {
        ModelBuilder model = matrix(18)
                .node("ReduceMean", List.of("x"), List.of("y"), Attribute.of("noop_with_empty_axes", 1))
                .outputs("y");
        assertResult(model, List.of(SIX), Shape.of(2, 3), SIX);
    }

    private static ModelBuilder resize(Message... attributes) {
        return new ModelBuilder(13)
                .input("x", 1, 1, 1, 2)
                .initializer(Tensors.floats("scales", new long[] {4}, 1, 1, 2, 3))
                .node("Resize", List.of("x", "", "scales"), List.of("y"), attributes)
                .outputs("y");
    }

    @Test
    void resizeThatRepeats() {
        float[] expected = {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2};
        assertResult(resize(), List.of(new float[] {1, 2}), Shape.of(1, 1, 2, 6), expected);
        ModelBuilder cornered = resize(
                Attribute.of("coordinate_transformation_mode", "asymmetric"), Attribute.of("nearest_mode", "floor"));
        assertResult(cornered, List.of(new float[] {1, 2}), Shape.of(1, 1, 2, 6), expected);
    }

    @Test
    void depthToSpaceAndBack() {
        float[] eight = {1, 2, 3, 4, 5, 6, 7, 8};
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 1, 4, 1, 2)
                .node("DepthToSpace", List.of("x"), List.of("a"), Attribute.of("blocksize", 2))
                .outputs("a");
        assertResult(model, List.of(eight), Shape.of(1, 1, 2, 4), 1, 3, 2, 4, 5, 7, 6, 8);
        model = new ModelBuilder(13)
                .input("x", 1, 4, 1, 2)
                .node("DepthToSpace", List.of("x"), List.of("a"), Attribute.of("blocksize", 2))
                .node("SpaceToDepth", List.of("a"), List.of("y"), Attribute.of("blocksize", 2))
                .outputs("y");
        assertResult(model, List.of(eight), Shape.of(1, 4, 1, 2), eight);
    }
}
