// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** The places of MaxPool's maxima, against plain loops. */
class MaxPoolIndicesTest {
    private static final int PLANES = 6;
    private static final int HEIGHT = 7;
    private static final int WIDTH = 5;
    private static final int OUT_HEIGHT = 4;
    private static final int OUT_WIDTH = 4;

    /** Windows of 3 x 2 elements, every second one in a row, 2 rows apart, with a row before and a column behind. */
    private static ModelBuilder model(int storageOrder) {
        return new ModelBuilder(12)
                .input("x", 2, 3, HEIGHT, WIDTH)
                .node(
                        "MaxPool",
                        List.of("x"),
                        List.of("largest", "indices"),
                        Attribute.ints("kernel_shape", 3, 2),
                        Attribute.ints("strides", 2, 1),
                        Attribute.ints("dilations", 1, 2),
                        Attribute.ints("pads", 1, 0, 1, 1),
                        Attribute.of("storage_order", storageOrder))
                .node("Cast", List.of("indices"), List.of("y"), Attribute.of("to", Tensors.FLOAT))
                .outputs("y");
    }

    private static float[] expected(float[] x, boolean columnMajor) {
        float[] indices = new float[PLANES * OUT_HEIGHT * OUT_WIDTH];
        for (int i = 0; i < indices.length; i++) {
            int plane = i / (OUT_HEIGHT * OUT_WIDTH);
            int top = i / OUT_WIDTH % OUT_HEIGHT * 2 - 1;
            int left = i % OUT_WIDTH;
            float largest = Float.NEGATIVE_INFINITY;
            for (int row = Math.max(0, top); row < Math.min(HEIGHT, top + 3); row++) {
                for (int column = left; column < Math.min(WIDTH, left + 3); column += 2) {
                    float element = x[(plane * HEIGHT + row) * WIDTH + column];
                    if (element > largest) {
                        largest = element;
                        int inPlane = columnMajor ? column * HEIGHT + row : row * WIDTH + column;
                        indices[i] = plane * HEIGHT * WIDTH + inPlane;
                    }
                }
            }
        }
        return indices;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void placesOfTheMaxima(int storageOrder) {
        float[] x = new float[PLANES * HEIGHT * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (7 * i * i + 13 * i) % 41 - 50;
        }
        ModelRunner.assertResult(
                model(storageOrder), List.of(x), Shape.of(2, 3, OUT_HEIGHT, OUT_WIDTH), expected(x, storageOrder == 1));
    }

    /** A dimension in which the kernel has one element may stand before or behind those in which it has more. */
    @ParameterizedTest
    @CsvSource({"3, 1", "1, 3", "1, 1"})
    void kernelOfOneElementInADimension(int rows, int columns) {
        float[] x = new float[PLANES * HEIGHT * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (7 * i * i + 13 * i) % 41 - 50;
        }
        int outHeight = HEIGHT - rows + 1;
        int outWidth = WIDTH - columns + 1;
        float[] expected = new float[PLANES * outHeight * outWidth];
        for (int i = 0; i < expected.length; i++) {
            int first = (i / (outHeight * outWidth) * HEIGHT + i / outWidth % outHeight) * WIDTH + i % outWidth;
            int largest = first;
            for (int tap = 0; tap < rows * columns; tap++) {
                int place = first + tap / columns * WIDTH + tap % columns;
                largest = x[place] > x[largest] ? place : largest;
            }
            expected[i] = largest;
        }
        ModelBuilder model = new ModelBuilder(12)
                .input("x", 2, 3, HEIGHT, WIDTH)
                .node(
                        "MaxPool",
                        List.of("x"),
                        List.of("largest", "indices"),
                        Attribute.ints("kernel_shape", rows, columns),
                        Attribute.ints("dilations", 1, 1))
                .node("Cast", List.of("indices"), List.of("y"), Attribute.of("to", Tensors.FLOAT))
                .outputs("y");
        ModelRunner.assertResult(model, List.of(x), Shape.of(2, 3, outHeight, outWidth), expected);
    }

    @Test
    void largeKernel() {
        ModelBuilder model = new ModelBuilder(12)
                .input("x", 1, 1, 400)
                .node("MaxPool", List.of("x"), List.of("largest", "y"), Attribute.ints("kernel_shape", 257))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageContaining("its result 1 is read, with kernel [257] and input [1, 1, 400]");
    }
}
