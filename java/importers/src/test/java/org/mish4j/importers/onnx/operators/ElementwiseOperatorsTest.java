// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mish4j.importers.onnx.models.ModelRunner.assertResult;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
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

/** Functions of one, two and more operands, element by element, and the normalisations. */
class ElementwiseOperatorsTest {
    private static final float[] POINTS = {-3, -0.5f, 0, 0.25f, 4};

    static Arguments[] functions() {
        return new Arguments[] {
            function("Mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
            function("Softplus", x -> Math.log1p(Math.exp(x))),
            function("Tanh", Math::tanh),
            function("Relu", x -> Math.max(0, x)),
            function("LeakyRelu", x -> x < 0 ? 0.01 * x : x),
            function("LeakyRelu", x -> x < 0 ? 0.5 * x : x, Attribute.of("alpha", 0.5f)),
            function("Sigmoid", x -> 1 / (1 + Math.exp(-x))),
            function("Elu", x -> x < 0 ? Math.expm1(x) : x),
            function("Elu", x -> x < 0 ? 2 * Math.expm1(x) : x, Attribute.of("alpha", 2f)),
            function("Celu", x -> x < 0 ? 2 * Math.expm1(x / 2) : x, Attribute.of("alpha", 2f)),
            function(
                    "Selu",
                    x -> x < 0 ? 3 * 2 * Math.expm1(x) : 3 * x,
                    Attribute.of("alpha", 2f),
                    Attribute.of("gamma", 3f)),
            function("Swish", x -> x / (1 + Math.exp(-2 * x)), Attribute.of("alpha", 2f)),
            function("HardSigmoid", x -> Math.clamp(0.2 * x + 0.5, 0, 1)),
            function("HardSwish", x -> x * Math.clamp(x / 6 + 0.5, 0, 1)),
            function("Exp", Math::exp),
            function("Neg", x -> -x),
            function("Abs", Math::abs),
            function("Identity", x -> x),
            function("Dropout", x -> x),
        };
    }

    private static Arguments function(String opType, DoubleUnaryOperator function, Message... attributes) {
        return Arguments.of(opType, function, attributes);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionOfOneOperand(String opType, DoubleUnaryOperator function, Message[] attributes) {
        ModelBuilder model = new ModelBuilder(18)
                .input("x", POINTS.length)
                .node(opType, List.of("x"), List.of("y"), attributes)
                .outputs("y");
        float[] expected = new float[POINTS.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) function.applyAsDouble(POINTS[i]);
        }
        assertResult(model, List.of(POINTS), Shape.of(POINTS.length), expected);
    }

    private static ModelBuilder clip(long opset, List<String> inputs, Message... attributes) {
        return new ModelBuilder(opset)
                .input("x", 5)
                .initializer(Tensors.floats("low", new long[0], -1))
                .initializer(Tensors.floats("high", new long[0], 0.125f))
                .node("Clip", inputs, List.of("y"), attributes)
                .outputs("y");
    }

    @Test
    void clipByAttributes() {
        ModelBuilder model = clip(10, List.of("x"), Attribute.of("min", -1f), Attribute.of("max", 0.125f));
        assertResult(model, List.of(POINTS), Shape.of(5), -1, -0.5f, 0, 0.125f, 0.125f);
    }

    @Test
    void clipByInputs() {
        ModelBuilder model = clip(11, List.of("x", "low", "high"));
        assertResult(model, List.of(POINTS), Shape.of(5), -1, -0.5f, 0, 0.125f, 0.125f);
        assertThat(ModelRunner.operators(model)).containsExactly("Eltwise");
    }

    @Test
    void clipByOneInput() {
        ModelBuilder model = clip(13, List.of("x", "", "high"));
        assertResult(model, List.of(POINTS), Shape.of(5), -3, -0.5f, 0, 0.125f, 0.125f);
    }

    @Test
    void clipByWhatIsComputed() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 3)
                .input("low")
                .node("Clip", List.of("x", "low"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(new float[] {-3, 0, 3}, new float[] {-1}), Shape.of(3), -1, 0, 3);
    }

    private static ModelBuilder ofTwo(String opType) {
        return new ModelBuilder(13)
                .input("a", 2, 1)
                .input("b", 3)
                .node(opType, List.of("a", "b"), List.of("y"))
                .outputs("y");
    }

    @Test
    void functionsOfTwoOperandsBroadcast() {
        List<float[]> inputs = List.of(new float[] {6, -2}, new float[] {1, 2, 4});
        Shape shape = Shape.of(2, 3);
        assertResult(ofTwo("Add"), inputs, shape, 7, 8, 10, -1, 0, 2);
        assertResult(ofTwo("Sub"), inputs, shape, 5, 4, 2, -3, -4, -6);
        assertResult(ofTwo("Mul"), inputs, shape, 6, 12, 24, -2, -4, -8);
        assertResult(ofTwo("Div"), inputs, shape, 6, 3, 1.5f, -2, -1, -0.5f);
        assertResult(ofTwo("Min"), inputs, shape, 1, 2, 4, -2, -2, -2);
        assertResult(ofTwo("Max"), inputs, shape, 6, 6, 6, 1, 2, 4);
        assertResult(ofTwo("PRelu"), inputs, shape, 6, 6, 6, -2, -4, -8);
    }

