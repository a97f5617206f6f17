// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.ImageInput;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorInfo;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** A network that takes bytes gives what it gives for the numbers that they stand for. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class ImageInputTest {
    private final Device device;

    ImageInputTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    static Graph stem(long batch, long height, long width) {
        Graph.Builder builder = Graph.builder("stem");
        Value x = builder.input("image", TensorType.F32, Shape.of(batch, 3, height, width));
        Shape weights = Shape.of(8, 3, 3, 3);
        Value w = builder.constant("w", Constant.ofFloats(weights, TestGraphs.randomFloats(3, weights)));
        List<PostOp> mish = List.of(new PostOp.Apply(Activation.mish()));
        Value y = builder.add("conv", new Operator.Convolution(1, Window.uniform(2, 1, 1), false, mish), x, w);
        return builder.output("y", y).output("numbers", x).build();
    }

    @Test
    void bytesAreScaledAndShiftedByChannel() {
        List<Float> scales = List.of(0.5f, -0.25f, 0.125f);
        List<Float> shifts = List.of(1f, 2f, -3f);
        Graph graph = stem(2, 5, 7);
        byte[] bytes = new byte[2 * 5 * 7 * 3];
        new Random(5).nextBytes(bytes);
        float[] numbers = new float[bytes.length];
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < 3; c++) {
                for (int pixel = 0; pixel < 35; pixel++) {
                    int element = bytes[(n * 35 + pixel) * 3 + c] & 0xff;
                    numbers[(n * 3 + c) * 35 + pixel] = scales.get(c) * element + shifts.get(c);
                }
            }
        }

        try (CompiledModel ofNumbers = device.compile(graph);
                CompiledModel ofBytes = device.compile(new ImageInput(scales, shifts).applyTo(graph));
                InferRequest expected = ofNumbers.createRequest();
                InferRequest found = ofBytes.createRequest()) {
            assertThat(ofBytes.inputs()).containsExactly(new TensorInfo("image", TensorType.U8, Shape.of(2, 5, 7, 3)));
            expected.input().copyFrom(numbers);
            expected.run();
            found.input().segment().copyFrom(MemorySegment.ofArray(bytes));
            found.run();

            assertThat(found.output("numbers").toFloatArray()).isEqualTo(numbers);
            assertThat(found.output("y").toFloatArray())
                    .usingComparatorWithPrecision(1e-3f)
                    .containsExactly(expected.output("y").toFloatArray());
        }
    }

    @Test
    void meansAndDeviationsAreOfPixelsFromZeroToOne() {
        ImageInput input = ImageInput.normalized(List.of(0.5f, 0.25f), List.of(0.5f, 0.125f));

        assertThat(input.scales()).containsExactly(2f / 255, 8f / 255);
        assertThat(input.shifts()).containsExactly(-1f, -2f);
        assertThatIllegalArgumentException().isThrownBy(() -> ImageInput.normalized(List.of(0f), List.of(0f)));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageInput.normalized(List.of(0f), List.of(1f, 1f)));
    }

    @Test
    void whatIsNoImageIsRefused() {
        Graph.Builder builder = Graph.builder("line");
        Graph line = builder.output("y", builder.input("x", TensorType.F32, Shape.of(2, 3, 4)))
                .build();
        ImageInput one = ImageInput.of(1, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.applyTo(line))
                .withMessage("input 'x: F32[2, 3, 4]' is no image, expected [N, C, H, W]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.applyTo(line, "y"))
                .withMessageContaining("has no input 'y'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageInput(List.of(1f, 2f), List.of(0f)).applyTo(stem(1, 4, 4)))
                .withMessage("there are 2 scales, expected 1 or one for each of 3 channels");
        assertThatIllegalArgumentException().isThrownBy(() -> one.applyTo(TestGraphs.sumOfInputs(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageInput.of(Float.NaN, 0));
    }
}
