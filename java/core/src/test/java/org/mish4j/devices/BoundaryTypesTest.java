// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.testing.LeakCheck;

/** Inputs and outputs of every type, on every device. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class BoundaryTypesTest {
    private static final Operator RELU = new Operator.Eltwise(Activation.relu());
    private static final Operator HALF = new Operator.Eltwise(Activation.linear(0.5f, 0));

    private final Device device;
    private final Graph.Builder builder = Graph.builder("boundary");

    BoundaryTypesTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    @ParameterizedTest
    @EnumSource
    void elementsOfAnyTypeAreReadAsNumbers(TensorType type) {
        float[] numbers = new float[3 * 5 * 7];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = type == TensorType.BOOL ? index % 2 : type == TensorType.U8 ? 2 * index : index - 50;
        }
        Value x = builder.input("x", type, Shape.of(3, 5, 7));
        builder.output("half", builder.add("half", HALF, x));
        builder.output("number", x, TensorType.F32);
        builder.output("same", x);

        List<Tensor> outputs = run(x, numbers);

        float[] half = outputs.get(0).toFloatArray();
        for (int index = 0; index < half.length; index++) {
            assertThat(half[index]).isEqualTo(numbers[index] / 2);
        }
        assertThat(outputs.get(1).toFloatArray()).isEqualTo(numbers);
        assertThat(outputs.get(2).type()).isEqualTo(type);
        assertThat(outputs.get(2).toFloatArray()).isEqualTo(numbers);
    }

    @ParameterizedTest
    @EnumSource
    void aResultIsWrittenAsTheNearestElement(TensorType type) {
        float[] numbers = {0, 0.4f, 0.5f, 1.5f, 2.5f, 100.6f, 127.5f, 200, 254.5f, 1e5f, 3e9f, 1e30f, 1 + 0x1p-8f, 7.01f
        };
        Value x = builder.input("x", TensorType.F32, Shape.of(numbers.length));
        builder.output("y", builder.add("relu", RELU, x), type);
        builder.output("negative", builder.add("negative", new Operator.Eltwise(Activation.linear(-1, 0)), x), type);

        List<Tensor> outputs = run(x, numbers);

        assertThat(outputs.getFirst().type()).isEqualTo(type);
        for (int index = 0; index < numbers.length; index++) {
            assertThat(outputs.get(0).toFloatArray()[index])
                    .as("%s as %s", numbers[index], type)
                    .isEqualTo(nearest(type, numbers[index]));
            assertThat(outputs.get(1).toFloatArray()[index])
                    .as("%s as %s", -numbers[index], type)
                    .isEqualTo(nearest(type, -numbers[index]) + 0f);
        }
    }

    /** The nearest element, from the decimal expansions of the types' limits rather than from their bits. */
    private static float nearest(TensorType type, float number) {
        return switch (type) {
            case F32, F64 -> number + 0f;
            case F16 -> Math.abs(number) > 65519 ? number * Float.POSITIVE_INFINITY : rounded(number, 11) + 0f;
            case BF16 -> rounded(number, 8) + 0f;
            case I8 -> (float) Math.clamp(Math.rint(number), -128, 127);
            case U8 -> (float) Math.clamp(Math.rint(number), 0, 255);
            case I32 -> (float) Math.clamp(Math.rint(number), -0x1p31, 0x1p31 - 1);
            case I64 -> (float) Math.clamp(Math.rint(number), -0x1p63, 0x1p63);
            case BOOL -> number == 0 ? 0 : 1;
        };
    }

    /** Rounds to a number of significant binary digits. */
    private static float rounded(float number, int digits) {
        if (number == 0) {
            return 0;
        }
        double unit = Math.scalb(1.0, Math.getExponent(number) - digits + 1);
        return (float) (Math.rint(number / unit) * unit);
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (TensorType from : TensorType.values()) {
            for (TensorType to : TensorType.values()) {
                pairs.add(Arguments.of(from, to));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anInputOfOneTypeIsAnOutputOfAnother(TensorType from, TensorType to) {
        float[] numbers = {0, 1, 1, 0, 1};
        Value x = builder.input("x", from, Shape.of(5));
        builder.output("y", x, to);

        List<Tensor> outputs = run(x, numbers);

        assertThat(outputs.getFirst().type()).isEqualTo(to);
        assertThat(outputs.getFirst().toFloatArray()).isEqualTo(numbers);
    }

    @Test
    void wholeNumbersPassThroughUnchanged() {
        Value x = builder.input("x", TensorType.I64, Shape.of(2));
        Value constant = builder.constant("ids", Constant.ofLongs(Shape.of(2), Long.MIN_VALUE, (1L << 53) + 1));
        Graph graph = builder.output("x", x).output("ids", constant).build();
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            request.input().segment().setAtIndex(ValueLayout.JAVA_LONG, 0, Long.MAX_VALUE);
            request.input().segment().setAtIndex(ValueLayout.JAVA_LONG, 1, (1L << 53) + 1);
            request.run();

            assertThat(request.output("x").segment().toArray(ValueLayout.JAVA_LONG))
                    .containsExactly(Long.MAX_VALUE, (1L << 53) + 1);
            assertThat(request.output("ids").segment().toArray(ValueLayout.JAVA_LONG))
                    .containsExactly(Long.MIN_VALUE, (1L << 53) + 1);
        }
    }

    @Test
    void theOutputTypeSurvivesThePasses() {
        Value x = builder.input("x", TensorType.U8, Shape.of(2, 3));
        Value same = builder.add("same", new Operator.Eltwise(Activation.linear(1, 0)), x);
        builder.output("y", same).output("z", same, TensorType.I32);

        List<Tensor> outputs = run(x, new float[] {0, 1, 2, 253, 254, 255});

        assertThat(outputs).extracting(Tensor::type).containsExactly(TensorType.F32, TensorType.I32);
        for (Tensor output : outputs) {
            assertThat(output.toFloatArray()).containsExactly(0, 1, 2, 253, 254, 255);
        }
    }

    private List<Tensor> run(Value input, float[] numbers) {
        try (CompiledModel model = device.compile(builder.build());
                InferRequest request = model.createRequest()) {
            request.input(input.name()).copyFrom(numbers);
            request.run();
            return model.outputs().stream()
                    .map(output -> request.output(output.name()))
                    .toList();
        }
    }
}