    private static ModelBuilder ofThree(String opType) {
        return new ModelBuilder(13)
                .input("a", 2)
                .input("b", 1)
                .input("c", 2)
                .node(opType, List.of("a", "b", "c"), List.of("y"))
                .outputs("y");
    }

    @Test
    void functionsOfThreeOperands() {
        List<float[]> inputs = List.of(new float[] {1, 2}, new float[] {4}, new float[] {7, -3});
        assertResult(ofThree("Sum"), inputs, Shape.of(2), 12, 3);
        assertResult(ofThree("Mean"), inputs, Shape.of(2), 4, 1);
        assertResult(ofThree("Max"), inputs, Shape.of(2), 7, 4);
        assertResult(ofThree("Min"), inputs, Shape.of(2), 1, -3);
    }

    @Test
    void powersThatAreProducts() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2)
                .initializer(Tensors.floats("two", new long[0], 2))
                .node("Pow", List.of("x", "two"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(new float[] {-3, 5}), Shape.of(2), 9, 25);
    }

    @Test
    void otherPowers() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2)
                .initializer(Tensors.floats("power", new long[0], 2.5f))
                .node("Pow", List.of("x", "power"), List.of("y"))
                .outputs("y");
        assertResult(model, List.of(new float[] {4, 9}), Shape.of(2), 32, 243);
    }

    private static ModelBuilder batchNormalization(boolean constant, Message... attributes) {
        ModelBuilder model = new ModelBuilder(15).input("x", 1, 2, 2);
        List<String> names = List.of("scale", "shift", "mean", "variance");
        float[][] values = {{2, 3}, {10, 20}, {1, 4}, {3, 15}};
        for (int i = 0; i < names.size(); i++) {
            if (constant) {
                model.initializer(Tensors.floats(names.get(i), new long[] {2}, values[i]));
            } else {
                model.input(names.get(i), 2);
            }
        }
        return model.node(
                        "BatchNormalization",
                        List.of("x", "scale", "shift", "mean", "variance"),
                        List.of("y"),
                        attributes)
                .outputs("y");
    }

    @Test
    void batchNormalizationWithConstants() {
        ModelBuilder model = batchNormalization(true, Attribute.of("epsilon", 1f), Attribute.of("momentum", 0.5f));
        assertResult(model, List.of(new float[] {1, 3, 8, 0}), Shape.of(1, 2, 2), 10, 12, 23, 17);
    }

    @Test
    void batchNormalizationWithInputs() {
        List<float[]> inputs = List.of(
                new float[] {1, 3, 8, 0}, new float[] {2, 3}, new float[] {10, 20}, new float[] {1, 4}, new float[] {
                    3, 15
                });
        ModelBuilder model = batchNormalization(false, Attribute.of("epsilon", 1f));
        assertResult(model, inputs, Shape.of(1, 2, 2), 10, 12, 23, 17);
    }

    @Test
    void batchNormalizationInTraining() {
        ModelBuilder model = batchNormalization(true, Attribute.of("training_mode", 1));
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("training_mode is 1");
    }

    private static ModelBuilder softmax(long opset, Message... attributes) {
        return new ModelBuilder(opset)
                .input("x", 1, 2, 2)
                .node("Softmax", List.of("x"), List.of("y"), attributes)
                .outputs("y");
    }

    /** Logarithms of 1, 3, 2, 2: along the last axis pairs that sum to 4, over all of them a sum of 8. */
    private static final float[] LOGARITHMS = {0, 1.0986123f, 0.6931472f, 0.6931472f};

    @Test
    void softmaxOfTheLastAxis() {
        assertResult(softmax(13), List.of(LOGARITHMS), Shape.of(1, 2, 2), 0.25f, 0.75f, 0.5f, 0.5f);
    }

    @Test
    void softmaxOfAnotherAxis() {
        ModelBuilder model = softmax(13, Attribute.of("axis", -2));
        assertResult(model, List.of(LOGARITHMS), Shape.of(1, 2, 2), 1f / 3, 0.6f, 2f / 3, 0.4f);
    }

    @Test
    void softmaxOfAllAxesFromOneOn() {
        assertResult(softmax(11), List.of(LOGARITHMS), Shape.of(1, 2, 2), 0.125f, 0.375f, 0.25f, 0.25f);
    }

    @Test
    void axisBeyondTheDimensions() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(softmax(13, Attribute.of("axis", 3))))
                .withMessageEndingWith("axis is 3, expected -3 to 2");
    }

    private static ModelBuilder dropoutInTraining(float ratio) {
        return new ModelBuilder(13)
                .input("x", 2)
                .initializer(Tensors.floats("ratio", new long[0], ratio))
                .initializer(Tensors.header("training", Tensors.BOOL).packedIntegers(5, 1))
                .node("Dropout", List.of("x", "ratio", "training"), List.of("y"))
                .outputs("y");
    }

    @Test
    void dropoutInTraining() {
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(dropoutInTraining(0.5f)))
                .withMessageEndingWith("training_mode is not the constant false, and ratio is not 0");
    }

    @Test
    void dropoutOfNothing() {
        assertResult(dropoutInTraining(0), List.of(new float[] {3, -2}), Shape.of(2), 3, -2);
    }
}
