// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mish4j.importers.onnx.models.ModelRunner.assertResult;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Conv and the poolings, on rows of a few elements so that results can be checked by hand. */
class WindowOperatorsTest {
    private static final float[] ROW = {1, 2, 3, 4, 5};

    private static ModelBuilder row(long opset, String opType, Message... attributes) {
        return new ModelBuilder(opset)
                .input("x", 1, 1, 5)
                .node(opType, List.of("x"), List.of("y"), attributes)
                .outputs("y");
    }

    private static ModelBuilder sumsOfThree(Message... attributes) {
        return new ModelBuilder(13)
                .input("x", 1, 1, 5)
                .initializer(Tensors.floats("w", new long[] {1, 1, 3}, 1, 1, 1))
                .node("Conv", List.of("x", "w"), List.of("y"), attributes)
                .outputs("y");
    }

    @Test
    void convolutionWithoutAttributes() {
        assertResult(sumsOfThree(), List.of(ROW), Shape.of(1, 1, 3), 6, 9, 12);
    }

    @ParameterizedTest
    @CsvSource({"VALID, 2, '6 12'", "SAME_UPPER, 1, '3 6 9 12 9'", "SAME_UPPER, 3, '6 9'", "SAME_LOWER, 3, '3 12'"})
    void convolutionWithAutomaticPadding(String autoPad, long stride, String expected) {
        ModelBuilder model = sumsOfThree(
                Attribute.of("auto_pad", autoPad),
                Attribute.ints("strides", stride),
                Attribute.ints("pads", 0, 0),
                Attribute.ints("kernel_shape", 3));
        float[] values = numbers(expected);
        assertResult(model, List.of(ROW), Shape.of(1, 1, values.length), values);
    }

    @Test
    void convolutionWithPadsOnOneSideAndDilation() {
        ModelBuilder model = sumsOfThree(Attribute.ints("pads", 2, 0), Attribute.ints("dilations", 2));
        assertResult(model, List.of(ROW), Shape.of(1, 1, 3), 1 + 3, 2 + 4, 1 + 3 + 5);
    }

    @Test
    void convolutionOfGroupsWithBiasAndComputedWeights() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 1, 2, 2)
                .input("w", 2, 1, 1)
                .input("b", 2)
                .node("Conv", List.of("x", "w", "b"), List.of("y"), Attribute.of("group", 2))
                .outputs("y");
        List<float[]> inputs = List.of(new float[] {1, 2, 3, 4}, new float[] {10, 100}, new float[] {5, 6});
        assertResult(model, inputs, Shape.of(1, 2, 2), 15, 25, 306, 406);
    }

    @Test
    void convolutionWhoseKernelShapeIsNotThatOfItsWeights() {
        ModelBuilder model = sumsOfThree(Attribute.ints("kernel_shape", 5));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith(
                        "node 'Conv_of_y' (Conv): attribute 'kernel_shape' is [5], weights are [1, 1, 3]");
    }

    @Test
    void convolutionWithNegativePads() {
        ModelBuilder model = sumsOfThree(Attribute.ints("pads", -1, 0));
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("pads is [-1, 0], and negative padding is cropping");
    }

    @Test
    void convolutionWithTooFewStrides() {
        ModelBuilder model = sumsOfThree(Attribute.ints("strides", 1, 1));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("attribute 'strides' has 2 numbers, expected 1");
    }

    @Test
    void maxPool() {
        ModelBuilder model = row(8, "MaxPool", Attribute.ints("kernel_shape", 2), Attribute.ints("strides", 2));
        assertResult(model, List.of(ROW), Shape.of(1, 1, 2), 2, 4);
    }

    @Test
    void maxPoolThatRoundsUp() {
        ModelBuilder model = row(
                10,
                "MaxPool",
                Attribute.ints("kernel_shape", 2),
                Attribute.ints("strides", 2),
                Attribute.of("ceil_mode", 1));
        assertResult(model, List.of(ROW), Shape.of(1, 1, 3), 2, 4, 5);
    }

    /** With one padded place at the end the third window would start in it, and is left out. */
    @Test
    void maxPoolThatRoundsUpButNotIntoThePadding() {
        ModelBuilder model = row(
                22,
                "MaxPool",
                Attribute.ints("kernel_shape", 2),
                Attribute.ints("strides", 5),
                Attribute.ints("pads", 0, 1),
                Attribute.of("ceil_mode", 1));
        assertResult(model, List.of(ROW), Shape.of(1, 1, 1), 2);
    }

    @Test
    void maxPoolWithDilation() {
        ModelBuilder model = row(12, "MaxPool", Attribute.ints("kernel_shape", 2), Attribute.ints("dilations", 3));
        assertResult(model, List.of(ROW), Shape.of(1, 1, 2), 4, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void averagePoolThatRoundsUpCountsNothingBeyondThePadding(long includePadding) {
        ModelBuilder model = row(
                19,
                "AveragePool",
                Attribute.ints("kernel_shape", 2),
                Attribute.ints("strides", 2),
                Attribute.of("ceil_mode", 1),
                Attribute.of("count_include_pad", includePadding));
        assertResult(model, List.of(ROW), Shape.of(1, 1, 3), 1.5f, 3.5f, 5);
    }

    @ParameterizedTest
    @CsvSource({"0, '1.5 4 6'", "1, '1 4 2'"})
    void averagePoolWithPaddingThatCountsOrNot(long includePadding, String expected) {
        ModelBuilder model = new ModelBuilder(7)
                .input("x", 1, 1, 6)
                .node(
                        "AveragePool",
                        List.of("x"),
                        List.of("y"),
                        Attribute.ints("kernel_shape", 3),
                        Attribute.ints("strides", 3),
                        Attribute.ints("pads", 1, 2),
                        Attribute.of("count_include_pad", includePadding))
                .outputs("y");
        float[] row = {1, 2, 3, 4, 5, 6};
        assertResult(model, List.of(row), Shape.of(1, 1, 3), numbers(expected));
    }

    @Test
    void globalPools() {
        ModelBuilder average = row(7, "GlobalAveragePool");
        assertResult(average, List.of(ROW), Shape.of(1, 1, 1), 3);
        assertResult(row(7, "GlobalMaxPool"), List.of(ROW), Shape.of(1, 1, 1), 5);
    }

    @Test
    void poolOfAMatrix() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2, 3)
                .node("MaxPool", List.of("x"), List.of("y"), Attribute.ints("kernel_shape", 2))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("its input [2, 3] has 2 dimensions, expected 3 to 5");
    }

    private static float[] numbers(String text) {
        List<Float> numbers = new ArrayList<>();
        for (String number : text.split(" ", -1)) {
            numbers.add(Float.valueOf(number));
        }
        float[] array = new float[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }
}
