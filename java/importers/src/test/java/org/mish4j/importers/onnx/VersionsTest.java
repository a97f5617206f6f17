// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mish4j.importers.onnx.models.ModelRunner.assertResult;
import static org.mish4j.importers.onnx.models.ModelRunner.constantResult;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Operators as older versions of the standard have them, and what changed with a version. */
class VersionsTest {
    private static final float[] FOUR = {1, 2, 3, 4};

    /** Logarithms of 1, 3, 2, 2: along the last axis pairs that sum to 4, over all of them a sum of 8. */
    private static final float[] LOGARITHMS = {0, 1.0986123f, 0.6931472f, 0.6931472f};

    @Test
    void logSoftmaxOfAllAxesFromOneOn() {
        ModelBuilder model = new ModelBuilder(11)
                .input("x", 1, 2, 2)
                .node("LogSoftmax", List.of("x"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(LOGARITHMS), Shape.of(1, 2, 2), ln(0.125), ln(0.375), ln(0.25), ln(0.25));
    }

    @Test
    void logSoftmaxOfTheLastAxis() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 1, 2, 2)
                .node("LogSoftmax", List.of("x"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(LOGARITHMS), Shape.of(1, 2, 2), ln(0.25), ln(0.75), ln(0.5), ln(0.5));
    }

    private static float ln(double x) {
        return (float) Math.log(x);
    }

    @ParameterizedTest
    @CsvSource({"ReduceSum, 11, 3, 7", "ReduceMax, 12, 2, 4", "ReduceMean, 17, 1.5, 3.5", "ReduceL1, 13, 3, 7"})
    void axesAsAttribute(String opType, long opset, float first, float second) {
        ModelBuilder model = new ModelBuilder(opset)
                .input("x", 2, 2)
                .node(opType, List.of("x"), List.of("y"), Attribute.ints("axes", 1), Attribute.of("keepdims", 0))
                .outputs("y");
        assertResult(model, List.of(FOUR), Shape.of(2), first, second);
    }

    @ParameterizedTest
    @CsvSource({"ReduceSum, 13, 3, 7", "ReduceMax, 18, 2, 4", "ReduceMean, 18, 1.5, 3.5", "ReduceL1, 18, 3, 7"})
    void axesAsInput(String opType, long opset, float first, float second) {
        ModelBuilder model = new ModelBuilder(opset)
                .input("x", 2, 2)
                .initializer(Tensors.longs("axes", 1))
                .node(opType, List.of("x", "axes"), List.of("y"), Attribute.of("keepdims", 0))
                .outputs("y");
        assertResult(model, List.of(FOUR), Shape.of(2), first, second);
    }

    @ParameterizedTest
    @CsvSource({"7", "9"})
    void upsampleInterpolates(long opset) {
        ModelBuilder model = new ModelBuilder(opset).input("x", 1, 1, 1, 2);
        if (opset < 9) {
            model.node(
                    "Upsample",
                    List.of("x"),
                    List.of("y"),
                    Attribute.floats("scales", 1, 1, 1, 2),
                    Attribute.of("mode", "linear"));
        } else {
            model.initializer(Tensors.floats("scales", new long[] {4}, 1, 1, 1, 2))
                    .node("Upsample", List.of("x", "scales"), List.of("y"), Attribute.of("mode", "linear"));
        }
        assertResult(model.outputs("y"), List.of(new float[] {1, 3}), Shape.of(1, 1, 1, 4), 1, 2, 3, 3);
    }

    @Test
    void resizeBeforeItHadCoordinates() {
        ModelBuilder model = new ModelBuilder(10)
                .input("x", 1, 1, 5)
                .initializer(Tensors.floats("scales", new long[] {3}, 1, 1, 0.5f))
                .node("Resize", List.of("x", "scales"), List.of("y"), Attribute.of("mode", "nearest"))
                .outputs("y");
        assertResult(model, List.of(new float[] {1, 2, 3, 4, 5}), Shape.of(1, 1, 2), 1, 3);
    }

