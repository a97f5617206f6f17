// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.ModelFormatException;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Nodes that contradict themselves or their inputs, and forms of operators that are not supported. */
class RefusedNodesTest {
    /** Returns a model of one node on x [1, 2, 3, 4]; some constants may be named as further inputs. */
    private static ModelBuilder model(String opType, List<String> inputs, Message... attributes) {
        return new ModelBuilder(19)
                .input("x", 1, 2, 3, 4)
                .input("scalar")
                .initializer(Tensors.floats("weights", new long[] {2, 1, 3, 3}, new float[18]))
                .initializer(Tensors.floats("pair", new long[] {2}, 1, 2))
                .initializer(Tensors.floats("halves", new long[] {4}, 1, 1, 0.5f, 0.1f))
                .initializer(Tensors.longs("longs", 1, 1))
                .initializer(Tensors.longs("sizes", 1, 2, 6, 8))
                .initializer(Tensors.longs("large", 1L << 40, 0, 0, 0, 0, 0, 0, 0))
                .node(opType, inputs, List.of("y"), attributes)
                .outputs("y");
    }

    private static Arguments refused(String message, String opType, List<String> inputs, Message... attributes) {
        return Arguments.of(message, model(opType, inputs, attributes));
    }

    static Arguments[] malformed() {
        return new Arguments[] {
            refused("approximate is not none or tanh", "Gelu", List.of("x"), Attribute.of("approximate", "exact")),
            refused("axis is 4, expected -4 to 3", "ArgMax", List.of("x"), Attribute.of("axis", 4)),
            refused("axis is 9, expected -4 to 3", "ReduceMax", List.of("x", "nine")),
            refused("size is 0, expected at least 1", "LRN", List.of("x")),
            refused("p is 0, expected at least 1", "GlobalLpPool", List.of("x"), Attribute.of("p", 0)),
            refused("input 1 has shape [4], expected [2]", "InstanceNormalization", List.of("x", "halves", "pair")),
            refused(
                    "num_groups is 3, expected a divisor of its input's 2 channels",
                    "GroupNormalization",
                    List.of("x", "pair", "pair"),
                    Attribute.of("num_groups", 3)),
            refused("pads has 2 numbers, expected 8", "Pad", List.of("x", "longs")),
            refused("pads has 1099511627776, expected at most 2147483647", "Pad", List.of("x", "large")),
            refused("mode is not nearest, linear or cubic", "Resize", List.of("x"), Attribute.of("mode", "best")),
            refused("scales has 2 numbers, expected 4", "Resize", List.of("x", "", "pair")),
            refused(
                    "nearest_mode is 'up'",
                    "Resize",
                    List.of("x", "", "", "sizes"),
                    Attribute.of("nearest_mode", "up")),
            refused(
                    "coordinate_transformation_mode is 'odd'",
                    "Resize",
                    List.of("x", "", "", "sizes"),
                    Attribute.of("coordinate_transformation_mode", "odd")),
            refused(
                    "keep_aspect_ratio_policy is 'square'",
                    "Resize",
                    List.of("x", "", "", "sizes"),
                    Attribute.of("keep_aspect_ratio_policy", "square")),
            refused(
                    "output_shape has 3 numbers, expected 2",
                    "ConvTranspose",
                    List.of("x", "weights"),
                    Attribute.ints("output_shape", 1, 2, 3)),
            refused(
                    "output_padding is [-1, 0], expected at least 0",
                    "ConvTranspose",
                    List.of("x", "weights"),
                    Attribute.ints("output_padding", -1, 0)),
            refused("input 0 is of type F32, expected BOOL", "Where", List.of("x", "x", "x")),
            refused("input 0 is of type F32, expected BOOL", "Not", List.of("x")),
            refused(
                    "input 1 is F32[2], expected one element for each place of dimension 3 of [1, 2, 3, 4]",
                    "QuantizeLinear",
                    List.of("x", "pair"),
                    Attribute.of("axis", 3)),
        };
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformed(String message, ModelBuilder model) {
        model.initializer(Tensors.longs("nine", 9));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageContaining("_of_y' (")
                .withMessageEndingWith(message);
    }

    static Arguments[] unsupported() {
        return new Arguments[] {
            refused("its inputs are not constants", "Mod", List.of("x", "x")),
            refused("input 1 is not a constant", "QuantizeLinear", List.of("x", "scalar")),
            refused("input 2 (constant_value) is not a constant", "Pad", List.of("x", "sizes", "scalar")),
            refused("mode is odd", "Pad", List.of("x", "eight"), Attribute.of("mode", "odd")),
            refused(
                    "dimension 3 of its input [1, 2, 3, 4] is resized to 0, by 0.10000000149011612",
                    "Resize",
                    List.of("x", "", "halves")),
            refused("alpha is -1.0", "Celu", List.of("x"), Attribute.of("alpha", -1f)),
            refused("its input 'longs' is I64[2], expected floating-point numbers", "Add", List.of("scalar", "longs")),
            refused("its input 'huge' is I64[1], with integers that floats can't hold", "Equal", List.of("x", "huge")),
        };
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void unsupported(String message, ModelBuilder model) {
        model.initializer(Tensors.longs("eight", 1, 1, 1, 1, 1, 1, 1, 1))
                .initializer(Tensors.longs("huge", (1L << 24) + 1));
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageContaining("(opset 19) is not supported: ")
                .withMessageEndingWith(message);
    }
}