    @Test
    void resizeByWholeFactorsRepeats() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 1, 1, 1, 2)
                .initializer(Tensors.longs("sizes", 1, 1, 2, 6))
                .node(
                        "Resize",
                        List.of("x", "", "", "sizes"),
                        List.of("y"),
                        Attribute.of("coordinate_transformation_mode", "asymmetric"),
                        Attribute.of("nearest_mode", "floor"))
                .outputs("y");
        assertThat(ModelRunner.operators(model)).containsExactly("ResizeNearest");
        assertResult(model, List.of(new float[] {1, 2}), Shape.of(1, 1, 2, 6), 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2);
    }

    @Test
    void negativePadsCrop() {
        ModelBuilder model = new ModelBuilder(9)
                .input("x", 2, 2)
                .node(
                        "Pad",
                        List.of("x"),
                        List.of("y"),
                        Attribute.ints("pads", -1, 1, 0, -1),
                        Attribute.of("value", 9f))
                .outputs("y");
        assertResult(model, List.of(FOUR), Shape.of(1, 2), 9, 3);
    }

    @Test
    void layerNormalizationGivesMeanAndDeviation() {
        ModelBuilder model = new ModelBuilder(17)
                .input("x", 1, 2)
                .initializer(Tensors.floats("scale", new long[] {2}, 1, 1))
                .node(
                        "LayerNormalization",
                        List.of("x", "scale"),
                        List.of("", "mean", "inverse"),
                        Attribute.of("epsilon", 3f))
                .node("Concat", List.of("mean", "inverse"), List.of("y"), Attribute.of("axis", 1))
                .outputs("y");
        assertResult(model, List.of(new float[] {1, 3}), Shape.of(1, 2), 2, 0.5f);
    }

    @Test
    void splitOfWhatDoesNotDivide() {
        ModelBuilder model = new ModelBuilder(18)
                .input("x", 5)
                .node("Split", List.of("x"), List.of("a", "b"), Attribute.of("num_outputs", 2))
                .outputs("b");
        assertResult(model, List.of(new float[] {1, 2, 3, 4, 5}), Shape.of(2), 4, 5);
    }

    @Test
    void castsOfWhatIsComputed() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 4)
                .node("Cast", List.of("x"), List.of("whole"), Attribute.of("to", Tensors.INT64))
                .node("Cast", List.of("whole"), List.of("truth"), Attribute.of("to", Tensors.BOOL))
                .node("Cast", List.of("whole"), List.of("a"), Attribute.of("to", Tensors.FLOAT))
                .node("Cast", List.of("truth"), List.of("b"), Attribute.of("to", Tensors.FLOAT))
                .node("Concat", List.of("a", "b"), List.of("y"), Attribute.of("axis", 0))
                .outputs("y");
        assertResult(model, List.of(new float[] {-1.75f, -0.5f, 0, 2.5f}), Shape.of(8), -1, 0, 0, 2, 1, 0, 0, 1);
    }

    @Test
    void shapesOfResultsFold() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2, 3, 4)
                .node("Shape", List.of("x"), List.of("shape"))
                .node("ReduceProd", List.of("shape"), List.of("count"), Attribute.of("keepdims", 0))
                .outputs("count");
        assertThat(constantResult(model).toLongArray()).containsExactly(24);
    }

    @Test
    void emptyConstantsReduce() {
        ModelBuilder model = new ModelBuilder(13)
                .initializer(Tensors.floats("x", new long[] {2, 0}))
                .node("ReduceMax", List.of("x"), List.of("y"), Attribute.ints("axes", 1))
                .outputs("y");
        assertThat(constantResult(model).toFloatArray())
                .containsExactly(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
    }

    @Test
    void dropoutKeepsAll() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2)
                .node("Dropout", List.of("x"), List.of("y", "mask"))
                .node("Where", List.of("mask", "y", "zero"), List.of("z"))
                .initializer(Tensors.floats("zero", new long[0], 0))
                .outputs("z");
        assertResult(model, List.of(new float[] {1, -2}), Shape.of(2), 1, -2);
    }

    @Test
    void integersAreNotAddedAsFloats() {
        ModelBuilder model = new ModelBuilder(13)
                .typedInput("x", Tensors.INT64, 2)
                .node("Add", List.of("x", "x"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("its input 'x' is I64[2], expected floating-point numbers");
    }
}
